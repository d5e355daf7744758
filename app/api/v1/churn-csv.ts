import type { ChurnTable } from '#lib/domain/churn-table.ts';
import { subsystemSlug } from '#lib/domain/subsystem.ts';

import { toCsv } from './csv.ts';

/** The table as the page shows it, on its side: one row a release, one column a subsystem that has lines. */
export function churnCsv({ columns, rows }: ChurnTable): string {
  return toCsv(
    columns.map((column, index) => ({ column, index })),
    [
      ['release', ({ column }) => column.release],
      ['line', ({ column }) => column.line],
      ['isFirst', ({ column }) => column.isFirst],
      ...rows.map(
        ({ subsystem, lines }) =>
          [
            subsystemSlug(subsystem),
            ({ index }: { readonly index: number }) => lines[index] ?? null,
          ] as const,
      ),
      ['all', ({ column }) => column.total],
      ['reason', ({ column }) => column.reason],
    ],
  );
}
