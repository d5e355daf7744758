// A thing that alerts watch, with what a look at it sees and what is to be said of it.
import { alertKey, type AlertSubject } from '#lib/domain/alert.ts';
import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

import type { Observation } from './observation.ts';

/** What facts say that depends on what was decided before. */
export interface FactsMoment {
  /** In conflict now and not when subscribers were told last. */
  readonly added: readonly string[];
  readonly gone: readonly string[];
  /** Since when it has been as it is. */
  readonly since: Date;
}

export interface Watched {
  readonly subject: AlertSubject;
  readonly observation: Observation;
  /** Null: nothing new is known, and what was said last stands. */
  readonly factsAt: ((moment: FactsMoment) => IncidentFacts) | null;
  /** Of what is in conflict now. */
  readonly subsystems: readonly Subsystem[];
  /** Why it is over, in one sentence; of use only when it is. */
  readonly overReason: string;
}

export function keyOf({ subject }: Pick<Watched, 'subject'>): string {
  return alertKey(subject);
}

export function isoOrNull(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
