// What the steps of a decision pass from one to the next, and the small changes of memory that they share.
import type { IncidentEventKind } from '#lib/domain/alert.ts';
import type { AlertEntry, AlertMemory } from '#lib/domain/alert-memory.ts';

import { entriesBeyond, sortEntries } from './alert-entries.ts';
import type { AlertLimits } from './alert-limits.ts';
import type { Observation } from './observation.ts';

export interface DecidedEvent {
  readonly kind: IncidentEventKind;
  /** Whether subscribers are owed it. */
  readonly isOwed: boolean;
}

export interface Decision {
  readonly memory: AlertMemory;
  /** In order. Empty: nothing happened. */
  readonly events: readonly DecidedEvent[];
}

/** What people did about the incident. */
export interface IncidentActs {
  readonly isAcknowledged: boolean;
  readonly snoozedUntil: Date | null;
}

export interface Look {
  readonly observation: Observation;
  readonly acts: IncidentActs;
  /** Whatever it sees was so before anybody asked: it alerts nobody. */
  readonly isSilent: boolean;
  readonly now: Date;
  readonly limits: AlertLimits;
}

export type Result = Extract<Observation, { kind: 'present' | 'absent' }>;
export type Over = Extract<Observation, { kind: 'over' }>;
export type Present = Extract<Observation, { kind: 'present' }>;

/** Brings the incident's content up to date. What was wrong last stays with an incident that recovers. */
export function withContent(memory: AlertMemory, result: Result, now: Date): AlertMemory {
  const { incident } = memory;
  if (incident === null || result.kind === 'absent') return memory;
  const { severity } = result;
  return {
    ...memory,
    incident: {
      ...incident,
      entries: sortEntries(result.entries),
      severity,
      severeSince: severity === incident.severity ? incident.severeSince : now,
    },
  };
}

/** From here on subscribers know how it stands. */
export function withTold(memory: AlertMemory, at: Date): AlertMemory {
  const { incident } = memory;
  if (incident === null) throw new Error('There is no incident to tell of.');
  const isPresent = incident.resolvedAt === null && memory.last === 'present';
  return {
    ...memory,
    told: {
      isPresent,
      entries: isPresent ? incident.entries : [],
      severity: incident.severity,
      at,
      reminders: 0,
    },
    incident: { ...incident, isHeard: incident.resolvedAt === null },
  };
}

/** A clock that was wrong and was put back must not stop anything until it is there again. */
export function withoutFuture(memory: AlertMemory, now: Date): AlertMemory {
  const clamp = (at: Date): Date => (at > now ? now : at);
  const { run, flapping, failingSince, told, incident } = memory;
  return {
    ...memory,
    run: run && { ...run, since: clamp(run.since) },
    flips: memory.flips.map(clamp),
    flapping: flapping && { ...flapping, since: clamp(flapping.since) },
    failingSince: failingSince && clamp(failingSince),
    told: told && { ...told, at: clamp(told.at) },
    incident: incident && {
      ...incident,
      openedAt: clamp(incident.openedAt),
      resolvedAt: incident.resolvedAt && clamp(incident.resolvedAt),
      severeSince: clamp(incident.severeSince),
    },
  };
}

export function isOpen({ incident }: AlertMemory): boolean {
  return incident !== null && incident.resolvedAt === null;
}

export function isHeld({ acts, now }: Look): boolean {
  return acts.snoozedUntil !== null && now < acts.snoozedUntil;
}

export function elapsedMs(since: Date, now: Date): number {
  return now.getTime() - since.getTime();
}

export function quiet(kind: IncidentEventKind): DecidedEvent {
  return { kind, isOwed: false };
}

export function owed(kind: IncidentEventKind): DecidedEvent {
  return { kind, isOwed: true };
}

/** Names that are wrong now and were not when subscribers were told last, and the other way round. */
export function changesSinceTold(
  { told }: AlertMemory,
  entries: readonly AlertEntry[],
): { readonly added: readonly string[]; readonly gone: readonly string[] } {
  if (told === null || !told.isPresent) return { added: [], gone: [] };
  const names = new Set(entries.map(({ name }) => name));
  return {
    added: entriesBeyond(entries, told.entries).map(({ name }) => name),
    gone: told.entries.map(({ name }) => name).filter((name) => !names.has(name)),
  };
}
