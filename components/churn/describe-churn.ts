// Puts what the table of churn shows into one sentence, with the numbers that it has.
import { findLargest } from '#components/charts/find-largest.ts';
import { findNewest } from '#components/charts/find-newest.ts';
import { formatCount, formatPlural, formatSigned } from '#components/ui/format-count.ts';
import {
  type ChurnChoice,
  type ChurnMeasure,
  type ChurnTable,
  isOfSteps,
} from '#lib/domain/churn-table.ts';
import { sayRange } from '#lib/domain/release-range.ts';

const nouns: Readonly<Record<ChurnMeasure, string>> = {
  patch: 'the patch',
  touched: 'the touched lines',
  adaptation: 'adaptation',
  own: 'own work',
  pressure: 'pressure',
};

/** A sentence without a full stop. */
export function describeChurn(table: ChurnTable, { measure, range }: ChurnChoice): string {
  const measured = table.columns.filter(({ total }) => total !== null).length;
  if (measured === 0) return 'Nothing of this is measured yet';
  return isOfSteps(measure)
    ? sayRange(describeSteps(table, { noun: nouns[measure], measured }), range)
    : describeCarried(table, nouns[measure]);
}

/** What is carried: of the newest release, and where it grew. */
function describeCarried({ columns, rows }: ChurnTable, noun: string): string {
  const newest = findNewest(
    columns,
    rows.map(({ subsystem, lines }) => ({ subsystem, counts: lines })),
  );
  if (newest === null) return 'Nothing of this is measured yet';
  const { at, total, top, growth } = newest;
  if (top === null) return `No line of ${noun} at ${at}`;
  const grew =
    growth === null
      ? ''
      : `; ${growth.row.subsystem} grew the most since ${growth.since} (${formatSigned(growth.count)})`;
  return `At ${at} the largest part of ${noun} is in ${top.row.subsystem}: ${formatCount(top.count)} of ${formatPlural(total, 'line')}${grew}`;
}

/** What steps cost: all that are shown, together. */
function describeSteps(
  { columns, rows }: ChurnTable,
  { noun, measured }: { readonly noun: string; readonly measured: number },
): string {
  const steps = formatPlural(measured, 'step');
  const total = columns.reduce((sum, column) => sum + (column.total ?? 0), 0);
  const top = findLargest(rows, ({ lines }) =>
    lines.reduce<number>((sum, each) => sum + (each ?? 0), 0),
  );
  if (top === null) return `No ${noun} in ${steps}`;
  return `Over ${steps} the most ${noun} was in ${top.row.subsystem}: ${formatCount(top.count)} of ${formatPlural(total, 'line')}`;
}
