import { groupBy } from '#lib/domain/group-by.ts';
import type { ForecastView } from '#lib/domain/transition-view.ts';

/** What is known of one target: the result that stands, and a newer try that failed, if one did. */
export interface ForecastTarget {
  /** An error only where there has never been a result. */
  readonly forecast: ForecastView;
  readonly failure: ForecastView | null;
}

/** `forecasts` as currentForecasts has them: of one rebase and target the newest first. Keeps their order. */
export function groupTargets(forecasts: readonly ForecastView[]): readonly ForecastTarget[] {
  const groups = groupBy(forecasts, ({ from, target }) => `${from} ${target}`);
  return [...groups.values()].flatMap((group): readonly ForecastTarget[] => {
    const [newest] = group;
    if (newest === undefined) return [];
    const result = group.find(({ outcome }) => outcome !== 'error');
    if (result === undefined || result === newest) return [{ forecast: newest, failure: null }];
    return [{ forecast: result, failure: newest }];
  });
}
