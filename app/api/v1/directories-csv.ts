import { tabulateHeat } from '#components/rebase/prepare-heat.ts';
import type { FileChange } from '#lib/domain/measurement.ts';

import { toCsv } from './csv.ts';

/** The table of directories by kinds as a rebase's page shows it, with every directory; "." is the top folder. */
export function directoriesCsv(files: readonly Pick<FileChange, 'path' | 'kind'>[]): string {
  const { columns, rows } = tabulateHeat(files);
  return toCsv(rows, [
    ['directory', ({ directory }) => directory],
    ...columns.map(
      ({ kind }, index) =>
        [
          kind,
          ({ files: ofRow }: { readonly files: readonly number[] }) => ofRow[index] ?? 0,
        ] as const,
    ),
    ['all', ({ total }) => total],
  ]);
}
