import type { Metadata } from 'next';

import { PortsTable } from '#components/ports/ports-table.tsx';
import {
  type OverviewChoice,
  overviewUrl,
  overviewTerms,
  parseOverviewChoice,
} from '#components/ports/overview-url.ts';
import { preparePortOrder, preparePortRows } from '#components/ports/prepare-port-rows.ts';
import { PortFilter } from '#components/ports/port-filter.tsx';
import { choosePorts, findPorts } from '#components/ports/prepare-overview.ts';
import { EmptyPorts } from '#components/ports/empty-ports.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { IgnoredChoices } from '#components/ui/ignored-choices.tsx';
import { MeasuredAge } from '#components/ui/measured-age.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { RecordedNote } from '#components/ui/recorded-note.tsx';
import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { stateWord } from '#components/ui/state-mark.tsx';
import { listPorts } from '#lib/db/read/list-ports.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { capitalize } from '#lib/domain/capitalize.ts';
import { PORT_STATES_BY_NEED } from '#lib/domain/port-summary.ts';
import { shorten } from '#lib/domain/shorten.ts';

import type { SearchParams } from './page-props.ts';
import { canonical } from './share-metadata.ts';

/** No pages: they must not be loaded as such. */
const tables = { csv: '/api/v1/ports.csv', json: '/api/v1/ports' };

/** However the ports are sorted and narrowed. */
export function generateMetadata(): Metadata {
  return { alternates: canonical('/') };
}

export default async function PortsPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const now = new Date();
  const [ports, query] = await Promise.all([listPorts(pageDatabase(), now), searchParams]);
  const choice = parseOverviewChoice(query);
  const found = findPorts(ports, choice.q);
  const states = PORT_STATES_BY_NEED.filter((state) =>
    ports.some(({ standing }) => standing.state === state),
  );
  const shown = choosePorts(ports, choice);
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight">Ports</h1>
      <p className="mt-1 text-muted">
        What each port of Go costs to carry outside golang/go, and what upstream will break next.
        {choice.sort === 'need' &&
          'Sorted by what needs a person first, until you choose a column. '}
        <MeasuredAge
          sources={ports.flatMap(({ measuredAt, latest }) => [
            { kind: 'measured', measuredAt },
            ...(latest === null ? [] : [latest.source]),
          ])}
          now={now}
        />{' '}
        {ports.length > 1 && (
          <PageLink href="/compare" className="link">
            Ports compared
          </PageLink>
        )}
      </p>
      <IgnoredChoices query={query} known={overviewTerms} />
      {ports.length === 0 ? (
        <EmptyPorts />
      ) : (
        <>
          <div className="mt-5 mb-2 flex flex-wrap items-end gap-3">
            <SegmentedLinks
              label="State"
              segments={[
                {
                  href: overviewUrl({ ...choice, state: null }),
                  label: 'All',
                  count: found.length,
                  isCurrent: choice.state === null,
                },
                ...states.map((state) => ({
                  href: overviewUrl({ ...choice, state }),
                  label: capitalize(stateWord(state)),
                  count: found.filter(({ standing }) => standing.state === state).length,
                  isCurrent: choice.state === state,
                })),
              ]}
            />
            <PortFilter choice={choice} />
            <output className="num ml-auto text-sm leading-7 text-muted">
              {shown.length === ports.length
                ? formatPlural(ports.length, 'port')
                : `${formatCount(shown.length)} of ${formatPlural(ports.length, 'port')}`}
            </output>
          </div>
          {shown.length === 0 ? (
            <EmptyState title={describeNone(choice)}>
              <p>
                <PageLink href={overviewUrl({ ...choice, state: null, q: '' })} className="link">
                  Show all ports
                </PageLink>
              </p>
            </EmptyState>
          ) : (
            <PortsTable rows={preparePortRows(shown, now)} order={preparePortOrder(choice)} />
          )}
          <p className="mt-3 text-sm text-muted">
            All ports, by need, as{' '}
            <a href={tables.csv} className="link">
              CSV
            </a>{' '}
            and{' '}
            <a href={tables.json} className="link">
              JSON
            </a>
            .
          </p>
          <RecordedNote
            sources={shown.flatMap(({ latest }) => (latest === null ? [] : [latest.source]))}
          />
        </>
      )}
    </main>
  );
}

function describeNone({ state, q }: OverviewChoice): string {
  if (q === '') return 'No port is in this state';
  return `No port${state === null ? '' : ' in this state'} matches “${shorten(q)}”`;
}
