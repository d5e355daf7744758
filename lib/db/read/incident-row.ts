// Incidents as the database holds them: each word and all facts are checked when they are read.
import type { Prisma } from '#lib/db/generated/client.ts';
import {
  ALERT_KINDS,
  type IncidentEventKind,
  OWED_EVENTS,
  QUIET_EVENTS,
  SEVERITIES,
} from '#lib/domain/alert.ts';
import { incidentFacts } from '#lib/domain/incident-facts.ts';
import { INCIDENT_STATES, type IncidentView } from '#lib/domain/incident-view.ts';
import { isSubsystem, type Subsystem } from '#lib/domain/subsystem.ts';

import { storedWord } from './stored-word.ts';

const alertKinds = ALERT_KINDS.map(({ id }) => id);

/** Kinds that anybody may read of; the others are for operators. */
export const PUBLIC_KINDS: readonly string[] = ALERT_KINDS.filter(
  ({ forOperators }) => !forOperators,
).map(({ id }) => id);

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
  events: {
    where: { kind: { notIn: endings } },
    orderBy: { seq: 'desc' },
    take: 1,
    select: { facts: true, at: true },
  },
} as const satisfies Prisma.IncidentSelect;

type IncidentRow = Prisma.IncidentGetPayload<{ select: typeof incidentColumns }>;

export function toIncidentView({ events, ...row }: IncidentRow): IncidentView {
  const facts = incidentFacts.parse(row.facts);
  const [telling] = events;
  return {
    ...row,
    kind: storedWord(alertKinds, row.kind, 'incident.kind'),
    state: storedWord(INCIDENT_STATES, row.state, 'incident.state'),
    severity: storedWord(SEVERITIES, row.severity, 'incident.severity'),
    subsystems: readSubsystems(row.subsystems),
    facts,
    telling:
      telling === undefined
        ? { facts, at: row.openedAt }
        : { facts: incidentFacts.parse(telling.facts), at: telling.at },
  };
}

export function readEventKind(kind: string): IncidentEventKind {
  return storedWord([...OWED_EVENTS, ...QUIET_EVENTS], kind, 'incident_event.kind');
}

export function readSubsystems(stored: readonly string[]): readonly Subsystem[] {
  return stored.filter(isSubsystem);
}
