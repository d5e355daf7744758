import type { Metadata } from 'next';

import { NoSuchPage } from '#app/no-such-page.tsx';
import type { PortParams, SearchParams } from '#app/page-props.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { canonical } from '#app/share-metadata.ts';
import { BacktestTable } from '#components/backtest/backtest-table.tsx';
import { prepareBacktest } from '#components/backtest/prepare-backtest.ts';
import { ScoreTable } from '#components/backtest/score-table.tsx';
import { SilentTable } from '#components/backtest/silent-table.tsx';
import { WorksHere } from '#components/live/works-here.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { CsvHeading } from '#components/ui/csv-heading.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FailedLook } from '#components/ui/failed-look.tsx';
import { IgnoredChoices } from '#components/ui/ignored-choices.tsx';
import { MeasuredAge } from '#components/ui/measured-age.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { StatementPanel } from '#components/ui/statement-panel.tsx';
import { Term } from '#components/ui/term.tsx';
import { getBacktest } from '#lib/db/read/get-backtest.ts';
import { listSilentSteps } from '#lib/db/read/list-silent-steps.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { BACKTEST_DATINGS, parseDating } from '#lib/domain/backtest.ts';
import { describeFailedLook } from '#lib/domain/failed-look.ts';
import { sourceOfRehearsal } from '#lib/domain/measurement-source.ts';
import { scoreSilentSteps } from '#lib/domain/silent-backtest.ts';

interface BacktestPageProps {
  readonly params: PortParams;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: BacktestPageProps): Promise<Metadata> {
  const port = await readPort((await params).port);
  if (port === null) return { title: 'No such port' };
  return {
    title: `${port.name}: backtest`,
    description: `How well past pre-releases would have foretold what ${port.name} met.`,
    alternates: canonical(`/ports/${port.slug}/backtest`),
  };
}

export default async function BacktestPage({ params, searchParams }: BacktestPageProps) {
  const port = await readPort((await params).port);
  if (port === null) return <NoSuchPage />;
  const asked = await searchParams;
  const dating = parseDating(asked['dating']);
  const isByPublication = dating === 'publication';
  const db = pageDatabase();
  const [view, steps] = await Promise.all([
    getBacktest(db, port, dating),
    listSilentSteps(db, port.id),
  ]);
  const silent = scoreSilentSteps(steps);
  const verdict = prepareBacktest(view);
  const failedLook = describeFailedLook(port);
  const base = `/ports/${port.slug}`;
  const query = isByPublication ? '?dating=publication' : '';
  return (
    <main id="main" className="page">
      <Breadcrumb
        steps={[
          { href: '/', label: 'Ports' },
          { href: base, label: port.slug },
        ]}
        here="backtest"
      />
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">
        How well {port.name}’s conflicts could be foretold
      </h1>
      <p className="mt-1 max-w-prose text-muted">
        Each past pre-release, <Term of="backtest">rehearsed</Term> as if it were new, against the
        conflicts that the first release then brought.{' '}
        <MeasuredAge sources={view.rehearsals.map(sourceOfRehearsal)} now={new Date()} />{' '}
        <PageLink href={`${base}/forecast`} className="link">
          What is ahead now
        </PageLink>{' '}
        ·{' '}
        <a href={`/api/v1${base}/backtest${query}`} className="link">
          JSON
        </a>
      </p>
      <IgnoredChoices query={asked} known={{ dating: BACKTEST_DATINGS }} />
      {view.forecasts.length === 0 ? (
        <EmptyState title="There is no past to test on">
          <p>
            It takes a rebase on the first release of a line, one on the line before, and the
            pre-releases between them.
          </p>
          {failedLook !== null && (
            <p>
              <FailedLook sentence={failedLook} />
            </p>
          )}
          <WorksHere />
        </EmptyState>
      ) : (
        <>
          <StatementPanel
            statements={[
              { ...verdict.atFirstPreRelease, label: 'At the first pre-release' },
              { ...verdict.atRc1, label: 'At rc1' },
              {
                ...verdict.atCulprit,
                label: (
                  <>
                    The <Term of="culprit">culprits</Term> landed
                  </>
                ),
              },
            ]}
          />
          <div className="mt-8 mb-4">
            <SegmentedLinks
              label="A rebase counts as there"
              segments={[
                { href: `${base}/backtest`, label: 'With its base', isCurrent: !isByPublication },
                {
                  href: `${base}/backtest?dating=publication`,
                  label: 'When the fork published it',
                  isCurrent: isByPublication,
                },
              ]}
            />
          </div>
          <section aria-labelledby="score">
            <CsvHeading id="score" csv={`/api/v1${base}/backtest-totals.csv${query}`}>
              Score
            </CsvHeading>
            <ScoreTable view={view} />
          </section>
          {silent !== null && (
            <section aria-labelledby="silent" className="mt-12">
              <CsvHeading id="silent" csv={`/api/v1${base}/silent-risks.csv`}>
                Files that merged cleanly and needed work all the same
              </CsvHeading>
              <SilentTable score={silent} />
            </section>
          )}
          <section aria-labelledby="pre-releases" className="mt-12">
            <CsvHeading id="pre-releases" csv={`/api/v1${base}/backtest.csv${query}`}>
              Every pre-release
            </CsvHeading>
            <BacktestTable forecasts={view.forecasts} base={base} />
          </section>
        </>
      )}
    </main>
  );
}
