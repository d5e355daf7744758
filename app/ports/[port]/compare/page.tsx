import type { Metadata } from 'next';
import { Fragment } from 'react';

import { NoSuchPage } from '#app/no-such-page.tsx';
import type { PortParams, SearchParams } from '#app/page-props.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { canonical } from '#app/share-metadata.ts';
import { ComparisonForm } from '#components/compare/comparison-form.tsx';
import { ComparedFiles, ComparedSubsystems } from '#components/compare/comparison-tables.tsx';
import { describePairProblem } from '#components/compare/describe-pair-problem.ts';
import {
  chooseCompared,
  comparisonQuery,
  comparedTerms,
  parseComparedChoice,
  prepareComparison,
} from '#components/compare/prepare-comparison.ts';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FailedLook } from '#components/ui/failed-look.tsx';
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { IgnoredChoices } from '#components/ui/ignored-choices.tsx';
import { MeasuredAge } from '#components/ui/measured-age.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { Term } from '#components/ui/term.tsx';
import { describeFailedLook } from '#lib/domain/failed-look.ts';
import type { MeasuredSide, PairRevisions } from '#lib/domain/release-pair.ts';

import { readPair } from './read-pair.ts';

interface ComparePageProps {
  readonly params: PortParams;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({
  params,
  searchParams,
}: ComparePageProps): Promise<Metadata> {
  const port = await readPort((await params).port);
  if (port === null) return { title: 'No such port' };
  const { from, to, wanted } = await readPair(port.id, await searchParams);
  const isNamed = wanted.from !== null || wanted.to !== null;
  return {
    title: `${port.name}: two releases`,
    description: `What came, went, grew and shrank in the patch of ${port.name} between two releases.`,
    // However its files are narrowed and sorted; where no release is named it is the newest against what it came from.
    alternates: canonical(
      `/ports/${port.slug}/compare${
        isNamed && from.kind === 'measured' && to.kind === 'measured'
          ? comparisonQuery(wholeNames(from, to, wanted))
          : ''
      }`,
    ),
  };
}

/** As addresses of this page have them, however the URL spells and abbreviates them. */
function wholeNames(
  from: MeasuredSide,
  to: MeasuredSide,
  { fromRevision, toRevision }: PairRevisions,
) {
  return {
    from: from.release,
    to: to.release,
    fromRevision: fromRevision === null ? null : from.headSha,
    toRevision: toRevision === null ? null : to.headSha,
  };
}

export default async function ComparePage({ params, searchParams }: ComparePageProps) {
  const port = await readPort((await params).port);
  if (port === null) return <NoSuchPage />;
  const query = await searchParams;
  const { choices, from, to, wanted } = await readPair(port.id, query);
  const { fromRevision, toRevision } = wanted;
  const choice = parseComparedChoice(query);
  const base = `/ports/${port.slug}`;
  const failedLook = describeFailedLook(port);
  const problem = describePairProblem(port.name, from, to);
  const pair = {
    from: from.kind === 'unknown' ? null : from.release,
    to: to.kind === 'unknown' ? null : to.release,
  };
  const head = (
    <>
      <Breadcrumb
        steps={[
          { href: '/', label: 'Ports' },
          { href: base, label: port.slug },
        ]}
        here="compare"
      />
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">
        What changed in {port.name} between two releases
      </h1>
      <IgnoredChoices query={query} known={comparedTerms} />
    </>
  );
  const form = { action: `${base}/compare`, choices, pair, choice };
  if (problem !== null || from.kind !== 'measured' || to.kind !== 'measured') {
    return (
      <main id="main" className="page">
        {head}
        <ComparisonForm {...form} counts={null} />
        <EmptyState title="There is nothing to compare">
          <p>{problem}</p>
          {failedLook !== null && (
            <p>
              <FailedLook sentence={failedLook} />
            </p>
          )}
        </EmptyState>
      </main>
    );
  }
  const names = wholeNames(from, to, wanted);
  const frozen = [...(fromRevision === null ? [] : [from]), ...(toRevision === null ? [] : [to])];
  const comparison = prepareComparison(from, to);
  const shown = chooseCompared(comparison.files, choice);
  const { came, went, grew, shrank, unknown } = comparison.counts;
  const differing = came + went + grew + shrank + unknown;
  return (
    <main id="main" className="page">
      {head}
      <p className="num mt-3 max-w-[90ch] text-xl font-semibold tracking-tight text-balance">
        {comparison.finding}.
      </p>
      <p className="mt-1 text-sm text-muted">
        Lines are insertions and deletions of the <Term of="patch">patch</Term> together. Files are
        the same by their path: one that upstream moved went, and came.
        {comparison.uncounted > 0 &&
          ` The lines of ${formatPlural(comparison.uncounted, 'file')} were not counted in both, and no sum holds those.`}{' '}
        <MeasuredAge sources={[from.source, to.source]} now={new Date()} />
      </p>
      {frozen.length > 0 && (
        <p className="mt-3 max-w-prose border-l-2 border-worse pl-3 text-sm">
          Of{' '}
          {frozen.map(({ release, headSha }, index) => (
            <Fragment key={release}>
              {index > 0 && ' and of '}
              {release} this is the revision of the head{' '}
              <code className="text-xs">{headSha.slice(0, 12)}</code>
            </Fragment>
          ))}
          , and stays so.{' '}
          {frozen.length === 1 &&
            `${frozen[0] === to ? from.release : to.release} is as it is now. `}
          What is chosen below is compared{' '}
          <PageLink
            href={`${base}/compare${comparisonQuery({ from: from.release, to: to.release })}`}
            className="link"
          >
            as both are now
          </PageLink>
          .
        </p>
      )}
      <ComparisonForm {...form} counts={comparison.counts} />
      <section aria-labelledby="subsystems" className="mt-8">
        <h2 id="subsystems" className="mb-1 text-lg font-semibold tracking-tight">
          Where: by subsystem
        </h2>
        <ComparedSubsystems
          comparison={comparison}
          pair={names}
          hrefOf={(subsystem) =>
            `${base}/compare${comparisonQuery(names, { ...choice, subsystem })}#files`
          }
        />
      </section>
      <section aria-labelledby="files" className="mt-10">
        <div className="flex items-baseline gap-3">
          <h2 id="files" className="text-lg font-semibold tracking-tight">
            Files
          </h2>
          <span className="num text-sm text-muted">
            {shown.length === differing && choice.fate === null
              ? formatPlural(shown.length, 'file')
              : `${formatCount(shown.length)} of ${formatPlural(differing + comparison.counts.same, 'file')}`}
          </span>
          <CsvLink href={`/api/v1${base}/compare.csv${comparisonQuery(names, choice)}`} />
        </div>
        {shown.length === 0 ? (
          <p className="mt-3 border-t border-hairline py-8 text-center text-muted">
            No file fits.{' '}
            <PageLink href={`${base}/compare${comparisonQuery(names)}`} className="link">
              Show all that changed in size
            </PageLink>
          </p>
        ) : (
          <ComparedFiles files={shown} pair={names} port={base} />
        )}
      </section>
    </main>
  );
}
