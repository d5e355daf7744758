// Decides the matrix of files that conflict again and again: which files, which lines of releases, and what each cell says.
import { formatPlural } from '#components/ui/format-count.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { isChosen, sayRange } from '#lib/domain/release-range.ts';

import type { EffortChoice } from './prepare-effort.ts';

/** "none": rehearsed, and this file was not in conflict. */
export type MatrixCell =
  | ({ readonly kind: 'conflict' } & Step)
  | { readonly kind: 'none' }
  | { readonly kind: 'unmeasured' };

export interface MatrixRow {
  readonly path: string;
  /** One for each of `lines`. */
  readonly cells: readonly MatrixCell[];
  /** Lines in which it conflicted. */
  readonly count: number;
}

export interface ConflictRows {
  /** Lines that a step led to, oldest first. */
  readonly lines: readonly string[];
  /** Files that conflicted at all, those on most lines first. */
  readonly rows: readonly MatrixRow[];
}

export interface TabulatedConflicts extends ConflictRows {
  /** Those that led to the chosen releases: how many there are, and how many of them are rehearsed. */
  readonly steps: { readonly count: number; readonly rehearsed: number };
}

/** With the first of the rows alone. */
export interface ConflictMatrix extends ConflictRows {
  /** Files that conflicted at all. */
  readonly total: number;
  /** A sentence without a full stop. */
  readonly finding: string;
}

/** From one release to the next. */
interface Step {
  readonly release: string;
  readonly from: string;
}

const mostRows = 12;

/** `rebases` in release order. */
export function prepareConflictMatrix(
  rebases: readonly RebaseView[],
  choice: EffortChoice,
): ConflictMatrix {
  const { lines, rows, steps } = tabulateConflicts(rebases, choice);
  const again = rows.filter(({ count }) => count > 1).length;
  return {
    lines,
    rows: rows.slice(0, mostRows),
    total: rows.length,
    finding: sayRange(
      describe({ again, total: rows.length, steps }, choice.subsystem),
      choice.range,
    ),
  };
}

/** `rebases` in release order. A line counts once, however many of its steps conflict in a file. */
export function tabulateConflicts(
  rebases: readonly RebaseView[],
  choice: EffortChoice,
): TabulatedConflicts {
  const { subsystem } = choice;
  // No step led to the first of all.
  const reached = rebases.slice(1).filter((each) => isChosen(each, choice));
  const rehearsed = reached.flatMap(({ release, line, transition: step }) =>
    step === null || step.outcome === 'error' ? [] : [{ release, line, step }],
  );
  // One step of which nothing is known may have met the file.
  const unknown = new Set(
    reached
      .filter(({ transition }) => transition === null || transition.outcome === 'error')
      .map(({ line }) => line),
  );
  const lines = [...new Set(reached.map(({ line }) => line))];
  const stepsOf = new Map<string, Map<string, Step>>();
  for (const { release, line, step } of rehearsed) {
    for (const conflict of step.conflictPaths) {
      if (subsystem !== null && conflict.subsystem !== subsystem) continue;
      const row = stepsOf.get(conflict.path) ?? new Map<string, Step>();
      stepsOf.set(conflict.path, row);
      if (!row.has(line)) row.set(line, { release, from: step.from });
    }
  }
  const rows = [...stepsOf]
    .map(([path, steps]) => ({
      path,
      cells: lines.map((line): MatrixCell => {
        const step = steps.get(line);
        if (step !== undefined) return { kind: 'conflict', ...step };
        return unknown.has(line) ? { kind: 'unmeasured' } : { kind: 'none' };
      }),
      count: steps.size,
    }))
    .toSorted((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1));
  return { lines, rows, steps: { count: reached.length, rehearsed: rehearsed.length } };
}

function describe(
  {
    again,
    total,
    steps,
  }: Pick<TabulatedConflicts, 'steps'> & { readonly again: number; readonly total: number },
  subsystem: EffortChoice['subsystem'],
): string {
  const where = subsystem === null ? '' : ` of ${subsystem}`;
  if (steps.count === 0) return 'There is no step that could meet a conflict';
  if (steps.rehearsed === 0) return 'No step is rehearsed yet, so no conflict is known';
  if (total === 0) {
    // Of the others nothing is known.
    const known =
      steps.rehearsed === steps.count
        ? ''
        : ` in the ${formatPlural(steps.rehearsed, 'step')} of ${steps.count} that are rehearsed`;
    return `No file${where} has been in conflict${known}`;
  }
  if (again === 0) return `No file${where} has been in conflict on more than one release line`;
  return `${formatPlural(again, 'file')}${where} of ${total} that ever conflicted did so on more than one release line`;
}
