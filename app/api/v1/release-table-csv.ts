import type { ReleaseColumn } from '#lib/domain/release-column.ts';

import { toCsv } from './csv.ts';

interface Row {
  /** Of its column. */
  readonly name: string;
  /** One for each release. Null: not measured. */
  readonly counts: readonly (number | null)[];
}

/** A table with a column for each release as the page shows it, on its side: one row a release, one column for each of its rows. */
export function releaseTableCsv(columns: readonly ReleaseColumn[], rows: readonly Row[]): string {
  return toCsv(
    columns.map((column, index) => ({ column, index })),
    [
      ['release', ({ column }) => column.release],
      ['line', ({ column }) => column.line],
      ['isFirst', ({ column }) => column.isFirst],
      ...rows.map(
        ({ name, counts }) =>
          [name, ({ index }: { readonly index: number }) => counts[index] ?? null] as const,
      ),
      ['all', ({ column }) => column.total],
      ['reason', ({ column }) => column.reason],
    ],
  );
}
