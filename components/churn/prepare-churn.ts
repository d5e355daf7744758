// Decides what the table of churn says: its cells with their shades, what a shade means, and the finding in words.
import { type Shade, SHADES } from '#components/charts/palette.ts';
import {
  type ChurnChoice,
  type ChurnColumn,
  isOfSteps,
  tabulateChurn,
} from '#lib/domain/churn-table.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

import { describeChurn } from './describe-churn.ts';

export interface ChurnCell {
  /** Null: not measured; its column says why. */
  readonly lines: number | null;
  /** Null: there is nothing, or it is not measured. */
  readonly shade: Shade | null;
}

export interface ShownChurnRow {
  readonly subsystem: Subsystem;
  /** One for each column. */
  readonly cells: readonly ChurnCell[];
  /** Of the measured steps together. Null: the measure is what a rebase carries, which does not add up. */
  readonly sum: number | null;
}

export interface Churn extends ChurnChoice {
  readonly columns: readonly ChurnColumn[];
  readonly rows: readonly ShownChurnRow[];
  readonly sum: number | null;
  /** The most lines that each shade stands for, least first; empty when there are none. */
  readonly legend: readonly { readonly shade: Shade; readonly most: number }[];
  /** A sentence without a full stop. */
  readonly finding: string;
}

/** `rebases` in release order. */
export function prepareChurn(rebases: readonly RebaseView[], choice: ChurnChoice): Churn {
  const table = tabulateChurn(rebases, choice);
  const most = Math.max(0, ...table.rows.flatMap(({ lines }) => lines.map((each) => each ?? 0)));
  const legend = most === 0 ? [] : scaleTo(most);
  const add = (lines: readonly (number | null)[]) =>
    isOfSteps(choice.measure) ? lines.reduce<number>((sum, each) => sum + (each ?? 0), 0) : null;
  return {
    ...choice,
    columns: table.columns,
    rows: table.rows.map(({ subsystem, lines }) => ({
      subsystem,
      cells: lines.map((each) => ({ lines: each, shade: shadeOf(each, legend) })),
      sum: add(lines),
    })),
    sum: add(table.columns.map(({ total }) => total)),
    legend,
    finding: describeChurn(table, choice.measure),
  };
}

/** By the square root: a few large subsystems must not leave all others in the palest shade. */
function scaleTo(most: number): Churn['legend'] {
  const bounds = SHADES.map((shade, index) => ({
    shade,
    most: Math.ceil((most * (index + 1) ** 2) / SHADES.length ** 2),
  }));
  return bounds.filter(({ most: bound }, index) => bound > (bounds[index - 1]?.most ?? 0));
}

function shadeOf(lines: number | null, legend: Churn['legend']): Shade | null {
  if (lines === null || lines === 0) return null;
  return legend.find(({ most }) => lines <= most)?.shade ?? null;
}
