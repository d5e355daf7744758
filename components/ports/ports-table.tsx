import type { ReactNode } from 'react';

import { PageLink } from '#components/ui/page-link.tsx';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { prepareSparkline } from '#components/charts/prepare-sparkline.ts';
import { ExposureMark } from '#components/lines/exposure-mark.tsx';
import { Age } from '#components/ui/age.tsx';
import { Day } from '#components/ui/day.tsx';
import { formatCount, formatLines } from '#components/ui/format-count.ts';
import { formatLag } from '#components/ui/format-date.ts';
import { Missing } from '#components/ui/missing.tsx';
import { StateGlyph, stateWord } from '#components/ui/state-mark.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import type { PortSummary } from '#lib/domain/port-summary.ts';

import { type OverviewChoice, overviewUrl, type PortSort, sortBy } from './overview-url.ts';

/** As far below the line above it as a finger needs. */
const unitLine = 'block font-normal leading-7';

const sparklineSize = { width: 120, height: 24 };

export function PortsTable({
  ports,
  choice,
  now,
}: {
  readonly ports: readonly PortSummary[];
  readonly choice: OverviewChoice;
  readonly now: Date;
}) {
  return (
    <TableScroll label="Ports">
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <SortHeading by="name" title="Port" choice={choice} />
            <SortHeading by="need" title="State" choice={choice}>
              <Term of="state">by need</Term>
            </SortHeading>
            <SortHeading by="release" title="Carried on" choice={choice}>
              <Term of="rebase">release</Term>
            </SortHeading>
            <SortHeading by="published" title="Published" choice={choice}>
              <Term of="dates">date</Term>
            </SortHeading>
            <SortHeading by="lag" title="Lag" isNumber choice={choice}>
              <Term of="lag">days</Term>
            </SortHeading>
            <SortHeading by="notfollowed" title="Not followed" choice={choice}>
              releases
            </SortHeading>
            <SortHeading by="exposed" title="Exposed to" choice={choice}>
              <Term of="exposure">CVEs</Term>
            </SortHeading>
            <SortHeading by="files" title="Files" isNumber choice={choice}>
              <Term of="patch">patch</Term>
            </SortHeading>
            <SortHeading by="patch" title="Lines" isNumber choice={choice}>
              <Term of="patch">patch</Term>
            </SortHeading>
            <SortHeading by="touched" title="Touched" isNumber choice={choice}>
              <Term of="touch">files · lines</Term>
            </SortHeading>
            <th scope="col" className="pt-1! align-top">
              <span className="block leading-6">History</span>
              <span className={unitLine}>
                <Term of="touch">touched lines</Term>
              </span>
            </th>
            <SortHeading by="polled" title="Polled" isNumber choice={choice}>
              <Term of="polling">ago</Term>
            </SortHeading>
          </tr>
        </thead>
        <tbody>
          {ports.map((port) => (
            <PortRow key={port.port.slug} summary={port} now={now} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** Follows to the table sorted by it, or, where it is, the other way round. */
function SortHeading({
  by,
  title,
  isNumber = false,
  choice,
  children,
}: {
  readonly by: PortSort;
  readonly title: string;
  readonly isNumber?: boolean;
  readonly choice: OverviewChoice;
  /** Its unit, and what it means. */
  readonly children?: ReactNode;
}) {
  const isSorted = choice.sort === by;
  const isDescending = choice.order === 'desc';
  return (
    <th
      scope="col"
      className={`pt-1! align-top ${isNumber ? 'num' : ''}`}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}
    >
      <PageLink
        href={overviewUrl(sortBy(choice, by))}
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

function PortRow({ summary, now }: { readonly summary: PortSummary; readonly now: Date }) {
  const { port, standing, latest } = summary;
  const { listedAt } = port.fork;
  return (
    <tr>
      <th scope="row">
        <PageLink href={`/ports/${port.slug}`} className="group">
          <span className="font-semibold group-hover:underline">{port.name}</span>{' '}
          <span className="font-mono text-xs text-muted">{port.slug}</span>
        </PageLink>
      </th>
      <td>
        <span className="flex items-center gap-2" title={standing.verdict}>
          <StateGlyph state={standing.state} />
          {stateWord(standing.state)}
        </span>
      </td>
      <td className="font-mono text-xs">
        {latest === null ? (
          <Missing why="No rebase has been found in the fork yet." />
        ) : (
          <PageLink href={`/ports/${port.slug}/${latest.release}`} className="link">
            {latest.release}
          </PageLink>
        )}
      </td>
      <td>
        <Day date={latest?.publishedAt ?? null} why="The commit is not in the mirror yet." />
      </td>
      <td className="num">
        {latest?.lagDays === null || latest === null ? (
          <Missing why="The date of the release, or of its publication, is not known." />
        ) : (
          formatLag(latest.lagDays)
        )}
      </td>
      <td>
        <NotFollowed summary={summary} />
      </td>
      <td>
        <ExposureMark line={summary.lines[0] ?? null} />
      </td>
      <Sums latest={latest} />
      <td>
        <Trend summary={summary} />
      </td>
      <td className="num text-muted">
        {listedAt === null ? (
          <Missing why="This fork has not been polled yet." />
        ) : (
          <Age date={listedAt} now={now} isShort />
        )}
      </td>
    </tr>
  );
}

function NotFollowed({ summary: { standing } }: { readonly summary: PortSummary }) {
  const [line] = standing.lines;
  const [first, ...others] = line?.releasesNotFollowed ?? [];
  if (first === undefined) {
    return (
      <span className="text-muted">
        {line === undefined ? <Missing why={standing.verdict} /> : 'none'}
      </span>
    );
  }
  return (
    <>
      <span className="font-mono text-xs">{first}</span>
      {others.length > 0 && <span className="text-muted"> and {others.length} more</span>}
      {line !== undefined && line.daysNotFollowed !== null && (
        <span className="block text-xs text-muted"> for {formatLag(line.daysNotFollowed)}</span>
      )}
    </>
  );
}

function Sums({ latest }: { readonly latest: PortSummary['latest'] }) {
  const sums = latest?.sums;
  if (!sums) {
    return (
      <td colSpan={3} className="text-right text-muted">
        {latest?.unmeasuredReason ?? 'No rebase has been found in the fork yet.'}
      </td>
    );
  }
  const { patch, touch } = sums;
  return (
    <>
      <td className="num">{formatCount(patch.files)}</td>
      <td className="num">{formatLines(patch.insertions, patch.deletions)}</td>
      <td className="num">
        {formatCount(touch.files)} · {formatCount(touch.insertions + touch.deletions)}
      </td>
    </>
  );
}

function Trend({ summary: { rebases } }: { readonly summary: PortSummary }) {
  const points = rebases.map(({ release, sums }) => ({
    label: release,
    value: sums === null ? null : sums.touch.insertions + sums.touch.deletions,
  }));
  const sparkline = prepareSparkline(points, sparklineSize, (value) => formatCount(value));
  if (sparkline.summary === null) return <span className="text-muted">not measured yet</span>;
  return (
    <>
      <Sparkline sparkline={sparkline} size={sparklineSize} />
      <span className="sr-only">{sparkline.summary}</span>
    </>
  );
}
