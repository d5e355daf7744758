// Decides what the table of ports says of each: words and drawings, no numbers to reckon with. They go to the browser, so they are short.
import { prepareSparkline, type Sparkline } from '#components/charts/prepare-sparkline.ts';
import { describeBriefly, describeTarget } from '#components/forecast/prepare-forecast.ts';
import type { ExposureWords } from '#components/lines/exposure-mark.tsx';
import type { WordedAge } from '#components/ui/age-time.tsx';
import { formatCount, formatLines, formatPlural } from '#components/ui/format-count.ts';
import { ageHoldsUntil, formatDay, formatLag, formatShortAge } from '#components/ui/format-date.ts';
import { describeFailedLook, hasFailedLook } from '#lib/domain/failed-look.ts';
import { countExposure } from '#lib/domain/line-exposure.ts';
import type { PortState } from '#lib/domain/port-state.ts';
import type { PortSummary } from '#lib/domain/port-summary.ts';
import type { RepositoryView } from '#lib/domain/port-view.ts';
import type { RehearsalOutcome } from '#lib/domain/transition-view.ts';

import {
  type OverviewChoice,
  overviewUrl,
  mapSorts,
  type PortSort,
  sortBy,
} from './overview-url.ts';
import { sparklineSize } from './sparkline-size.ts';

export interface PortRow {
  readonly slug: string;
  readonly name: string;
  readonly state: PortState;
  readonly verdict: string;
  /** Null: no rebase has been found yet. */
  readonly release: string | null;
  /** "go1.26.0 came out on 2026-02-10, the rebase on 2026-02-11". Null: either is not known. */
  readonly dates: string | null;
  /** Null: not known. */
  readonly lag: string | null;
  /** Null: nothing ahead has been rehearsed. */
  readonly next: NextWords | null;
  /** Null: the port has no line, for the reason that its verdict gives. */
  readonly notFollowed: NotFollowedWords | null;
  readonly exposure: ExposureWords;
  /** Null: not measured. */
  readonly sums: readonly [files: string, lines: string, touched: string] | null;
  readonly unmeasuredReason: string | null;
  /** Why nothing is known of it: in place of its numbers. Null: no look at it failed, or there are numbers all the same. */
  readonly failedLook: string | null;
  /** Null: nothing is measured yet. */
  readonly trend: Sparkline | null;
  readonly polled: WordedAge | 'failed' | 'not yet';
}

/** "go1.27 tip": "1 file". */
export interface NextWords {
  readonly outcome: RehearsalOutcome;
  readonly target: string;
  readonly words: string;
}

export interface NotFollowedWords {
  /** Null: none. */
  readonly first: string | null;
  readonly others: number;
  /** Null: not known, or none. */
  readonly days: string | null;
}

/** How the table is sorted, and the addresses of the same table sorted by each of its columns. */
export interface PortOrder {
  readonly by: PortSort;
  readonly isDescending: boolean;
  readonly hrefs: Readonly<Record<PortSort, string>>;
}

export function preparePortOrder(choice: OverviewChoice): PortOrder {
  return {
    by: choice.sort,
    isDescending: choice.order === 'desc',
    hrefs: mapSorts((sort) => overviewUrl(sortBy(choice, sort))),
  };
}

export function preparePortRows(ports: readonly PortSummary[], now: Date): readonly PortRow[] {
  return ports.map((summary) => toRow(summary, now));
}

function toRow(summary: PortSummary, now: Date): PortRow {
  const { port, standing, latest } = summary;
  const failedLook = standing.state === 'unmeasured' ? describeFailedLook(port) : null;
  return {
    slug: port.slug,
    name: port.name,
    state: standing.state,
    verdict: standing.verdict,
    release: latest?.release ?? null,
    dates: describeDates(latest),
    lag: latest === null || latest.lagDays === null ? null : formatLag(latest.lagDays),
    next: describeNext(summary),
    notFollowed: describeNotFollowed(summary),
    exposure: failedLook === null ? describeExposure(summary) : { unknown: standing.verdict },
    sums: describeSums(latest),
    unmeasuredReason: latest?.unmeasuredReason ?? null,
    failedLook,
    trend: prepareTrend(summary),
    polled: describePolled(port.fork, now),
  };
}

function describeDates(latest: PortSummary['latest']): string | null {
  if (!latest?.releasedAt || !latest.publishedAt) return null;
  const { release, releasedAt, publishedAt } = latest;
  return `${release} came out on ${formatDay(releasedAt)}, the rebase on ${formatDay(publishedAt)}`;
}

function describeNext({ next }: PortSummary): NextWords | null {
  if (next === null) return null;
  const { outcome, branched } = next;
  return {
    outcome,
    target: describeTarget(next, branched),
    words: describeBriefly(next),
  };
}

function describeExposure({ lines: [line] }: PortSummary): ExposureWords {
  if (line === undefined) return { unknown: 'The port has no line of releases yet.' };
  const { cves, exposedSince, exposure } = line;
  if (cves.length > 0) {
    return {
      cves: formatPlural(cves.length, 'CVE'),
      since: exposedSince && formatDay(exposedSince),
      sentence: exposure,
    };
  }
  // Neither exposed nor free of exposure: the sentence says what is not known.
  return countExposure(line) === null ? { unknown: `${line.line}: ${exposure}.` } : null;
}

function describePolled(fork: RepositoryView, now: Date): PortRow['polled'] {
  const { listedAt } = fork;
  if (listedAt === null) return hasFailedLook(fork) ? 'failed' : 'not yet';
  return {
    at: listedAt,
    words: formatShortAge(listedAt, now),
    until: ageHoldsUntil(listedAt, now).getTime(),
  };
}

function describeNotFollowed({ standing }: PortSummary): NotFollowedWords | null {
  const [line] = standing.lines;
  if (line === undefined) return null;
  const [first = null, ...others] = line.releasesNotFollowed;
  const { daysNotFollowed } = line;
  const days = first === null || daysNotFollowed === null ? null : formatLag(daysNotFollowed);
  return { first, others: others.length, days };
}

function describeSums(latest: PortSummary['latest']): PortRow['sums'] {
  if (!latest?.sums) return null;
  const { patch, touch } = latest.sums;
  const touched = formatCount(touch.insertions + touch.deletions);
  return [
    formatCount(patch.files),
    formatLines(patch.insertions, patch.deletions),
    `${formatCount(touch.files)} · ${touched}`,
  ];
}

/** By the rebases that they draw, which stay the same list while none of them has changed: a hundred take a while. */
const trends = new WeakMap<PortSummary['rebases'], Sparkline>();

function prepareTrend({ rebases }: PortSummary): Sparkline | null {
  const sparkline = trends.get(rebases) ?? drawTrend(rebases);
  trends.set(rebases, sparkline);
  return sparkline.summary === null ? null : sparkline;
}

function drawTrend(rebases: PortSummary['rebases']): Sparkline {
  const points = rebases.map(({ release, sums }) => ({
    label: release,
    value: sums === null ? null : sums.touch.insertions + sums.touch.deletions,
  }));
  return prepareSparkline(points, sparklineSize, formatCount);
}
