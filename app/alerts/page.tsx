import type { Metadata } from 'next';
import { Fragment } from 'react';

import { allFeeds, feedAlternates } from '#app/feeds/feed-links.ts';
import type { SearchParams } from '#app/page-props.ts';
import { readSettings } from '#app/settings.ts';
import { canonical } from '#app/share-metadata.ts';
import { readViewer } from '#app/read-viewer.ts';
import {
  type AlertsChoice,
  alertsTerms,
  alertsUrl,
  parseAlertsChoice,
} from '#components/alerts/alerts-url.ts';
import { IncidentFilters } from '#components/alerts/incident-filters.tsx';
import { IncidentsTable } from '#components/alerts/incidents-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatPlural } from '#components/ui/format-count.ts';
import { IgnoredChoices } from '#components/ui/ignored-choices.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { listIncidents } from '#lib/db/read/list-incidents.ts';
import { listPortNames, type PortName } from '#lib/db/read/list-port-names.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { listSome } from '#lib/domain/list-words.ts';
import { shorten } from '#lib/domain/shorten.ts';
import { compareIncidents } from '#lib/domain/incident-view.ts';
import { areAlertsKnown } from '#lib/domain/watched-ports.ts';

const mostIncidents = 100;

const elsewhere = [
  { href: '/alerts/feed.atom', label: 'Atom' },
  { href: '/alerts/feed.json', label: 'JSON Feed' },
  { href: '/api/v1/alerts', label: 'JSON' },
  { href: '/api/v1/alerts.csv', label: 'CSV' },
] as const;

export function generateMetadata(): Metadata {
  return {
    title: 'Alerts',
    description: 'What is wrong with a port of Go, since when, and what was.',
    // However they are narrowed.
    alternates: { ...canonical('/alerts'), ...feedAlternates(allFeeds) },
  };
}

export default async function AlertsPage({
  searchParams,
}: {
  readonly searchParams: SearchParams;
}) {
  const now = new Date();
  const query = await searchParams;
  const choice = parseAlertsChoice(query);
  const viewer = await readViewer();
  const withOperators = viewer?.actor.isAdministrator ?? false;
  const db = pageDatabase();
  const { state, ...narrowed } = choice;
  const [{ incidents, counts }, ports] = await Promise.all([
    listIncidents(
      db,
      { ...narrowed, state: state === 'all' ? null : state, withOperators },
      mostIncidents,
    ),
    listPortNames(db),
  ]);
  const open = incidents.filter(({ resolvedAt }) => resolvedAt === null).toSorted(compareIncidents);
  const past = incidents.filter(({ resolvedAt }) => resolvedAt !== null);
  const [worst] = open;
  const asked = ports.filter(({ slug }) => choice.port === null || slug === choice.port);
  const isKnown = areAlertsKnown(counts, asked);
  const count = (number: number) => (isKnown ? number : undefined);
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight">Alerts</h1>
      <p className="mt-1 max-w-prose text-muted">
        What is wrong with a port, since when, and what was.{' '}
        <PageLink href="/subscribe" className="link">
          Be told of it
        </PageLink>
        {elsewhere.map(({ href, label }) => (
          <Fragment key={href}>
            {' · '}
            <a href={href} className="link">
              {label}
            </a>
          </Fragment>
        ))}
      </p>
      <IgnoredChoices query={query} known={alertsTerms} />
      <div className="mt-5 mb-3 flex flex-wrap items-end justify-between gap-3">
        <SegmentedLinks
          label="State"
          segments={[
            segment('open', 'Open', count(counts.open), choice),
            segment('past', 'Past', count(counts.past), choice),
            segment('all', 'All', count(counts.open + counts.past), choice),
          ]}
        />
        <IncidentFilters choice={choice} ports={ports} withOperators={withOperators} />
      </div>
      {incidents.length === 0 ? (
        <NothingHere choice={choice} asked={asked} isKnown={isKnown} />
      ) : (
        <>
          {worst !== undefined && (
            <p className="mb-3 text-muted">
              {formatPlural(open.length, 'incident')} {open.length === 1 ? 'is' : 'are'} open, the
              worst {worst.severity}; sorted by severity, then by how long it has been open.
            </p>
          )}
          {open.length > 0 && <IncidentsTable label="Open incidents" incidents={open} now={now} />}
          {past.length > 0 && (
            <section aria-labelledby="past" className={open.length > 0 ? 'mt-10' : undefined}>
              <h2 id="past" className="mb-2 text-lg font-semibold tracking-tight">
                Past incidents
              </h2>
              <IncidentsTable label="Past incidents" incidents={past} now={now} />
            </section>
          )}
          {incidents.length === mostIncidents && (
            <p className="mt-3 text-sm text-muted">
              The newest {mostIncidents} are shown; the JSON has more.
            </p>
          )}
        </>
      )}
    </main>
  );
}

function segment(
  state: AlertsChoice['state'],
  label: string,
  count: number | undefined,
  choice: AlertsChoice,
) {
  return {
    href: alertsUrl({ ...choice, state }),
    label,
    count,
    isCurrent: choice.state === state,
  };
}

/** More are counted. */
const mostNames = 3;

function NothingHere({
  choice,
  asked,
  isKnown,
}: {
  readonly choice: AlertsChoice;
  /** Ports that it is about. */
  readonly asked: readonly PortName[];
  /** Whether anybody has looked at one of them. */
  readonly isKnown: boolean;
}) {
  const isNarrowed = choice.port !== null || choice.kind !== null || choice.severity !== null;
  // Of a name that is not known nothing can be said, least of all that all is well.
  const isUnknown = choice.port !== null && asked.length === 0;
  const unwatched = asked.filter(({ isWatched }) => !isWatched);
  const nothing = isNarrowed ? 'Nothing of that is wrong' : 'Nothing is wrong now';
  const nothingOfState = choice.state === 'past' ? 'Nothing was wrong that is over now' : nothing;
  const notKnown =
    choice.state === 'past' ? 'What was wrong is not known' : 'What is wrong is not known yet';
  const title = isKnown ? nothingOfState : notKnown;
  return (
    <EmptyState title={isUnknown ? `There is no port “${shorten(choice.port ?? '')}”` : title}>
      {unwatched.length > 0 && (
        <p>
          {isKnown &&
            `Nothing is known of ${listSome(
              unwatched.map(({ name }) => name),
              mostNames,
            )} yet. `}
          Alerts begin once the repositories of a port have been fetched
          {readSettings().isPollOn ? (
            <>
              .{' '}
              <PageLink href="/status" className="link">
                How far that is
              </PageLink>
            </>
          ) : (
            <>
              , and polling is off: start the program without <code>POLL=off</code>.
            </>
          )}{' '}
          What is known to be ahead is on the pages of the ports:{' '}
          {unwatched.slice(0, mostNames).map(({ slug, name }, index) => (
            <Fragment key={slug}>
              {index > 0 && ', '}
              <PageLink href={`/ports/${slug}/forecast`} className="link">
                {name}
              </PageLink>
            </Fragment>
          ))}
        </p>
      )}
      <p>
        Here would be each upstream release or pre-release that a port will conflict with, releases
        and CVE fixes that a port has not followed, and lines that it has abandoned.
      </p>
      <p>
        {isNarrowed ? (
          <PageLink
            href={alertsUrl({ ...choice, port: null, kind: null, severity: null })}
            className="link"
          >
            Show all kinds, ports and severities
          </PageLink>
        ) : (
          <PageLink href="/subscribe" className="link">
            Be told when something is
          </PageLink>
        )}
      </p>
    </EmptyState>
  );
}
