import { findLargest } from './find-largest.ts';

export interface Newest<Row> {
  /** The newest measured release, and what it has in all. */
  readonly at: string;
  readonly total: number;
  /** The row with most of it. Null: none has any. */
  readonly top: { readonly row: Row; readonly count: number } | null;
  /** The row that grew the most since the oldest measured release. Null: none did, or there is no other release. */
  readonly growth: { readonly row: Row; readonly count: number; readonly since: string } | null;
}

/** What a table of releases and of what they carry says first. `columns` in release order. Null: none is measured. */
export function findNewest<Row extends { readonly counts: readonly (number | null)[] }>(
  columns: readonly { readonly release: string; readonly total: number | null }[],
  rows: readonly Row[],
): Newest<Row> | null {
  const last = columns.findLastIndex(({ total }) => total !== null);
  const newest = columns[last];
  if (newest === undefined) return null;
  const first = columns.findIndex(({ total }) => total !== null);
  const since = columns[first]?.release ?? newest.release;
  const grown = findLargest(rows, ({ counts }) => (counts[last] ?? 0) - (counts[first] ?? 0));
  return {
    at: newest.release,
    total: newest.total ?? 0,
    top: findLargest(rows, ({ counts }) => counts[last] ?? 0),
    growth: grown === null || first === last ? null : { ...grown, since },
  };
}
