import type { ReactNode } from 'react';

import { TableScroll } from './table-scroll.tsx';

export interface SumsColumn {
  readonly id: string;
  readonly title: ReactNode;
  /** Of all rows together. */
  readonly total?: ReactNode;
  /** Default: a column of numbers. */
  readonly className?: string;
}

export interface SumsRow {
  readonly id: string;
  readonly name: ReactNode;
  /** One for each column. */
  readonly cells: readonly ReactNode[];
}

/** What belongs to each part of a whole, and at its foot to the whole. */
export function SumsTable({
  label,
  title,
  columns,
  rows,
  hasTotal = false,
}: {
  readonly label: string;
  /** Of the first column. */
  readonly title: ReactNode;
  readonly columns: readonly SumsColumn[];
  readonly rows: readonly SumsRow[];
  readonly hasTotal?: boolean;
}) {
  return (
    <TableScroll isStill label={label}>
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <th scope="col">{title}</th>
            {columns.map(({ id, title: ofColumn, className = 'num' }) => (
              <th key={id} scope="col" className={className}>
                {ofColumn}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, cells }) => (
            <tr key={id}>
              <th scope="row" className="py-1.5! whitespace-normal!">
                {name}
              </th>
              {columns.map(({ id: column, className = 'num' }, index) => (
                <td key={column} className={className}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {hasTotal && (
          <tfoot className="font-medium">
            <tr>
              <th scope="row" className="font-medium!">
                all
              </th>
              {columns.map(({ id, total, className = 'num' }) => (
                <td key={id} className={className}>
                  {total}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </TableScroll>
  );
}
