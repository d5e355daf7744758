/** The row with the most, and how much. Null: none is above 0. Of equals the first. */
export function findLargest<Row>(
  rows: readonly Row[],
  countOf: (row: Row) => number,
): { readonly row: Row; readonly count: number } | null {
  let most: { readonly row: Row; readonly count: number } | null = null;
  for (const row of rows) {
    const count = countOf(row);
    if (count > (most?.count ?? 0)) most = { row, count };
  }
  return most;
}
