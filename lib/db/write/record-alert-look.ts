// What a look at a watched thing changed is stored together: what is remembered, the incident, and the events of its time line.
import { ulid } from 'ulid';

import type { Prisma } from '#lib/db/generated/client.ts';
import { getLastSeq } from '#lib/db/read/get-last-seq.ts';
import { alertKey, type AlertSubject, type IncidentEventKind } from '#lib/domain/alert.ts';
import { type AlertMemory, formatAlertMemory } from '#lib/domain/alert-memory.ts';
import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

export interface AlertLookToRecord {
  /** Null: our own trouble with a repository. */
  readonly portId: number | null;
  readonly subject: AlertSubject;
  readonly memory: AlertMemory;
  /** Of the newest incident before. Null: there was none, or this one is another. */
  readonly incidentId: string | null;
  /** Null: there has been no incident. */
  readonly incident: {
    readonly title: string;
    readonly facts: IncidentFacts;
    /** Of all conflicts that it ever had. */
    readonly subsystems: readonly Subsystem[];
    /** One sentence. Null: it is not over. */
    readonly resolvedReason: string | null;
  } | null;
  readonly events: readonly {
    readonly kind: IncidentEventKind;
    readonly isOwed: boolean;
    readonly facts: IncidentFacts;
  }[];
  readonly now: Date;
}

export interface RecordedEvent {
  readonly id: string;
  readonly incidentId: string;
  readonly seq: number;
  readonly kind: IncidentEventKind;
  readonly isOwed: boolean;
}

/** In a transaction that holds the incident. Returns the events with their places. */
export async function recordAlertLook(
  tx: Prisma.TransactionClient,
  look: AlertLookToRecord,
): Promise<readonly RecordedEvent[]> {
  const { portId, subject, memory, now } = look;
  const incidentId = await recordIncident(tx, look);
  const key = alertKey(subject);
  const watch = {
    kind: subject.kind,
    portId,
    state: memory.state,
    memory: formatAlertMemory(memory),
    incidentId,
    updatedAt: now,
  };
  await tx.alertWatch.upsert({ where: { key }, create: { key, ...watch }, update: watch });
  return incidentId === null ? [] : await recordEvents(tx, incidentId, look);
}

/** Returns its id. */
async function recordIncident(
  tx: Prisma.TransactionClient,
  { portId, subject, memory, incidentId, incident, events, now }: AlertLookToRecord,
): Promise<string | null> {
  const remembered = memory.incident;
  if (incident === null || remembered === null) return incidentId;
  const key = alertKey(subject);
  const isOpen = remembered.resolvedAt === null;
  const isAgain = events.some(({ kind }) => kind === 'regressed');
  const row = {
    key,
    openKey: isOpen ? key : null,
    line: 'line' in subject ? subject.line : null,
    upstreamLine: 'upstreamLine' in subject ? subject.upstreamLine : null,
    state: !isOpen ? 'resolved' : memory.state === 'recovering' ? 'recovering' : 'firing',
    severity: remembered.severity,
    title: incident.title,
    facts: incident.facts,
    subsystems: [...incident.subsystems],
    openedAt: remembered.openedAt,
    resolvedAt: remembered.resolvedAt,
    resolvedReason: isOpen ? null : incident.resolvedReason,
    occurrence: remembered.occurrence,
    isFlapping: memory.flapping !== null,
    staleSince: memory.isStale ? memory.failingSince : null,
    isSilent: remembered.isSilent,
    ...(events.length > 0 ? { updatedAt: now } : {}),
    ...(isAgain ? { acknowledgedAt: null, acknowledgedById: null } : {}),
  };
  if (incidentId !== null) {
    await tx.incident.update({ where: { id: incidentId }, data: row });
    return incidentId;
  }
  const { id } = await tx.incident.create({
    data: { id: ulid(now.getTime()), kind: subject.kind, portId, updatedAt: now, ...row },
    select: { id: true },
  });
  return id;
}

async function recordEvents(
  tx: Prisma.TransactionClient,
  incidentId: string,
  { memory, incident, events, now }: AlertLookToRecord,
): Promise<readonly RecordedEvent[]> {
  const first = (await getLastSeq(tx, incidentId)) + 1;
  const recorded = events.map(({ kind, isOwed, facts }, place) => ({
    id: ulid(now.getTime()),
    incidentId,
    seq: first + place,
    kind,
    isOwed,
    at: now,
    facts,
    severity: memory.incident?.severity ?? 'info',
    subsystems: [...(incident?.subsystems ?? [])],
  }));
  await tx.incidentEvent.createMany({ data: recorded });
  return recorded;
}
