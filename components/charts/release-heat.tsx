'use client';

import { formatCount } from '#components/ui/format-count.ts';
import { Missing } from '#components/ui/missing.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import type { ReleaseColumn } from '#lib/domain/release-column.ts';

import { type HeatLegend, shadeOf } from './heat-shades.ts';

/** More than fit beside each other on any screen. */
const manyColumns = 16;

interface HeatRow {
  readonly id: string;
  readonly label: string;
  /** What the rest of the page is about. */
  readonly isChosen: boolean;
  /** One for each column. Null: not measured; the column says why. */
  readonly counts: readonly (number | null)[];
  /** Of the measured columns together. Null: none is, or they do not add up. */
  readonly sum: number | null;
}

interface ReleaseHeatProps {
  readonly label: string;
  /** What a row is, and where it is explained. */
  readonly heading: { readonly term: string; readonly title: string };
  readonly columns: readonly ReleaseColumn[];
  readonly rows: readonly HeatRow[];
  /** Of all. Null: no column is measured, or they do not add up. */
  readonly sum: number | null;
  readonly legend: HeatLegend;
  /** Address of a rebase without its release. */
  readonly base: string;
  /** Where on the rebase's page the numbers of a column stand. */
  readonly place: string;
}

/** Releases as columns: one hue, the number printed; a column that is not measured says why at its foot, and on each cell. */
export function ReleaseHeat(props: ReleaseHeatProps) {
  return (
    <TableScroll
      isStill
      label={props.label}
      isNewestFirst
      isAlwaysWide={props.columns.length > manyColumns}
      rows={props.rows.length + 2}
    >
      <Whole {...props} />
    </TableScroll>
  );
}

function Whole({ heading, columns, rows, sum, legend, base, place }: ReleaseHeatProps) {
  return (
    <table className="grid-table pin-first of-cells">
      <thead>
        <tr>
          <th scope="col">
            {/* Where the columns scroll below it, a link here would cover theirs. */}
            <span className="xl:hidden">{heading.title}</span>
            <span className="max-xl:hidden">
              <Term of={heading.term}>{heading.title}</Term>
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
        {rows.map(({ id, label, isChosen, counts, sum: ofRow }) => (
          <tr key={id}>
            <th scope="row" className={isChosen ? 'font-bold!' : undefined}>
              {label}
            </th>
            {counts.map((count, index) => (
              <Cell
                key={columns[index]?.release}
                count={count}
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
  count,
  column,
  legend,
}: {
  /** Null: not measured. */
  readonly count: number | null;
  readonly column: ReleaseColumn | undefined;
  readonly legend: HeatLegend;
}) {
  const box = 'heat-cell';
  if (count === null) {
    return (
      <td className="text-muted" title={column?.reason ?? undefined}>
        <span aria-hidden="true" className={box}>
          –
        </span>
        <span className="sr-only">not measured</span>
      </td>
    );
  }
  const shade = shadeOf(count, legend);
  const place = legend.findIndex((each) => each.shade === shade);
  return (
    <td>
      <span
        className={`${box} ${shade === null ? 'text-muted' : `series-${place} ${shade.className}`}`}
      >
        {formatCount(count)}
      </span>
    </td>
  );
}
