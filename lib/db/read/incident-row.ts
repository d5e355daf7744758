// Incidents as the database holds them: each word and all facts are checked when they are read.
import type { Prisma } from '#lib/db/generated/client.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import {
  ALERT_KINDS,
  type IncidentEventKind,
  OWED_EVENTS,
  QUIET_EVENTS,
  SEVERITIES,
  PUBLIC_KINDS,
} from '#lib/domain/alert.ts';
import { incidentFacts } from '#lib/domain/incident-facts.ts';
import { INCIDENT_STATES, type IncidentView } from '#lib/domain/incident-view.ts';
import { isSubsystem, type Subsystem } from '#lib/domain/subsystem.ts';

import { storedWord } from './stored-word.ts';

const alertKinds = ALERT_KINDS.map(({ id }) => id);

/** Kinds that anybody may read of. */
export const PUBLIC_KIND_IDS: readonly string[] = PUBLIC_KINDS.map(({ id }) => id);

/** Events at which nothing is said to be wrong. */
const endings = ['resolved', 'closed', 'recovering'];

export const incidentColumns = {
  id: true,
  kind: true,
  port: { select: { id: true, slug: true, name: true } },
  line: true,
  upstreamLine: true,
  state: true,
  severity: true,
  facts: true,
  subsystems: true,
  openedAt: true,
  resolvedAt: true,
  resolvedReason: true,
  occurrence: true,
  isFlapping: true,
  staleSince: true,
  isSilent: true,
  acknowledgedAt: true,
  snoozedUntil: true,
  updatedAt: true,
} as const satisfies Prisma.IncidentSelect;

type IncidentRow = Prisma.IncidentGetPayload<{ select: typeof incidentColumns }>;

export type TellingEvent = IncidentView['telling'];

/**
 * The newest event of each of these incidents at which something was wrong, by the id of its incident. Asked of those that are over: of
 * an open one its own facts tell.
 */
export async function listTellingEvents(
  db: DatabaseClient,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, TellingEvent>> {
  if (incidentIds.length === 0) return new Map();
  const rows = await db.$queryRaw<
    readonly { readonly id: string; readonly facts: unknown; readonly at: Date }[]
  >`
    SELECT over.id, telling.*
    FROM unnest(${incidentIds}::text[]) AS over(id) CROSS JOIN LATERAL (
      SELECT e.facts, e.at FROM incident_event e
      WHERE e."incidentId" = over.id AND e.kind <> ALL (${endings}::text[])
      ORDER BY e.seq DESC LIMIT 1
    ) telling`;
  return new Map(rows.map(({ id, facts, at }) => [id, { facts: incidentFacts.parse(facts), at }]));
}

/** `telling`: left out of an open one, and of one of which no such event is kept. */
export function toIncidentView(row: IncidentRow, telling?: TellingEvent): IncidentView {
  const facts = incidentFacts.parse(row.facts);
  return {
    ...row,
    kind: storedWord(alertKinds, row.kind, 'incident.kind'),
    state: storedWord(INCIDENT_STATES, row.state, 'incident.state'),
    severity: storedWord(SEVERITIES, row.severity, 'incident.severity'),
    subsystems: readSubsystems(row.subsystems),
    facts,
    telling: telling ?? { facts, at: row.openedAt },
  };
}

export function readEventKind(kind: string): IncidentEventKind {
  return storedWord([...OWED_EVENTS, ...QUIET_EVENTS], kind, 'incident_event.kind');
}

export function readSubsystems(stored: readonly string[]): readonly Subsystem[] {
  return stored.filter(isSubsystem);
}
