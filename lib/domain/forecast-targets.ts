// What is known of each target ahead of a port, and which of them comes first.
import { parseGoRelease } from './go-release.ts';
import { groupBy } from './group-by.ts';
import type { ForecastView } from './transition-view.ts';

/** Of a forecast, as much as decides. */
type Forecast = Pick<ForecastView, 'from' | 'target' | 'outcome'>;

/** What is known of one target: the result that stands, and a newer try that failed, if one did. */
export interface ForecastTarget<F extends Forecast = ForecastView> {
  /** An error only where there has never been a result. */
  readonly forecast: F;
  readonly failure: F | null;
}

/** `forecasts` as currentForecasts has them: of one rebase and target the newest first. Keeps their order. */
export function groupTargets<F extends Forecast>(
  forecasts: readonly F[],
): readonly ForecastTarget<F>[] {
  const groups = groupBy(forecasts, ({ from, target }) => `${from} ${target}`);
  return [...groups.values()].flatMap((group): readonly ForecastTarget<F>[] => {
    const [newest] = group;
    if (newest === undefined) return [];
    const result = group.find(({ outcome }) => outcome !== 'error');
    if (result === undefined || result === newest) return [{ forecast: newest, failure: null }];
    return [{ forecast: result, failure: newest }];
  });
}

/**
 * Of what is ahead of the port's newest rebase that has been rehearsed: the first target in conflict, or the first. `targets` as
 * groupTargets has them, newest rebase first and within it tip first. Null: there is none.
 */
export function leadTarget<F extends Forecast>(
  targets: readonly ForecastTarget<F>[],
): {
  readonly lead: ForecastTarget<F>;
  /** Of the same rebase. */
  readonly others: readonly ForecastTarget<F>[];
} | null {
  const [first] = targets;
  if (first === undefined) return null;
  const own = targets.filter(({ forecast }) => forecast.from === first.forecast.from);
  const lead = own.find(({ forecast }) => forecast.outcome === 'conflict') ?? first;
  return { lead, others: own.filter((each) => each !== lead) };
}

/**
 * Upstream's newest release that has left tip for a branch of its own, which a line does at its first rc: tip is the line
 * after it. `releases` in release order. Null: there is none.
 */
export function newestBranched(releases: readonly { readonly name: string }[]): string | null {
  const branched = releases.findLast(({ name }) => {
    const kind = parseGoRelease(name)?.kind;
    return kind === 'first' || kind === 'rc';
  });
  return branched?.name ?? null;
}
