import type { KindsTable } from '#lib/domain/kinds-table.ts';

import { toCsv } from './csv.ts';

/** The table as the page shows it, on its side: one row a release, one column a kind that has files. */
export function kindsOfPortCsv({ columns, rows }: KindsTable): string {
  return toCsv(
    columns.map((column, index) => ({ column, index })),
    [
      ['release', ({ column }) => column.release],
      ['line', ({ column }) => column.line],
      ['isFirst', ({ column }) => column.isFirst],
      ...rows.map(
        ({ kind, counts }) =>
          [kind, ({ index }: { readonly index: number }) => counts[index] ?? null] as const,
      ),
      ['all', ({ column }) => column.total],
      ['reason', ({ column }) => column.reason],
    ],
  );
}
