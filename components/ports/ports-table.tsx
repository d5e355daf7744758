'use client';

import type { ReactNode } from 'react';

import { ExposureMark } from '#components/lines/exposure-mark.tsx';
import { AgeTime } from '#components/ui/age-time.tsx';
import { OutcomeGlyph } from '#components/ui/outcome-mark.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { FailedLook } from '#components/ui/failed-look.tsx';
import { Missing } from '#components/ui/missing.tsx';
import { StateGlyph, stateWord } from '#components/ui/state-mark.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import { useStill } from '#components/ui/use-still.ts';

import type { PortSort } from './overview-url.ts';
import type { PortOrder, PortRow } from './prepare-port-rows.ts';
import { sparklineSize } from './sparkline-size.ts';

/** As far below the line above it as a finger needs. */
const unitLine = 'block font-normal leading-7';

interface PortsTableProps {
  readonly rows: readonly PortRow[];
  readonly order: PortOrder;
}

/** Its headings are links that one follows again and again by key: they are not drawn anew, as what is left alone would be. */
export function PortsTable({ rows, order }: PortsTableProps) {
  const body = useStill(<Rows rows={rows} />, rows);
  return (
    <TableScroll label="Ports">
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <SortHeading by="name" title="Port" order={order} />
            <SortHeading by="need" title="State" order={order}>
              <Term of="state">by need</Term>
            </SortHeading>
            <SortHeading by="next" title="Next" order={order}>
              <Term of="forecast">in conflict</Term>
            </SortHeading>
            <SortHeading by="release" title="Carried on" order={order}>
              <Term of="rebase">release</Term>
            </SortHeading>
            <SortHeading by="lag" title="Lag" isNumber order={order}>
              <Term of="lag">days</Term>
            </SortHeading>
            <SortHeading by="notfollowed" title="Not followed" order={order}>
              releases
            </SortHeading>
            <SortHeading by="exposed" title="Exposed to" order={order}>
              <Term of="exposure">CVEs</Term>
            </SortHeading>
            <SortHeading by="files" title="Files" isNumber order={order}>
              <Term of="patch">patch</Term>
            </SortHeading>
            <SortHeading by="patch" title="Lines" isNumber order={order}>
              <Term of="patch">patch</Term>
            </SortHeading>
            <SortHeading by="touched" title="Touched" isNumber order={order}>
              <Term of="touch">files · lines</Term>
            </SortHeading>
            <th scope="col" className="pt-1! align-top">
              <span className="block leading-6">History</span>
              <span className={unitLine}>
                <Term of="touch">touched lines</Term>
              </span>
            </th>
            <SortHeading by="polled" title="Polled" isNumber order={order}>
              <Term of="polling">ago</Term>
            </SortHeading>
          </tr>
        </thead>
        <tbody {...body} />
      </table>
    </TableScroll>
  );
}

/** Follows to the table sorted by it, or, where it is, the other way round. */
function SortHeading({
  by,
  title,
  isNumber = false,
  order: { by: sorted, isDescending, hrefs },
  children,
}: {
  readonly by: PortSort;
  readonly title: string;
  readonly isNumber?: boolean;
  readonly order: PortOrder;
  /** Its unit, and what it means. */
  readonly children?: ReactNode;
}) {
  const isSorted = sorted === by;
  return (
    <th
      scope="col"
      className={`pt-1! align-top ${isNumber ? 'num' : ''}`}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}
    >
      <PageLink
        href={hrefs[by]}
        scroll={false}
        className={`inline-block leading-6 hover:text-ink hover:underline ${isSorted ? 'text-ink' : ''}`}
      >
        {title}
        {isSorted && <span aria-hidden="true"> {isDescending ? '↓' : '↑'}</span>}
      </PageLink>
      {children !== undefined && <span className={unitLine}>{children}</span>}
    </th>
  );
}

function Rows({ rows }: { readonly rows: readonly PortRow[] }) {
  return rows.map((row) => <Row key={row.slug} row={row} />);
}

function Row({ row }: { readonly row: PortRow }) {
  const { slug, name, state, verdict, release, lag, trend, failedLook } = row;
  const why = (usual: string) => (failedLook === null ? usual : verdict);
  return (
    <tr>
      <th scope="row">
        <PageLink href={`/ports/${slug}`} className="group">
          <span className="font-semibold group-hover:underline">{name}</span>{' '}
          <span className="font-mono text-xs text-muted">{slug}</span>
        </PageLink>
      </th>
      <td>
        <span className="flex items-center gap-2" title={verdict}>
          <StateGlyph state={state} />
          {failedLook === null ? stateWord(state) : 'first look failed'}
        </span>
      </td>
      <td>
        <Next row={row} />
      </td>
      <td className="font-mono text-xs">
        {release === null ? (
          <Missing why={why('No rebase has been found in the fork yet.')} />
        ) : (
          <PageLink href={`/ports/${slug}/${release}`} className="link">
            {release}
          </PageLink>
        )}
      </td>
      <td className="num" title={row.dates ?? undefined}>
        {lag ?? (
          <Missing why={why('The date of the release, or of its publication, is not known.')} />
        )}
      </td>
      <td className="py-1.5!">
        <NotFollowed row={row} />
      </td>
      <td className="py-1.5!">
        <ExposureMark words={row.exposure} />
      </td>
      <Sums row={row} />
      <td>
        {trend === null ? (
          <span className="text-muted">
            {failedLook === null ? 'not measured yet' : 'not measured'}
          </span>
        ) : (
          <>
            <Sparkline sparkline={trend} size={sparklineSize} />
            <span className="sr-only">{trend.summary}</span>
          </>
        )}
      </td>
      <td className="num text-muted">
        <Polled polled={row.polled} />
      </td>
    </tr>
  );
}

function Polled({ polled }: Pick<PortRow, 'polled'>) {
  if (polled === 'not yet') return <Missing why="This fork has not been polled yet." />;
  if (polled !== 'failed') return <AgeTime {...polled} />;
  return (
    <PageLink href="/status" className="link">
      failed
    </PageLink>
  );
}

function Next({ row: { slug, next, failedLook, verdict } }: { readonly row: PortRow }) {
  if (next === null) {
    return (
      <Missing why={failedLook === null ? 'Nothing ahead has been rehearsed yet.' : verdict} />
    );
  }
  const { outcome, target, words } = next;
  return (
    <PageLink href={`/ports/${slug}/forecast`} className="flex items-center gap-2 hover:underline">
      <OutcomeGlyph outcome={outcome} />
      <span>
        <span className="font-mono text-xs">{target}</span>
        {`: ${words}`}
      </span>
    </PageLink>
  );
}

function NotFollowed({ row: { notFollowed, verdict } }: { readonly row: PortRow }) {
  if (notFollowed === null || notFollowed.first === null) {
    return (
      <span className="text-muted">
        {notFollowed === null ? <Missing why={verdict} /> : 'none'}
      </span>
    );
  }
  const { first, others, days } = notFollowed;
  return (
    <>
      <span className="font-mono text-xs">{first}</span>
      {others > 0 && <span className="text-muted">{` and ${others} more`}</span>}
      {days !== null && <span className="block text-xs text-muted">{` for ${days}`}</span>}
    </>
  );
}

function Sums({ row: { sums, unmeasuredReason, failedLook } }: { readonly row: PortRow }) {
  if (failedLook !== null) {
    return (
      <td colSpan={3} className="py-2! whitespace-normal! text-muted wrap-anywhere">
        <FailedLook sentence={failedLook} />
      </td>
    );
  }
  if (sums === null) {
    return (
      <td colSpan={3} className="text-right text-muted">
        {unmeasuredReason ?? 'No rebase has been found in the fork yet.'}
      </td>
    );
  }
  const [files, lines, touched] = sums;
  return (
    <>
      <td className="num">{files}</td>
      <td className="num">{lines}</td>
      <td className="num">{touched}</td>
    </>
  );
}
