import type { Metadata } from 'next';
import { cache } from 'react';

import { decodeParam } from '#app/decode-param.ts';
import { allFeeds, feedAlternates, portFeeds } from '#app/feeds/feed-links.ts';
import { readKeptForm } from '#app/kept-form.ts';
import { NoSuchPage } from '#app/no-such-page.tsx';
import type { IncidentParams, SearchParams } from '#app/page-props.ts';
import { readViewer } from '#app/read-viewer.ts';
import { RefusedNotice } from '#app/refused-notice.tsx';
import { canonical } from '#app/share-metadata.ts';
import { readSettings } from '#app/settings.ts';
import { describeDone, IncidentActs } from '#components/alerts/incident-acts.tsx';
import { IncidentFactsSection } from '#components/alerts/incident-facts.tsx';
import { IncidentNotes } from '#components/alerts/incident-notes.tsx';
import { IncidentTimeline } from '#components/alerts/incident-timeline.tsx';
import { kindLabel } from '#components/alerts/incidents-table.tsx';
import {
  describeState,
  describeTask,
  describeTold,
  verdictOf,
} from '#components/alerts/prepare-incident.ts';
import { SeverityGlyph } from '#components/alerts/severity-mark.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { formatPlural } from '#components/ui/format-count.ts';
import { formatAge, formatDay } from '#components/ui/format-date.ts';
import { Notice } from '#components/ui/notice.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { StatementPanel } from '#components/ui/statement-panel.tsx';
import { Term } from '#components/ui/term.tsx';
import { authorise } from '#lib/auth/authorise.ts';
import { getIncident } from '#lib/db/read/get-incident.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { ALERT_KINDS } from '#lib/domain/alert.ts';
import { incidentTopic } from '#lib/domain/incident-verdict.ts';
import type { IncidentDetail } from '#lib/domain/incident-view.ts';

interface IncidentPageProps {
  readonly params: IncidentParams;
  readonly searchParams: SearchParams;
}

/** Null as well for what is for operators only, when somebody else asks. */
const readIncident = cache(async (id: string): Promise<IncidentDetail | null> => {
  const incident = await getIncident(pageDatabase(), decodeParam(id));
  if (incident === null) return null;
  const isForOperators = ALERT_KINDS.some(
    ({ id: kind, forOperators }) => kind === incident.kind && forOperators,
  );
  if (!isForOperators) return incident;
  return (await readViewer())?.actor.isAdministrator === true ? incident : null;
});

export async function generateMetadata({ params }: IncidentPageProps): Promise<Metadata> {
  const incident = await readIncident((await params).incident);
  if (incident === null) return { title: 'No such incident' };
  return {
    title: verdictOf(incident, new Date()),
    description: `${kindLabel(incident.kind)}, ${incident.severity}: since when, by what, and who was told.`,
    alternates: {
      ...canonical(`/alerts/${incident.id}`),
      ...feedAlternates(incident.port === null ? allFeeds : portFeeds(incident.port)),
    },
  };
}

export default async function IncidentPage({ params, searchParams }: IncidentPageProps) {
  const incident = await readIncident((await params).incident);
  if (incident === null) return <NoSuchPage />;
  const now = new Date();
  const viewer = await readViewer();
  const mayAct =
    authorise(viewer?.actor ?? null, {
      act: 'acknowledge',
      subject: { kind: 'port', portId: incident.port?.id ?? null },
      now,
    }).kind === 'allowed';
  const { done, refused } = await searchParams;
  const kept = await readKeptForm(refused);
  const notice = mayAct && typeof done === 'string' ? describeDone(done) : null;
  const { port, resolvedAt, telling, events, eventCount, notes, severity } = incident;
  const facts = resolvedAt === null ? incident.facts : telling.facts;
  return (
    <main id="main" className="page">
      <Breadcrumb steps={[{ href: '/alerts', label: 'Alerts' }]} here={incidentTopic(facts)} />
      <h1 className="mt-1 text-2xl font-semibold tracking-tight wrap-anywhere">
        {verdictOf(incident, now)}
      </h1>
      <p className="mt-1 text-muted">
        {port !== null && (
          <>
            <PageLink href={`/ports/${port.slug}`} className="link">
              {port.name}
            </PageLink>
            {incident.line !== null && `, line ${incident.line}`} ·{' '}
          </>
        )}
        <Term of="alerts">{kindLabel(incident.kind)}</Term>
      </p>
      {!mayAct && <RefusedNotice kept={kept} />}
      <StatementPanel
        statements={[
          {
            label: severity,
            glyph: <SeverityGlyph severity={severity} />,
            title: describeSince(incident, now),
            detail: describeMore(incident, now),
          },
          {
            label: 'What to do',
            ...(resolvedAt === null
              ? describeTask(facts)
              : { title: 'Nothing', detail: incident.resolvedReason ?? 'It is over.' }),
          },
          {
            label: 'Who was told',
            title: describeReach(incident),
            detail: describeMessages(incident),
          },
        ]}
      />
      <section aria-labelledby="what" className="mt-8">
        <h2 id="what" className="mb-2 text-lg font-semibold tracking-tight">
          {resolvedAt === null ? 'What is wrong' : `What was wrong on ${formatDay(telling.at)}`}
        </h2>
        <IncidentFactsSection facts={facts} server={readSettings().githubServerUrl} />
      </section>
      <section aria-labelledby="events" className="mt-10">
        <h2 id="events" className="mb-2 text-lg font-semibold tracking-tight">
          Time line
        </h2>
        <IncidentTimeline events={events} />
        {eventCount > events.length && (
          <p className="mt-3 text-sm text-muted">
            The newest {events.length} of {formatPlural(eventCount, 'event')}.
          </p>
        )}
      </section>
      {notes.length > 0 && (
        <section aria-labelledby="notes" className="mt-10">
          <h2 id="notes" className="mb-2 text-lg font-semibold tracking-tight">
            Notes
          </h2>
          <IncidentNotes notes={notes} />
        </section>
      )}
      {viewer === null && resolvedAt === null && (
        <p className="mt-10 text-sm text-muted">
          Maintainers of the port acknowledge, snooze and mute it here:{' '}
          <a
            href={`/sign-in?${new URLSearchParams({ next: `/alerts/${incident.id}` })}`}
            className="link"
          >
            sign in
          </a>
        </p>
      )}
      {mayAct && (
        <section aria-labelledby="acts" className="mt-10">
          <h2 id="acts" className="mb-3 text-lg font-semibold tracking-tight">
            What you can do
          </h2>
          <RefusedNotice kept={kept} />
          {notice !== null && <Notice sentence={notice} />}
          <div className="mt-3">
            <IncidentActs
              incident={incident}
              paths={
                resolvedAt === null && facts.kind === 'forecast-conflict'
                  ? facts.conflicts.map(({ path }) => path)
                  : []
              }
              kept={kept}
              now={now}
            />
          </div>
        </section>
      )}
    </main>
  );
}

function describeSince({ openedAt, resolvedAt }: IncidentDetail, now: Date): string {
  return resolvedAt === null
    ? `Open since ${formatDay(openedAt)}`
    : `Over since ${formatDay(resolvedAt)}, ${formatAge(resolvedAt, now)}`;
}

function describeMore(incident: IncidentDetail, now: Date): string {
  const { acknowledgedBy, occurrence, openedAt, resolvedAt } = incident;
  const parts = [
    resolvedAt === null ? formatAge(openedAt, now) : `open since ${formatDay(openedAt)}`,
    ...describeState(incident, now)
      .slice(1)
      .map((word) =>
        word === 'acknowledged' && acknowledgedBy !== null ? `${word} by ${acknowledgedBy}` : word,
      ),
    ...(occurrence > 1 ? [`${occurrence} times in all`] : []),
  ];
  return parts.join(' · ');
}

/** Of the first message: later ones go to some of those. */
function describeMessages({ events, told }: IncidentDetail): string {
  const owed = events.filter(({ isOwed }) => isOwed).length;
  if (owed === 0) return 'There was nothing to tell';
  if (told.length === 0) return `${formatPlural(owed, 'message')}, and nobody was subscribed`;
  return `${describeTold(told)} · ${formatPlural(owed, 'message')} in all`;
}

function describeReach({ events, isSilent }: IncidentDetail): string {
  const reached = Math.max(
    0,
    ...events.map(({ told }) => told.reduce((sum, { count }) => sum + count, 0)),
  );
  if (reached > 0) return formatPlural(reached, 'subscriber');
  return isSilent ? 'Nobody: it was so before' : 'Nobody';
}
