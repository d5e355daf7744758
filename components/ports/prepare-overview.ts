// Decides which ports are shown, and in which order.
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import { countExposure } from '#lib/domain/line-exposure.ts';
import { conflictsAhead, type PortSummary } from '#lib/domain/port-summary.ts';
import { sortRows } from '#components/ui/sort-rows.ts';

import type { OverviewChoice, PortSort } from './overview-url.ts';

/** Those that a text finds by name, slug, fork or GOOS: each of its words in any of them. */
export function findPorts(ports: readonly PortSummary[], q: string): readonly PortSummary[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return ports.filter(({ port: { name, slug, fork, goos } }) => {
    const text = [name, slug, fork.fullName, ...goos].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** `ports` come in the order of their need. */
export function choosePorts(
  ports: readonly PortSummary[],
  { state, q, sort, order }: OverviewChoice,
): readonly PortSummary[] {
  const chosen = findPorts(ports, q).filter(
    ({ standing }) => state === null || standing.state === state,
  );
  if (sort === 'need') return order === 'asc' ? chosen : chosen.toReversed();
  return sortRows(chosen, order, valuesOf[sort]);
}

const valuesOf: Readonly<
  Record<Exclude<PortSort, 'need'>, (summary: PortSummary) => number | string | null>
> = {
  name: ({ port }) => port.name.toLowerCase(),
  release: ({ latest }) => {
    const release = latest === null ? null : parseGoRelease(latest.release);
    return release === null ? null : releaseOrder(release);
  },
  next: (summary) =>
    (summary.next?.conflictedFiles ?? null) === null ? null : conflictsAhead(summary),
  lag: ({ latest }) => latest?.lagDays ?? null,
  notfollowed: ({ standing: { lines } }) => {
    const [line] = lines;
    if (line === undefined) return null;
    // One that came out today is more than none.
    return line.releasesNotFollowed.length === 0 ? -1 : line.daysNotFollowed;
  },
  exposed: ({ lines: [line] }) => (line === undefined ? null : countExposure(line)),
  files: ({ latest }) => latest?.sums?.patch.files ?? null,
  patch: ({ latest }) => linesOf(latest?.sums?.patch),
  touched: ({ latest }) => linesOf(latest?.sums?.touch),
  polled: ({ port }) => port.fork.listedAt?.getTime() ?? null,
};

function linesOf(
  count: { readonly insertions: number; readonly deletions: number } | undefined,
): number | null {
  return count === undefined ? null : count.insertions + count.deletions;
}
