// Tells the alert rules a story, one look after the other, with a crash between any two: the memory goes through JSON each time.
import { decideIncident } from '#lib/alerts/decide-incident.ts';
import { ALERT_LIMITS, TIP_CONFIRMATION } from '#lib/alerts/alert-limits.ts';
import type { DecidedEvent } from '#lib/alerts/decision.ts';
import type { Observation } from '#lib/alerts/observation.ts';
import type { Severity } from '#lib/domain/alert.ts';
import {
  type AlertEntry,
  type AlertMemory,
  formatAlertMemory,
  NO_MEMORY,
  parseAlertMemory,
} from '#lib/domain/alert-memory.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export interface ToldEvent extends DecidedEvent {
  /** Hours since the story began. */
  readonly hours: number;
}

export interface AlertStory {
  /** Everything that was decided so far. */
  readonly events: readonly ToldEvent[];
  /** Those that subscribers were owed, as "3h updated". */
  readonly owed: () => readonly string[];
  readonly memory: () => AlertMemory;
  readonly now: () => Date;
  readonly wait: (ms: number) => void;
  readonly look: (observation: Observation, isSilent?: boolean) => readonly DecidedEvent[];
  /** As a look by a process that is killed before anything is stored. Returns what it had decided. */
  readonly lose: (observation: Observation) => readonly DecidedEvent[];
  readonly acknowledge: (isAcknowledged?: boolean) => void;
  readonly snooze: (ms: number) => void;
}

export function tellStory(start = '2026-01-05T12:00:00Z'): AlertStory {
  const startMs = Date.parse(start);
  let nowMs = startMs;
  let memory = NO_MEMORY;
  let acts = { isAcknowledged: false, snoozedUntil: null as Date | null };
  const events: ToldEvent[] = [];
  const decide = (observation: Observation, isSilent: boolean) => {
    const now = new Date(nowMs);
    return decideIncident(memory, { observation, acts, isSilent, now, limits: ALERT_LIMITS });
  };
  return {
    events,
    owed: () => events.filter(({ isOwed }) => isOwed).map(({ hours, kind }) => `${hours}h ${kind}`),
    memory: () => memory,
    now: () => new Date(nowMs),
    wait: (ms) => {
      nowMs += ms;
    },
    look: (observation, isSilent = false) => {
      const decided = decide(observation, isSilent);
      memory = parseAlertMemory(JSON.parse(JSON.stringify(formatAlertMemory(decided.memory))));
      const hours = Math.round(((nowMs - startMs) / HOUR) * 100) / 100;
      events.push(...decided.events.map((event) => ({ ...event, hours })));
      return decided.events;
    },
    lose: (observation) => decide(observation, false).events,
    acknowledge: (isAcknowledged = true) => {
      acts = { ...acts, isAcknowledged };
    },
    snooze: (ms) => {
      acts = { ...acts, snoozedUntil: new Date(nowMs + ms) };
    },
  };
}

export function entry(name: string, patchId: string | null = null): AlertEntry {
  return { name, type: 'content', patchId };
}

export interface ConflictSeen {
  readonly id: string;
  readonly method?: number;
  readonly subject?: string;
  readonly severity?: Severity;
  readonly isTip?: boolean;
  readonly mostReminders?: number;
}

/** A rehearsal that met these paths in conflict. */
export function conflict(
  paths: readonly (string | AlertEntry)[],
  { id, method = 1, subject = id, severity = 'warning', isTip, mostReminders }: ConflictSeen,
): Observation {
  return {
    kind: 'present',
    evaluation: { id, subject, methodVersion: method },
    entries: paths.map((path) => (typeof path === 'string' ? entry(path) : path)),
    severity,
    confirm: isTip === true ? TIP_CONFIRMATION : null,
    isGrowthTold: true,
    mostReminders: mostReminders ?? (severity === 'critical' ? Infinity : 0),
  };
}

export function clean({ id, method = 1, subject = id }: ConflictSeen): Observation {
  return { kind: 'absent', evaluation: { id, subject, methodVersion: method } };
}

export const UNKNOWN: Observation = { kind: 'unknown' };
export const FOLLOWED: Observation = { kind: 'over', as: 'resolved', isQuiet: false };
export const MUTED: Observation = { kind: 'over', as: 'closed', isQuiet: true };
