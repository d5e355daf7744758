// A subscription in words, for whoever is asked whether they want it.
import { ALERT_KINDS } from './alert.ts';
import type { SubscriptionFilters } from './subscription-filters.ts';

const paces = { 'at-once': 'at once', daily: 'once a day', weekly: 'once a week' } as const;

/** One sentence; `portName` null: every port. */
export function describeFilters(
  filters: Omit<SubscriptionFilters, 'portId'>,
  portName: string | null,
): string {
  const { lines, subsystems, kinds, leastSeverity, pace } = filters;
  const labels = ALERT_KINDS.filter(({ id }) => kinds.includes(id)).map(({ label }) => label);
  return [
    `Alerts of ${portName ?? 'every port'}, ${paces[pace]}`,
    ...(labels.length === 0 ? [] : [`only ${labels.join(', ')}`]),
    ...(lines.length === 0 ? [] : [`only of ${lines.join(', ')}`]),
    ...(subsystems.length === 0 ? [] : [`only in ${subsystems.join(', ')}`]),
    ...(leastSeverity === 'info' ? [] : [`only from "${leastSeverity}" on`]),
  ]
    .join('; ')
    .concat('.');
}
