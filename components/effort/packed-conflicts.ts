// What a browser is sent of the matrix of conflicts: a number for each cell, and each step that some of them lead to once.
import type { MatrixCell, MatrixRow, ConflictRows } from './prepare-conflict-matrix.ts';

/** Above 0: in conflict, with the place of its step among `steps`, from 1; 0: no conflict; null: not measured. */
type PackedCell = number | null;

export interface PackedConflicts {
  readonly lines: readonly string[];
  readonly steps: readonly (readonly [release: string, from: string])[];
  readonly rows: readonly (readonly [path: string, ...cells: PackedCell[]])[];
}

export function packConflicts({ lines, rows }: ConflictRows): PackedConflicts {
  const places = new Map<string, number>();
  const steps: (readonly [release: string, from: string])[] = [];
  const packCell = (cell: MatrixCell): PackedCell => {
    if (cell.kind !== 'conflict') return cell.kind === 'none' ? 0 : null;
    const { release, from } = cell;
    const key = `${from} ${release}`;
    const place = places.get(key) ?? steps.push([release, from]);
    places.set(key, place);
    return place;
  };
  return { lines, steps, rows: rows.map(({ path, cells }) => [path, ...cells.map(packCell)]) };
}

export function unpackConflicts({ lines, steps, rows }: PackedConflicts): ConflictRows {
  const unpackCell = (cell: PackedCell): MatrixCell => {
    if (cell === null) return { kind: 'unmeasured' };
    if (cell === 0) return { kind: 'none' };
    const step = steps[cell - 1];
    if (step === undefined) throw new Error(`There is no step ${cell}.`);
    const [release, from] = step;
    return { kind: 'conflict', release, from };
  };
  return {
    lines,
    rows: rows.map(([path, ...packed]): MatrixRow => {
      const cells = packed.map(unpackCell);
      return { path, cells, count: cells.filter(({ kind }) => kind === 'conflict').length };
    }),
  };
}
