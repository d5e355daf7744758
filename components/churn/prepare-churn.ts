// Decides what the table of churn says: its numbers, what a shade means, and the finding in words.
import {
  type ChurnChoice,
  type ChurnRow,
  isOfSteps,
  tabulateChurn,
} from '#lib/domain/churn-table.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import type { ReleaseColumn } from '#lib/domain/release-column.ts';

import { type HeatLegend, scaleShades } from '#components/charts/heat-shades.ts';
import { describeChurn } from './describe-churn.ts';

export interface ShownChurnRow extends ChurnRow {
  /** Of the measured steps together. Null: none is, or the measure is what a rebase carries, which does not add up. */
  readonly sum: number | null;
}

export interface Churn extends ChurnChoice {
  readonly columns: readonly ReleaseColumn[];
  readonly rows: readonly ShownChurnRow[];
  readonly sum: number | null;
  readonly legend: HeatLegend;
  /** A sentence without a full stop. */
  readonly finding: string;
}

/** `rebases` in release order. */
export function prepareChurn(rebases: readonly RebaseView[], choice: ChurnChoice): Churn {
  const table = tabulateChurn(rebases, choice);
  const most = Math.max(0, ...table.rows.flatMap(({ lines }) => lines.map((each) => each ?? 0)));
  const add = (lines: readonly (number | null)[]) => {
    const measured = lines.filter((each) => each !== null);
    if (!isOfSteps(choice.measure) || measured.length === 0) return null;
    return measured.reduce((sum, each) => sum + each, 0);
  };
  return {
    ...choice,
    columns: table.columns,
    rows: table.rows.map((row) => ({ ...row, sum: add(row.lines) })),
    sum: add(table.columns.map(({ total }) => total)),
    legend: scaleShades(most),
    finding: describeChurn(table, choice),
  };
}
