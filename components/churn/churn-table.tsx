'use client';

import { formatCount } from '#components/ui/format-count.ts';
import { Missing } from '#components/ui/missing.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import type { ChurnColumn } from '#lib/domain/churn-table.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

import { type ChurnLegend, shadeOf } from './churn-shades.ts';
import type { Churn } from './prepare-churn.ts';

/** More than fit beside each other on any screen. */
const manyColumns = 16;

interface ChurnTableProps {
  readonly churn: Churn;
  /** Address of a rebase without its release. */
  readonly base: string;
  /** The subsystem that the rest of the page is about. */
  readonly chosen: Subsystem | null;
}

/** One hue, the number printed; a column that is not measured says why at its foot, and on each cell. */
export function ChurnTable(props: ChurnTableProps) {
  return (
    <TableScroll
      isStill
      label="Churn by subsystem and release"
      isNewestFirst
      isAlwaysWide={props.churn.columns.length > manyColumns}
    >
      <Whole {...props} />
    </TableScroll>
  );
}

function Whole({ churn: { columns, rows, sum, legend }, base, chosen }: ChurnTableProps) {
  // Only what steps cost adds up.
  const place = sum === null ? 'subsystems' : 'transition';
  return (
    <table className="grid-table pin-first of-cells">
      <thead>
        <tr>
          <th scope="col">
            {/* Where the columns scroll below it, a link here would cover theirs. */}
            <span className="xl:hidden">Subsystem</span>
            <span className="max-xl:hidden">
              <Term of="subsystems">Subsystem</Term>
            </span>
          </th>
          {columns.map(({ release, isFirst }) => (
            <th key={release} scope="col" className="px-1! text-center!">
              <PageLink
                href={`${base}/${release}#${place}`}
                className={`link inline-block py-1 font-mono ${isFirst ? '' : 'font-normal'}`}
              >
                {release}
              </PageLink>
            </th>
          ))}
          {sum !== null && (
            <th scope="col" className="num">
              Sum
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ subsystem, lines, sum: ofRow }) => (
          <tr key={subsystem}>
            <th scope="row" className={chosen === subsystem ? 'font-bold!' : ''}>
              {subsystem}
            </th>
            {lines.map((each, index) => (
              <Cell
                key={columns[index]?.release}
                lines={each}
                column={columns[index]}
                legend={legend}
              />
            ))}
            {ofRow !== null && <td className="num">{formatCount(ofRow)}</td>}
          </tr>
        ))}
      </tbody>
      <tfoot className="font-medium">
        <tr>
          <th scope="row" className="font-medium!">
            all
          </th>
          {columns.map(({ release, total, reason }) => (
            <td key={release} className="num px-0.5! text-center!">
              {total === null ? <Missing why={reason ?? 'not measured'} /> : formatCount(total)}
            </td>
          ))}
          {sum !== null && <td className="num">{formatCount(sum)}</td>}
        </tr>
      </tfoot>
    </table>
  );
}

function Cell({
  lines,
  column,
  legend,
}: {
  /** Null: not measured; its column says why. */
  readonly lines: number | null;
  readonly column: ChurnColumn | undefined;
  readonly legend: ChurnLegend;
}) {
  const box = 'heat-cell';
  if (lines === null) {
    return (
      <td className="text-muted" title={column?.reason ?? undefined}>
        <span aria-hidden="true" className={box}>
          –
        </span>
        <span className="sr-only">not measured</span>
      </td>
    );
  }
  const shade = shadeOf(lines, legend);
  const place = legend.findIndex((each) => each.shade === shade);
  return (
    <td>
      <span
        className={`${box} ${shade === null ? 'text-muted' : `series-${place} ${shade.className}`}`}
      >
        {formatCount(lines)}
      </span>
    </td>
  );
}
