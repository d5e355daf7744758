// Puts the rows of a table in the order of one of its columns: what is not measured comes last either way, and equals keep their order.
import {
  constructTable,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/table-core';
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings';

export const SORT_ORDERS = ['asc', 'desc'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

/** Texts are compared by their characters' numbers; null: not measured. */
export function sortRows<Row extends object>(
  rows: readonly Row[],
  order: SortOrder,
  valueOf: (row: Row) => number | string | null,
): readonly Row[] {
  const table = constructTable<typeof features, Row>({
    features,
    data: rows,
    columns: [
      {
        id: 'value',
        accessorFn: (row: Row) => valueOf(row) ?? undefined,
        sortFn: sortFn_basic,
        sortUndefined: 'last',
      },
    ],
    state: { sorting: [{ id: 'value', desc: order === 'desc' }] },
  });
  return table.getSortedRowModel().rows.map(({ original }) => original);
}
