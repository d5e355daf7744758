import type { BacktestView } from '#lib/domain/backtest-view.ts';

import { toCsv } from './csv.ts';

/** One row for each pre-release, as the page lists them. */
export function backtestCsv({ forecasts }: BacktestView): string {
  return toCsv(forecasts, [
    ['release', ({ release }) => release],
    ['preRelease', ({ preRelease }) => preRelease],
    ['from', ({ from }) => from],
    ['leadDays', ({ leadDays }) => leadDays],
    ['predicted', ({ score }) => score?.predicted ?? null],
    ['actual', ({ score }) => score?.actual ?? null],
    ['hit', ({ score }) => score?.hit ?? null],
    ['missed', ({ score }) => score?.missed.length ?? null],
    ['false', ({ score }) => score?.false.length ?? null],
    ['reason', ({ reason }) => reason],
  ]);
}
