import { silentRows } from '#components/backtest/silent-rows.ts';
import type { SilentBacktest } from '#lib/domain/silent-backtest.ts';

import { toCsv } from './csv.ts';

/** `score` null: there was nothing to score. */
export function silentRisksCsv(score: SilentBacktest | null): string {
  return toCsv(score === null ? [] : silentRows(score), [
    ['namedBy', ({ name }) => name],
    ['actual', ({ actual }) => actual],
    ['hit', ({ hit }) => hit],
    ['false', ({ inVain }) => inVain],
  ]);
}
