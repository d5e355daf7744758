import type { Metadata } from 'next';
import { Fragment } from 'react';

import type { SearchParams } from '#app/page-props.ts';
import { canonical } from '#app/share-metadata.ts';
import { readRepositories } from '#app/read-repositories.ts';
import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { MultiplePanel } from '#components/charts/multiple-panel.tsx';
import { multiplesLegend } from '#components/charts/multiples-legend.ts';
import { prepareMultiples } from '#components/charts/prepare-multiples.ts';
import {
  describeChoice,
  describeMultiples,
  describePanel,
  describeValue,
} from '#components/compare/describe-multiples.ts';
import { metricWords } from '#components/compare/metric-words.ts';
import { MultiplesTable } from '#components/compare/multiples-table.tsx';
import { parsePortsChoice, portsChoiceUrl, portsQuery } from '#components/compare/ports-choice.ts';
import { EmptyPorts } from '#components/ports/empty-ports.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FailedLook } from '#components/ui/failed-look.tsx';
import { IgnoredChoices } from '#components/ui/ignored-choices.tsx';
import { MeasuredAge } from '#components/ui/measured-age.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { Term } from '#components/ui/term.tsx';
import { listPortNames, type PortName } from '#lib/db/read/list-port-names.ts';
import { listPortSeries } from '#lib/db/read/list-port-series.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { describeFailedLook } from '#lib/domain/failed-look.ts';
import { COMPARED_METRICS } from '#lib/domain/port-series.ts';
import type { RepositoryView } from '#lib/domain/port-view.ts';

/** Whichever ports are chosen, and by whatever they are compared. */
export function generateMetadata(): Metadata {
  return {
    title: 'Ports compared',
    description: 'What several ports of Go cost to carry, side by side on one scale.',
    alternates: canonical('/compare'),
  };
}

/** More panels than fit on a screen or two are no comparison. */
const mostCompared = 12;

export default async function ComparePortsPage({
  searchParams,
}: {
  readonly searchParams: SearchParams;
}) {
  const query = await searchParams;
  const choice = parsePortsChoice(query);
  const db = pageDatabase();
  const ports = await listPortNames(db);
  const known = ports.map(({ slug }) => slug);
  const wanted = choice.ports?.filter((slug) => known.includes(slug)) ?? known;
  const shown = wanted.slice(0, mostCompared);
  const left = wanted.slice(mostCompared);
  const [series, repositories] = await Promise.all([listPortSeries(db, shown), readRepositories()]);
  const { metric } = choice;
  const multiples = prepareMultiples(series, metric);
  const empty = multiples.panels.filter(({ missing }) => missing === 'rebases');
  const failed = listFailedLooks(
    ports.filter((port) => empty.some(({ slug }) => slug === port.slug)),
    repositories,
  );
  const words = metricWords[metric];
  const legend = multiplesLegend(multiples);
  const note = describeChoice({
    unknown: choice.ports?.filter((slug) => !known.includes(slug)) ?? [],
    panels: multiples.panels,
    left:
      choice.ports === null
        ? left.length
        : ports.filter(({ slug }) => left.includes(slug)).map(({ name }) => name),
    known: known.length,
  });
  return (
    <main id="main" className="page">
      <Breadcrumb steps={[{ href: '/', label: 'Ports' }]} here="compare" />
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">Ports compared</h1>
      <p className="mt-1 text-muted">
        Side by side on one scale, release by release.{' '}
        <MeasuredAge sources={series.flatMap(({ sources }) => sources)} now={new Date()} />
      </p>
      <IgnoredChoices query={query} known={{ metric: COMPARED_METRICS }} />
      {ports.length === 0 ? (
        <EmptyPorts />
      ) : (
        <>
          <div className="mt-5 flex flex-wrap gap-3">
            <SegmentedLinks
              label="Compared by"
              segments={COMPARED_METRICS.map((each) => ({
                href: portsChoiceUrl({ ...choice, metric: each }),
                label: metricWords[each].title,
                isCurrent: each === metric,
              }))}
            />
            <SegmentedLinks
              label="Ports"
              isMany
              segments={ports.map(({ slug, name }) => ({
                href: portsChoiceUrl({ metric, ports: toggle(wanted, slug) }),
                label: name,
                isCurrent: shown.includes(slug),
              }))}
            />
          </div>
          {note !== null && <p className="mt-3 text-sm text-muted wrap-anywhere">{note}</p>}
          {failed.map((sentence) => (
            <p key={sentence} className="mt-3 max-w-prose text-sm text-muted wrap-anywhere">
              <FailedLook sentence={sentence} />
            </p>
          ))}
          {multiples.ends === null ? (
            <EmptyState title="There is nothing to compare">
              <p>
                {shown.length < known.length && 'Choose others above.'}
                {multiples.panels.map(({ slug, name }, index) => (
                  <Fragment key={slug}>
                    {index === 0 ? ' See ' : ' or '}
                    <PageLink href={`/ports/${slug}`} className="link">
                      {name}
                    </PageLink>
                  </Fragment>
                ))}
                {multiples.panels.length > 0 && '.'}
              </p>
            </EmptyState>
          ) : (
            <>
              <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,1fr)_480px]">
                <ChartFrame
                  id="ports-compared"
                  finding={describeMultiples(multiples, metric)}
                  unit={words.unit[1]}
                  note={
                    <>
                      <Term of={words.term}>{words.meaning}</Term>
                      {legend.length > 0 &&
                        ' Every panel has the same scale and the same releases; the other ports are behind it in grey.'}
                    </>
                  }
                  legend={legend}
                  file={`ports-${metric}`}
                  links={[
                    { label: 'Table', href: '#ports-table' },
                    {
                      label: 'CSV',
                      href: `/api/v1/compare.csv${portsQuery({ ports: shown, metric })}`,
                    },
                  ]}
                >
                  <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,320px),1fr))] content-start gap-x-8 gap-y-6">
                    {multiples.panels.map((panel) => (
                      <figure key={panel.slug}>
                        <figcaption className="mb-1 flex items-baseline justify-between gap-3 pl-12 text-sm">
                          <PageLink href={`/ports/${panel.slug}`} className="link font-medium">
                            {panel.name}
                          </PageLink>
                          <span className="num text-muted">
                            {panel.last === null
                              ? 'not measured'
                              : describeValue(panel.last.value, metric)}
                          </span>
                        </figcaption>
                        <MultiplePanel
                          panel={panel}
                          multiples={multiples}
                          label={describePanel(panel, metric)}
                          unit={words.unit}
                        />
                      </figure>
                    ))}
                  </div>
                </ChartFrame>
                <MultiplesTable panels={multiples.panels} unit={words.unit[1]} />
              </div>
            </>
          )}
        </>
      )}
    </main>
  );
}

/** Why nothing is known of the ports without a rebase, where a look at them failed; once, if they have the same upstream. */
function listFailedLooks(
  ports: readonly PortName[],
  repositories: readonly RepositoryView[],
): readonly string[] {
  const sentences = ports.flatMap(({ upstreamId, forkId }) => {
    const upstream = repositories.find(({ id }) => id === upstreamId);
    const fork = repositories.find(({ id }) => id === forkId);
    const failed = upstream && fork ? describeFailedLook({ upstream, fork }) : null;
    return failed === null ? [] : [failed];
  });
  return [...new Set(sentences)];
}

/** The last one stays: without any, all would be meant. One that there was no room for comes first. */
function toggle(wanted: readonly string[], slug: string): readonly string[] {
  if (!wanted.includes(slug)) return [...wanted, slug];
  const others = wanted.filter((each) => each !== slug);
  if (wanted.indexOf(slug) >= mostCompared) return [slug, ...others];
  return others.length === 0 ? wanted : others;
}
