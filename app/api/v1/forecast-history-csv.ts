import type { ForecastMoment } from '#lib/db/read/list-forecast-history.ts';

import { toCsv } from './csv.ts';

/** Each rehearsal, where the page of what is ahead shows those that changed the number. */
export function forecastHistoryCsv(moments: readonly ForecastMoment[]): string {
  return toCsv(moments, [
    ['from', ({ from }) => from],
    ['target', ({ target }) => target],
    ['sha', ({ targetSha }) => targetSha],
    ['date', ({ targetDate }) => targetDate.toISOString()],
    ['conflictedFiles', ({ conflictedFiles }) => conflictedFiles],
  ]);
}
