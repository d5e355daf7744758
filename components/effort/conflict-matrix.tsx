'use client';

import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';

import { conflictUrl } from '#lib/domain/conflict-page.ts';

import type { ConflictMatrix as Matrix, MatrixCell } from './prepare-conflict-matrix.ts';

/** Files against lines of releases; a cell in conflict leads to it. */
export function ConflictMatrix({
  matrix: { lines, rows, total, finding },
  base,
}: {
  readonly matrix: Matrix;
  /** Address of a rebase without its release. */
  readonly base: string;
}) {
  return (
    <section aria-labelledby="conflict-matrix" className="mt-12">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <h2 id="conflict-matrix" className="text-lg font-semibold tracking-tight">
          {finding}
        </h2>
        {rows.length < total && (
          <p className="ml-auto text-xs text-muted max-sm:ml-0">
            top {rows.length} of {total} files
          </p>
        )}
      </div>
      {rows.length > 0 && (
        <TableScroll label="Files in conflict, by line" isNewestFirst>
          <table className="grid-table pin-first">
            <thead>
              <tr>
                <th scope="col">Path</th>
                {lines.map((line) => (
                  <th key={line} scope="col" className="px-1! text-center! font-mono">
                    {line}
                  </th>
                ))}
                <th scope="col" className="num">
                  Lines
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ path, cells, count }) => (
                <tr key={path}>
                  <th
                    scope="row"
                    className="max-w-80 truncate max-sm:max-w-36 max-sm:min-w-36 max-sm:whitespace-normal! max-sm:wrap-anywhere font-mono text-xs"
                    title={path}
                  >
                    {path}
                  </th>
                  {cells.map((cell, index) => (
                    <td key={lines[index]} className="px-0.5!">
                      <Cell cell={cell} base={base} path={path} />
                    </td>
                  ))}
                  <td className="num">
                    {count} of {lines.length}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  );
}

function Cell({
  cell,
  base,
  path,
}: {
  readonly cell: MatrixCell;
  readonly base: string;
  readonly path: string;
}) {
  if (cell.kind === 'conflict') {
    return (
      <PageLink
        href={conflictUrl(base, { from: cell.from, onto: cell.release, path })}
        aria-label={`${path}: conflict at ${cell.release}`}
        title={cell.release}
        className="matrix-cell is-conflict"
      >
        <span aria-hidden="true">×</span>
      </PageLink>
    );
  }
  return (
    <span className="matrix-cell">
      <span className="sr-only">{cell.kind === 'none' ? 'no conflict' : 'not measured'}</span>
      {cell.kind === 'unmeasured' && <span aria-hidden="true">–</span>}
    </span>
  );
}
