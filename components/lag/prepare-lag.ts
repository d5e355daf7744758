// Decides what the panel of lags says: how many days after a release the port was published on it.
import { niceTicks } from '#components/charts/nice-ticks.ts';
import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay, formatLag } from '#components/ui/format-date.ts';
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
  return {
    points,
    ticks: [
      ...(lowest < 0 ? [-(niceTicks(-lowest).at(-1) ?? 0)] : []),
      ...niceTicks(Math.max(0, ...days) * headroom),
    ],
    finding: sayRange(describeLags(points), choice.range),
  };
}

/** Between the highest bar and the panel's title stands the bar's number. */
const headroom = 1.1;

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
  if (known.length === 1) return `The port came out ${sayLag(first.days)} on ${first.release}`;
  const median = medianDays(known.map(({ days }) => days)) ?? 0;
  // Of equals the newest.
  const longest = known.reduce((most, each) => (each.days >= most.days ? each : most), first);
  return `Half of ${formatPlural(known.length, 'rebase')} came out at most ${formatLag(median)} after upstream; the longest wait was ${formatLag(longest.days)}, for ${longest.release}`;
}

function sayLag(days: number): string {
  return days < 0 ? `${formatLag(-days)} before upstream` : `${formatLag(days)} after upstream`;
}
