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

const sparklineSize = { width: 120, height: 24 };

export function PortsTable({
  ports,
  now,
}: {
  readonly ports: readonly PortSummary[];
  readonly now: Date;
}) {
  return (
    <TableScroll label="Ports">
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <th scope="col">Port</th>
            <th scope="col">
              <Term of="state">State</Term>
            </th>
            <th scope="col">
              <Term of="rebase">Carried on</Term>
            </th>
            <th scope="col">
              <Term of="dates">Published</Term>
            </th>
            <th scope="col" className="num">
              <Term of="lag">Lag</Term>
            </th>
            <th scope="col">Not followed</th>
            <th scope="col">
              <Term of="exposure">Exposed to</Term>
            </th>
            <th scope="col" className="num">
              <Term of="patch">Files</Term>
            </th>
            <th scope="col" className="num">
              <Term of="patch">Patch, lines</Term>
            </th>
            <th scope="col" className="num">
              <Term of="touch">Touched files · lines</Term>
            </th>
            <th scope="col">
              <Term of="touch">Touched lines, history</Term>
            </th>
            <th scope="col" className="num">
              <Term of="polling">Polled</Term>
            </th>
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
