// Tables for spreadsheets: a cell that a spreadsheet would run as a formula is kept as text.
import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | boolean | null;

/** One header row, then the rows; lines end as RFC 4180 says. */
export function toCsv<Row>(
  rows: readonly Row[],
  columns: readonly (readonly [name: string, cellOf: (row: Row) => CsvCell])[],
): string {
  const records = rows.map((row) => columns.map(([, cellOf]) => cellOf(row)));
  return stringify(records, {
    header: true,
    columns: columns.map(([name]) => name),
    record_delimiter: 'windows',
    escape_formulas: true,
    // By itself it quotes a whole CRLF only: https://www.rfc-editor.org/rfc/rfc4180#section-2
    quoted_match: /[\r\n]/,
    cast: { boolean: (value) => (value ? 'true' : 'false') },
  });
}
