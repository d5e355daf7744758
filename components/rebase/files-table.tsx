import { lazy, Suspense } from 'react';

import { TableScroll } from '#components/ui/table-scroll.tsx';
import { useStill } from '#components/ui/use-still.ts';
import { useIsNear } from '#components/ui/use-is-near.ts';

import { FileTableRow } from './file-table-row.tsx';
import { FirstRows } from './first-rows.tsx';
import type { FileRow, FileSort } from './prepare-files.ts';
import { estimateTable } from './row-heights.ts';

// Comes for a large patch only, and after the page.
const VirtualRows = lazy(() =>
  import('./virtual-rows.tsx').then((module) => ({ default: module.VirtualRows })),
);

/** So far from what is in sight, rows are there before anybody gets to them, by whatever way. */
const nearPx = 1500;

interface Heading {
  readonly title: string;
  /** Null: not to be sorted by. */
  readonly sort: FileSort | null;
  readonly isNumber?: boolean;
  /** In CSS pixels; the path has the rest. Set, because columns would change with the rows that are drawn. */
  readonly width?: number;
}

const headings: readonly Heading[] = [
  { title: 'Path', sort: 'path' },
  { title: 'On GitHub', sort: null, width: 96 },
  { title: 'Status', sort: null, width: 128 },
  { title: 'Kind', sort: null, width: 124 },
  { title: 'Subsystem', sort: null, width: 124 },
  { title: 'Added', sort: 'added', isNumber: true, width: 84 },
  { title: 'Deleted', sort: 'deleted', isNumber: true, width: 84 },
  { title: 'Lines', sort: 'lines', isNumber: true, width: 84 },
];

export function FilesTable({
  rows,
  base,
  isVirtual,
  sort,
  onSort,
}: {
  readonly rows: readonly FileRow[];
  /** Address of the rebase's page, with what was chosen there: the page of a file goes on through the same files. */
  readonly base: string;
  /** Only rows in sight are drawn. */
  readonly isVirtual: boolean;
  readonly sort: FileSort;
  readonly onSort: (sort: FileSort) => void;
}) {
  return (
    <TableScroll label="Files of the patch" height={estimateTable(rows, isVirtual)}>
      <table
        className="grid-table min-w-[1040px] table-fixed"
        aria-rowcount={isVirtual ? rows.length + 1 : undefined}
      >
        <colgroup>
          {headings.map(({ title, width }) => (
            <col key={title} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={isVirtual ? 1 : undefined}>
            {headings.map((heading) => (
              <SortHeading key={heading.title} heading={heading} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        {isVirtual ? <ManyRows rows={rows} base={base} /> : <AllRows rows={rows} base={base} />}
      </table>
    </TableScroll>
  );
}

function AllRows(props: { readonly rows: readonly FileRow[]; readonly base: string }) {
  return <tbody {...useStill(<EachRow {...props} />, props.rows)} />;
}

function EachRow({ rows, base }: { readonly rows: readonly FileRow[]; readonly base: string }) {
  return rows.map((row) => <FileTableRow key={row.path} row={row} base={base} />);
}

function ManyRows({ rows, base }: { readonly rows: readonly FileRow[]; readonly base: string }) {
  const [first, isNear] = useIsNear<HTMLTableSectionElement>(nearPx);
  if (!isNear) return <FirstRows ref={first} rows={rows} base={base} />;
  return (
    <Suspense fallback={<FirstRows rows={rows} base={base} />}>
      <VirtualRows rows={rows} base={base} />
    </Suspense>
  );
}

function SortHeading({
  heading: { title, sort: own, isNumber = false },
  sort,
  onSort,
}: {
  readonly heading: Heading;
  readonly sort: FileSort;
  readonly onSort: (sort: FileSort) => void;
}) {
  const isSorted = own !== null && own === sort;
  const direction = own === 'path' ? 'ascending' : 'descending';
  return (
    <th
      scope="col"
      className={isNumber ? 'num' : undefined}
      aria-sort={isSorted ? direction : undefined}
    >
      {own === null ? (
        title
      ) : (
        <button
          type="button"
          className="h-8 hover:text-ink aria-pressed:text-ink"
          aria-pressed={isSorted}
          onClick={() => onSort(isSorted ? 'git' : own)}
        >
          {isNumber && <Arrow direction={direction} isShown={isSorted} />}
          {title}
          {!isNumber && <Arrow direction={direction} isShown={isSorted} />}
        </button>
      )}
    </th>
  );
}

function Arrow({
  direction,
  isShown,
}: {
  readonly direction: 'ascending' | 'descending';
  readonly isShown: boolean;
}) {
  return (
    <span aria-hidden="true" className={`px-1 ${isShown ? '' : 'invisible'}`}>
      {direction === 'ascending' ? '↑' : '↓'}
    </span>
  );
}
