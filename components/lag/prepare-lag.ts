// Decides what the panel of lags says: how many days after a release the port was published on it.
import { niceTicksBetween } from '#components/charts/nice-ticks.ts';
import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay, formatLag, sayLag } from '#components/ui/format-date.ts';
import { medianDays } from '#lib/domain/lag.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { isChosen, type ReleaseChoice, sayRange } from '#lib/domain/release-range.ts';

export interface LagPoint {
  readonly release: string;
  readonly line: string;
  readonly isFirst: boolean;
  /** Null: a date is not known. */
  readonly measure: { readonly days: number } | null;
  /** UTC calendar dates. Null: not known. */
  readonly released: string | null;
  readonly published: string | null;
}

export interface Lag {
  /** In release order. */
  readonly points: readonly LagPoint[];
  /** From 0, or from below it where a port was published before the release; the last is the top of the panel. */
  readonly ticks: readonly number[];
  /** A sentence without a full stop. */
  readonly finding: string;
}

/** `rebases` in release order. */
export function prepareLag(rebases: readonly RebaseView[], choice: ReleaseChoice): Lag {
  const points = rebases.filter((rebase) => isChosen(rebase, choice)).map(toPoint);
  const days = points.flatMap(({ measure }) => (measure === null ? [] : [measure.days]));
  const lowest = Math.min(0, ...days);
  // A number stands above the bars of first releases, and above it the panel's title.
  const numbered = points.flatMap(({ isFirst, measure }) =>
    isFirst && measure ? [measure.days] : [],
  );
  const highest = Math.max(0, ...days, ...numbered.map((each) => each * headroom));
  return {
    points,
    ticks: niceTicksBetween(lowest, highest),
    finding: sayRange(describeLags(points), choice.range),
  };
}

const headroom = 1.15;

function toPoint({ release, line, kind, lagDays, releasedAt, publishedAt }: RebaseView): LagPoint {
  return {
    release,
    line,
    isFirst: kind === 'first',
    measure: lagDays === null ? null : { days: lagDays },
    released: releasedAt && formatDay(releasedAt),
    published: publishedAt && formatDay(publishedAt),
  };
}

function describeLags(points: readonly LagPoint[]): string {
  const known = points.flatMap(({ release, measure }) =>
    measure === null ? [] : [{ release, days: measure.days }],
  );
  const [first] = known;
  if (first === undefined) return 'The lag of no rebase is known yet';
  if (known.length === 1) return `The rebase onto ${first.release} was ${sayLag(first.days)}`;
  const rebases = formatPlural(known.length, 'rebase');
  const days = known.map((each) => each.days);
  if (new Set(days).size === 1) return `Each of ${rebases} was ${sayLag(first.days)}`;
  // Of equals the newest.
  const longest = known.reduce((most, each) => (each.days >= most.days ? each : most), first);
  return `The median lag of ${rebases} is ${formatLag(medianDays(days) ?? 0)}; the longest, of ${longest.release}, ${formatLag(longest.days)}`;
}
