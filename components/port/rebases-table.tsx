'use client';

import type { PaletteClass } from '#components/charts/palette.ts';
import { type PackedBurden, unpackBurden } from '#components/charts/packed-burden.ts';
import type { BurdenMeasure, BurdenPoint } from '#components/charts/prepare-burden.ts';
import { Day } from '#components/ui/day.tsx';
import { formatCount, formatLines } from '#components/ui/format-count.ts';
import { formatLag } from '#components/ui/format-date.ts';
import { Missing } from '#components/ui/missing.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';

import type { RebaseRow } from './prepare-rebase-rows.ts';

interface RebasesTableProps {
  readonly slug: string;
  readonly burden: PackedBurden;
  /** One for each of the burden's points, or for the last of them. */
  readonly rows: readonly RebaseRow[];
}

/** The chart's numbers, newest release first, with the dates of each rebase: as far back as there are rows. */
export function RebasesTable(props: RebasesTableProps) {
  return (
    <TableScroll isStill label="Rebases" rows={props.rows.length + 1.5}>
      <Whole {...props} />
    </TableScroll>
  );
}

function Whole({ slug, burden, rows }: RebasesTableProps) {
  const { points, classes } = unpackBurden(burden);
  const hasClasses = classes.length > 1;
  return (
    <table className="grid-table pin-first">
      <TableHead classes={classes} hasClasses={hasClasses} />
      <tbody>
        {points
          .slice(points.length - rows.length)
          .map((point, index) => {
            const row = rows[index];
            return row === undefined ? null : (
              <Row
                key={point.release}
                slug={slug}
                point={point}
                row={row}
                classCount={hasClasses ? classes.length : 0}
              />
            );
          })
          .toReversed()}
      </tbody>
    </table>
  );
}

function TableHead({
  classes,
  hasClasses,
}: {
  readonly classes: readonly PaletteClass[];
  readonly hasClasses: boolean;
}) {
  return (
    <thead>
      <tr className="group-heads">
        <th scope="col" rowSpan={2}>
          <Term of="release">Release</Term>
        </th>
        <th scope="col" rowSpan={2}>
          <Term of="dates">Published</Term>
        </th>
        <th scope="col" rowSpan={2} className="num">
          <Term of="lag">Lag</Term>
        </th>
        <th scope="colgroup" colSpan={3} className="num">
          <Term of="patch">Patch</Term>
        </th>
        <th scope="colgroup" colSpan={3} className="num">
          <Term of="touch">Touched</Term>
        </th>
        {hasClasses && (
          <th scope="colgroup" colSpan={classes.length} className="num">
            <Term of="subsystems">Touched / patch lines, by subsystem</Term>
          </th>
        )}
      </tr>
      <tr className="sub-heads">
        {['Files', 'Added, deleted', 'Lines', 'Files', 'Added, deleted', 'Lines'].map(
          (title, index) => (
            // The same titles stand under patch and under touched.
            // oxlint-disable-next-line react/no-array-index-key
            <th key={index} scope="col" className="num">
              {title}
            </th>
          ),
        )}
        {hasClasses &&
          classes.map(({ id, label, colour }) => (
            <th key={id} scope="col" className="num">
              <span
                aria-hidden="true"
                className="mr-1.5 inline-block size-2 rounded-[1px]"
                style={{ backgroundColor: colour }}
              />
              {label}
            </th>
          ))}
      </tr>
    </thead>
  );
}

function Row({
  slug,
  point,
  row: { publishedAt, lagDays, flags },
  classCount,
}: {
  readonly slug: string;
  readonly point: BurdenPoint;
  readonly row: RebaseRow;
  readonly classCount: number;
}) {
  const { release, isFirst, measure } = point;
  return (
    <tr>
      <th scope="row">
        <PageLink
          href={`/ports/${slug}/${release}`}
          className={`link font-mono text-xs ${isFirst ? 'font-bold' : ''}`}
        >
          {release}
        </PageLink>
        {flags !== null && (
          <p className="max-w-40 pb-1.5 text-xs whitespace-normal text-muted">{flags}</p>
        )}
      </th>
      <td>
        <Day date={publishedAt} why="The commit is not in the mirror yet." />
      </td>
      <td className="num">
        {lagDays === null ? (
          <Missing why="The date of the release, or of its publication, is not known." />
        ) : (
          formatLag(lagDays)
        )}
      </td>
      {measure === null ? (
        <td colSpan={6 + classCount} className="text-muted">
          Not measured: {point.reason}
        </td>
      ) : (
        <>
          <Measure measure={measure.patch} />
          <Measure measure={measure.touch} />
          {Array.from({ length: classCount }, (_, index) => (
            <td key={index} className="num">
              {formatCount(measure.touch.classLines[index] ?? 0)}
              <span className="text-muted">{` / ${formatCount(measure.patch.classLines[index] ?? 0)}`}</span>
            </td>
          ))}
        </>
      )}
    </tr>
  );
}

function Measure({ measure }: { readonly measure: BurdenMeasure }) {
  return (
    <>
      <td className="num">{formatCount(measure.files)}</td>
      <td className="num">{formatLines(measure.insertions, measure.deletions)}</td>
      <td className="num">{formatCount(measure.lines)}</td>
    </>
  );
}
