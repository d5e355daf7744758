'use client';

import { type LegendEntry, seriesClass } from '#components/charts/legend.ts';
import { BreakablePath } from '#components/ui/breakable-path.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';

import { conflictUrl } from '#lib/domain/conflict-page.ts';

import { type PackedConflicts, unpackConflicts } from './packed-conflicts.ts';
import type { MatrixCell } from './prepare-conflict-matrix.ts';

interface ConflictMatrixProps {
  readonly matrix: PackedConflicts;
  readonly legend: readonly LegendEntry[];
  /** Address of a rebase without its release. */
  readonly base: string;
}

/** Files against lines of releases; a cell in conflict leads to it. */
export function ConflictMatrix(props: ConflictMatrixProps) {
  return (
    <TableScroll
      isStill
      label="Files in conflict, by line"
      isNewestFirst
      rows={props.matrix.rows.length + 1}
    >
      <Whole {...props} />
    </TableScroll>
  );
}

function Whole({ matrix, legend, base }: ConflictMatrixProps) {
  const { lines, rows } = unpackConflicts(matrix);
  const series = {
    conflict: seriesClass(legend, 'conflict'),
    none: seriesClass(legend, 'none'),
    unmeasured: seriesClass(legend, 'unmeasured'),
  };
  return (
    <table className="grid-table pin-first of-cells of-matrix-cells">
      <thead>
        <tr>
          <th scope="col">Path</th>
          {lines.map((line) => (
            <th
              key={line}
              scope="col"
              className="px-px! text-center! font-mono max-sm:text-[11px]! sm:px-1!"
            >
              <span className="max-sm:hidden">go</span>
              {line.replace(/^go/, '')}
            </th>
          ))}
          <th scope="col" className="num max-sm:pl-1!">
            <span className="max-sm:hidden">Release lines</span>
            <span className="sm:hidden">Lines</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, cells, count }) => (
          <tr key={path}>
            <th scope="row" className="font-mono text-xs max-sm:pr-1.5!" title={path}>
              <span className="inline-block max-w-80 align-middle truncate max-sm:w-33 max-sm:whitespace-normal! max-sm:wrap-anywhere [.is-read-as-picture_&]:w-auto [.is-read-as-picture_&]:max-w-none [.is-read-as-picture_&]:whitespace-nowrap!">
                <BreakablePath path={path} />
              </span>
            </th>
            {cells.map((cell, index) => (
              <td key={lines[index]}>
                <Cell cell={cell} series={series[cell.kind]} base={base} path={path} />
              </td>
            ))}
            <td className="num max-sm:pl-1!">
              {count} <span className="max-sm:hidden">{`of ${lines.length}`}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({
  cell,
  series,
  base,
  path,
}: {
  readonly cell: MatrixCell;
  /** What makes it fade while the legend points at another kind. */
  readonly series: string;
  readonly base: string;
  readonly path: string;
}) {
  if (cell.kind === 'conflict') {
    return (
      <PageLink
        href={conflictUrl(base, { from: cell.from, onto: cell.release, path })}
        aria-label={`${path}: conflict at ${cell.release}`}
        title={cell.release}
        className={`matrix-cell is-conflict ${series}`}
      >
        ×
      </PageLink>
    );
  }
  return (
    <span className={`matrix-cell ${series}`}>
      <span className="sr-only">{cell.kind === 'none' ? 'no conflict' : 'not measured'}</span>
      {cell.kind === 'unmeasured' && <span aria-hidden="true">–</span>}
    </span>
  );
}
