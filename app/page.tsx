import { PortsTable } from '#components/ports/ports-table.tsx';
import { EmptyPorts } from '#components/ports/empty-ports.tsx';
import { MeasuredAge } from '#components/ui/measured-age.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { RecordedNote } from '#components/ui/recorded-note.tsx';
import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { stateWord } from '#components/ui/state-mark.tsx';
import { listPorts } from '#lib/db/read/list-ports.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { PORT_STATES_BY_NEED } from '#lib/domain/port-summary.ts';

import type { SearchParams } from './page-props.ts';

/** No pages: they must not be loaded as such. */
const tables = { csv: '/api/v1/ports.csv', json: '/api/v1/ports' };

export default async function PortsPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const now = new Date();
  const [ports, { state: wanted }] = await Promise.all([
    listPorts(pageDatabase(), now),
    searchParams,
  ]);
  const states = PORT_STATES_BY_NEED.map((state) => ({
    state,
    count: ports.filter(({ standing }) => standing.state === state).length,
  })).filter(({ count }) => count > 0);
  const chosen = states.find(({ state }) => state === wanted)?.state ?? null;
  const shown = ports.filter(({ standing }) => chosen === null || standing.state === chosen);
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight">Ports</h1>
      <p className="mt-1 text-muted">
        What each port of Go costs to carry outside golang/go. Sorted by what needs a person first.{' '}
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
      {ports.length === 0 ? (
        <EmptyPorts />
      ) : (
        <>
          <div className="mt-5 mb-2">
            <SegmentedLinks
              label="State"
              segments={[
                { href: '/', label: 'All', count: ports.length, isCurrent: chosen === null },
                ...states.map(({ state, count }) => ({
                  href: `/?state=${state}`,
                  label: capitalize(stateWord(state)),
                  count,
                  isCurrent: chosen === state,
                })),
              ]}
            />
          </div>
          <PortsTable ports={shown} now={now} />
          <p className="mt-3 text-sm text-muted">
            The same table as{' '}
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

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
