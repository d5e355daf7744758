// Chooses, among the rehearsals that are stored, those that say what is ahead of the port now.
import { compareLines, parseGoRelease, releaseOrder } from './go-release.ts';
import type { LineStanding } from './port-standing.ts';
import type { ForecastView } from './transition-view.ts';

/** Lines whose newest rebase is worth rehearsing: those that are kept, and the newest whatever its state. */
export function forecastLines(lines: readonly LineStanding[]): readonly string[] {
  const [newest] = lines;
  return lines.filter((each) => each === newest || each.state === 'kept').map(({ line }) => line);
}

/** Of a forecast, as much as decides. */
type Forecast = Pick<ForecastView, 'from' | 'target' | 'targetKind' | 'rehearsedAt'>;

/**
 * Forecasts from the newest rebase of each of `lines`, onto what is newer and not followed yet. Newest rebase first; within
 * it tip first, then the newest release. Of one target an error stands beside the older result that it does not replace.
 */
export function currentForecasts<F extends Forecast>({
  forecasts,
  releases,
  lines,
}: {
  readonly forecasts: readonly F[];
  /** Of the port's rebases still in the fork. */
  readonly releases: readonly string[];
  readonly lines: readonly string[];
}): readonly F[] {
  const followed = newestOfLines(releases);
  return forecasts
    .filter(({ from, target, targetKind }) => {
      const base = parseGoRelease(from);
      if (base === null || !lines.includes(base.line)) return false;
      if (followed.get(base.line) !== releaseOrder(base)) return false;
      if (targetKind === 'tip') return true;
      const release = parseGoRelease(target);
      if (release === null || compareLines(release.line, base.line) < 0) return false;
      return releaseOrder(release) > (followed.get(release.line) ?? 0);
    })
    .toSorted(
      (a, b) =>
        orderOf(b.from) - orderOf(a.from) ||
        orderOf(b.target) - orderOf(a.target) ||
        b.rehearsedAt.getTime() - a.rehearsedAt.getTime(),
    );
}

function newestOfLines(releases: readonly string[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const name of releases) {
    const release = parseGoRelease(name);
    if (release === null) continue;
    newest.set(release.line, Math.max(newest.get(release.line) ?? 0, releaseOrder(release)));
  }
  return newest;
}

/** Tip comes after every release. */
function orderOf(name: string): number {
  const release = parseGoRelease(name);
  return release === null ? Number.MAX_SAFE_INTEGER : releaseOrder(release);
}
