// Decides what the table of kinds says: its numbers, what a shade means, and the finding in words.
import { findNewest } from '#components/charts/find-newest.ts';
import { type HeatLegend, scaleShades } from '#components/charts/heat-shades.ts';
import { formatCount, formatSigned } from '#components/ui/format-count.ts';
import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import {
  type KindMeasure,
  type KindsChoice,
  type KindsTable,
  tabulateKinds,
} from '#lib/domain/kinds-table.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import type { ReleaseColumn } from '#lib/domain/release-column.ts';

export interface Kinds extends KindsChoice {
  readonly columns: readonly ReleaseColumn[];
  /** Those with most at the newest measured release first. */
  readonly rows: readonly ShownKind[];
  readonly legend: HeatLegend;
  /** A sentence without a full stop. */
  readonly finding: string;
}

export interface ShownKind {
  readonly id: string;
  readonly label: string;
  /** One for each column. Null: not measured. */
  readonly counts: readonly (number | null)[];
}

/** `rebases` in release order. */
export function prepareKinds(rebases: readonly RebaseView[], choice: KindsChoice): Kinds {
  const { columns, rows: tabulated } = tabulateKinds(rebases, choice);
  const last = columns.findLastIndex(({ total }) => total !== null);
  const rows = tabulated
    .map(({ kind, counts }) => ({ id: kind, label: labelOf(kind), counts }))
    .toSorted((a, b) => (b.counts[last] ?? 0) - (a.counts[last] ?? 0));
  return {
    ...choice,
    columns,
    rows,
    legend: scaleShades(
      Math.max(0, ...rows.flatMap(({ counts }) => counts.map((each) => each ?? 0))),
    ),
    finding: describeKinds(columns, rows, choice.measure),
  };
}

function labelOf(kind: KindsTable['rows'][number]['kind']): string {
  return FILE_KINDS.find(({ id }) => id === kind)?.label ?? kind;
}

/** Of the newest release, and what grew. */
function describeKinds(
  columns: readonly ReleaseColumn[],
  rows: readonly ShownKind[],
  measure: KindMeasure,
): string {
  const newest = findNewest(columns, rows);
  if (newest === null) return 'Nothing of this is measured yet';
  const { at, total, top, growth } = newest;
  if (top === null) return `The patch has no ${measure} at ${at}`;
  const share = `${formatCount(top.count)} of ${formatCount(total)}`;
  const grower = growth?.row === top.row ? 'it' : growth?.row.label;
  const grew =
    growth === null
      ? ''
      : `; ${grower} grew the most since ${growth.since} (${formatSigned(growth.count)})`;
  return `The kind with the most ${measure} at ${at} is ${top.row.label}: ${share}${grew}`;
}
