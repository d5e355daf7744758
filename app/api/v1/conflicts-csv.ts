import type { MatrixCell, TabulatedConflicts } from '#components/effort/prepare-conflict-matrix.ts';

import { type CsvCell, toCsv } from './csv.ts';

/** The matrix of the port's page with every file; under a line the release whose step met the conflict, "none", or nothing where it is not measured. */
export function conflictsCsv({ lines, rows }: TabulatedConflicts): string {
  return toCsv(rows, [
    ['path', ({ path }) => path],
    ['lines', ({ count }) => count],
    ...lines.map(
      (line, index) =>
        [
          line,
          ({ cells }: { readonly cells: readonly MatrixCell[] }) => toCell(cells[index]),
        ] as const,
    ),
  ]);
}

function toCell(cell: MatrixCell | undefined): CsvCell {
  if (cell === undefined || cell.kind === 'unmeasured') return null;
  return cell.kind === 'none' ? 'none' : cell.release;
}
