import type { LineExposure } from '#lib/domain/line-exposure.ts';

import { toCsv } from './csv.ts';

/** One row a line, newest first; ids and names are kept in one cell, with spaces between. */
export function linesCsv(lines: readonly LineExposure[]): string {
  return toCsv(lines, [
    ['line', ({ line }) => line],
    ['state', ({ state }) => state],
    ['newestRebase', ({ newestRebase }) => newestRebase],
    ['newestRelease', ({ newestRelease }) => newestRelease],
    ['lagDays', ({ lagDays }) => lagDays],
    ['notFollowed', ({ notFollowed }) => notFollowed.map(({ name }) => name).join(' ')],
    ['daysNotFollowed', ({ daysNotFollowed }) => daysNotFollowed],
    ['cves', ({ cves }) => cves.map(({ id }) => id).join(' ')],
    ['exposedSince', ({ exposedSince }) => exposedSince?.toISOString() ?? null],
    ['notLookedFor', ({ notLookedFor }) => notLookedFor.join(' ')],
    ['endedAt', ({ end }) => end?.at?.toISOString() ?? null],
    ['laterCves', ({ end }) => end?.laterCves ?? null],
    ['verdict', ({ verdict }) => verdict],
    ['exposure', ({ exposure }) => exposure],
  ]);
}
