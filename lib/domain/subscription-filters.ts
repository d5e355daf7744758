// What somebody wants to be told of, and when.
import type { AlertKind, Pace, Severity } from './alert.ts';
import type { Subsystem } from './subsystem.ts';

/** Which events. Empty lists mean "all". */
export interface EventFilters {
  /** Null: every port. */
  readonly portId: number | null;
  /** The port's lines or upstream's, e.g. "go1.26". */
  readonly lines: readonly string[];
  readonly subsystems: readonly Subsystem[];
  readonly kinds: readonly AlertKind[];
  readonly leastSeverity: Severity;
}

export interface SubscriptionFilters extends EventFilters {
  readonly pace: Pace;
}
