// What a look at a watched thing sees, whatever kind of thing it is: all that the rules go by.
import type { Severity } from '#lib/domain/alert.ts';
import type { AlertEntry } from '#lib/domain/alert-memory.ts';

/** One stored result. To look at it again is no new evaluation. */
export interface Evaluation {
  readonly id: string;
  /** What was evaluated, whichever method did: with the same subject only the method can have changed the result. */
  readonly subject: string;
  readonly methodVersion: number | null;
}

/** Whichever of the two comes first. */
export interface Confirmation {
  /** Evaluations in a row. */
  readonly evaluations: number;
  /** Time without another result. */
  readonly afterMs: number;
}

export type Observation =
  | {
      readonly kind: 'present';
      readonly evaluation: Evaluation;
      /** What is wrong; never empty. */
      readonly entries: readonly AlertEntry[];
      readonly severity: Severity;
      /** What it takes to believe it. Null: it cannot come and go, and is believed at once. */
      readonly confirm: Confirmation | null;
      /** Whether subscribers are told when more is wrong than they know. */
      readonly isGrowthTold: boolean;
      /** How often subscribers are reminded while nothing else is told; without end if Infinity. */
      readonly mostReminders: number;
    }
  | { readonly kind: 'absent'; readonly evaluation: Evaluation }
  /** There is nothing left to watch: it ends at once. */
  | {
      readonly kind: 'over';
      /** "resolved": what was wrong is right. "closed": nobody looks any more, right or wrong. */
      readonly as: 'resolved' | 'closed';
      /** By an act of somebody who knows: nobody is told. */
      readonly isQuiet: boolean;
    }
  /** No result: an error, or none yet. It opens nothing and ends nothing. */
  | { readonly kind: 'unknown' };
