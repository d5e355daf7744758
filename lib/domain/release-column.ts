/** Of a table with a column for each release. */
export interface ReleaseColumn {
  readonly release: string;
  readonly line: string;
  readonly isFirst: boolean;
  /** Of all rows. Null: not measured, see `reason`. */
  readonly total: number | null;
  readonly reason: string | null;
}
