// Decides whether a subscription is owed an event: its filters, its time, and for an end whether it was told of the beginning.
import {
  ALERT_KINDS,
  type AlertKind,
  type IncidentEventKind,
  isAtLeast,
  type Severity,
} from '#lib/domain/alert.ts';
import type { EventFilters } from '#lib/domain/subscription-filters.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

export interface Subscriber extends EventFilters {
  /** Null: not confirmed yet. */
  readonly activeSince: Date | null;
  /** Null: it goes on. */
  readonly endedAt: Date | null;
  /** An endpoint of an administrator: our own trouble goes nowhere else. */
  readonly isOperator: boolean;
  /** It was owed a message of this occurrence of the incident before. */
  readonly wasTold: boolean;
}

export interface EventToMatch {
  readonly kind: IncidentEventKind;
  readonly alertKind: AlertKind;
  /** Null: our own trouble, which is of no port. */
  readonly portId: number | null;
  readonly line: string | null;
  readonly upstreamLine: string | null;
  readonly severity: Severity;
  /** Of all conflicts that the incident ever had. */
  readonly subsystems: readonly Subsystem[];
  readonly isOwed: boolean;
  readonly at: Date;
}

/**
 * - an end is owed to whoever was told of the beginning, whatever the filters say by then, and to nobody else
 * - that it is more severe now is owed to those only who were not told before
 * - anything else by the filters
 */
export function isOwedTo(subscriber: Subscriber, event: EventToMatch): boolean {
  if (!event.isOwed || !isActive(subscriber, event.at)) return false;
  const { kind } = event;
  if (kind === 'resolved' || kind === 'closed') return subscriber.wasTold;
  if (kind === 'escalated' && subscriber.wasTold) return false;
  return matchesFilters(subscriber, event);
}

function isActive({ activeSince, endedAt }: Subscriber, at: Date): boolean {
  return activeSince !== null && activeSince <= at && (endedAt === null || at < endedAt);
}

/** Of our own trouble. */
const forOperators: ReadonlySet<AlertKind> = new Set(
  ALERT_KINDS.flatMap((kind) => (kind.forOperators ? [kind.id] : [])),
);

/** Subsystems are asked of conflicts only: nothing else is in one. */
export function matchesFilters(
  filters: EventFilters & { readonly isOperator: boolean },
  event: Omit<EventToMatch, 'kind' | 'isOwed' | 'at'>,
): boolean {
  const { portId, lines, subsystems, kinds, leastSeverity, isOperator } = filters;
  return (
    (isOperator || !forOperators.has(event.alertKind)) &&
    (portId === null || portId === event.portId) &&
    (kinds.length === 0 || kinds.includes(event.alertKind)) &&
    isAtLeast(event.severity, leastSeverity) &&
    hasSome(lines, [event.line, event.upstreamLine], event.line === null) &&
    hasSome(subsystems, event.subsystems, event.alertKind !== 'forecast-conflict')
  );
}

/** `isMeaningless`: the filter asks for what such an event cannot have, so it does not count. */
function hasSome<Value>(
  wanted: readonly Value[],
  values: readonly (Value | null)[],
  isMeaningless: boolean,
): boolean {
  return (
    isMeaningless ||
    wanted.length === 0 ||
    values.some((value) => value !== null && wanted.includes(value))
  );
}
