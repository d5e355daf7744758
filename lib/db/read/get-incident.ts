import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { CHANNELS, SEVERITIES } from '#lib/domain/alert.ts';
import { incidentFacts } from '#lib/domain/incident-facts.ts';
import type { IncidentDetail, IncidentEventView, ToldCount } from '#lib/domain/incident-view.ts';

import {
  incidentColumns,
  listTellingEvents,
  readEventKind,
  toIncidentView,
} from './incident-row.ts';
import { storedWord } from './stored-word.ts';

/** Of an incident that flaps for months its page shows no more. */
const mostEvents = 200;

const DELIVERY_STATES = ['scheduled', 'delivered', 'dead'] as const;

/** Null: there is none. Any text is safe as an id. */
export async function getIncident(db: DatabaseClient, id: string): Promise<IncidentDetail | null> {
  if (!/^[0-9A-HJKMNP-TV-Z]{26}$/.test(id)) return null;
  const [row, events, deliveries] = await Promise.all([
    db.incident.findUnique({
      where: { id },
      select: {
        ...incidentColumns,
        acknowledgedBy: { select: { name: true } },
        notes: {
          orderBy: [{ at: 'asc' }, { id: 'asc' }],
          select: {
            id: true,
            at: true,
            text: true,
            hours: true,
            author: { select: { name: true } },
          },
        },
        _count: { select: { events: true } },
      },
    }),
    db.incidentEvent.findMany({
      where: { incidentId: id },
      orderBy: { seq: 'desc' },
      take: mostEvents,
      select: {
        id: true,
        seq: true,
        kind: true,
        at: true,
        severity: true,
        facts: true,
        isOwed: true,
        actor: { select: { name: true } },
      },
    }),
    db.delivery.groupBy({
      by: ['eventId', 'channel', 'state'],
      // A delivery that was sent again counts once, as what it came to.
      where: { event: { incidentId: id }, replays: { none: {} } },
      _count: { _all: true },
      orderBy: [{ channel: 'asc' }, { state: 'asc' }],
    }),
  ]);
  if (row === null) return null;
  const tellings = await listTellingEvents(db, row.resolvedAt === null ? [] : [id]);
  const muted =
    row.port === null
      ? []
      : await db.mutedPath.findMany({
          where: { portId: row.port.id },
          orderBy: { path: 'asc' },
          select: { path: true },
        });
  const { acknowledgedBy, notes, _count, ...incident } = row;
  const told = deliveries.map(({ eventId, channel, state, _count: { _all: count } }) => ({
    eventId,
    channel: storedWord(CHANNELS, channel, 'delivery.channel'),
    state: storedWord(DELIVERY_STATES, state, 'delivery.state'),
    count,
  }));
  return {
    ...toIncidentView(incident, tellings.get(id)),
    acknowledgedBy: acknowledgedBy?.name ?? null,
    events: events.toReversed().map((event): IncidentEventView => ({
      seq: event.seq,
      kind: readEventKind(event.kind),
      at: event.at,
      severity: storedWord(SEVERITIES, event.severity, 'incident_event.severity'),
      facts: incidentFacts.parse(event.facts),
      isOwed: event.isOwed,
      actor: event.actor?.name ?? null,
      told: sumTold(told.filter(({ eventId }) => eventId === event.id)),
    })),
    eventCount: _count.events,
    notes: notes.map(({ author, hours, ...note }) => ({
      ...note,
      hours: hours === null ? null : hours.toNumber(),
      author: author?.name ?? null,
    })),
    told: sumTold(told),
    mutedPaths: muted.map(({ path }) => path),
  };
}

function sumTold(counts: readonly ToldCount[]): readonly ToldCount[] {
  return CHANNELS.flatMap((channel) =>
    DELIVERY_STATES.map((state) => ({
      channel,
      state,
      count: counts
        .filter((each) => each.channel === channel && each.state === state)
        .reduce((sum, { count }) => sum + count, 0),
    })),
  ).filter(({ count }) => count > 0);
}
