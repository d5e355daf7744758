import type { ApiBacktest } from '#lib/domain/api-v1.ts';
import type { BacktestTotal, BacktestView } from '#lib/domain/backtest-view.ts';
import type { SilentBacktest } from '#lib/domain/silent-backtest.ts';

export function toApiBacktest(
  port: string,
  { dating, forecasts, atFirstPreRelease, atRc1, atCulprit }: BacktestView,
  silent: SilentBacktest | null,
): ApiBacktest {
  return {
    port,
    dating,
    forecasts: forecasts.map(({ release, preRelease, from, leadDays, score, reason }) => ({
      release,
      preRelease,
      from,
      leadDays,
      predicted: score?.predicted ?? null,
      actual: score?.actual ?? null,
      hit: score?.hit ?? null,
      missed: score === null ? null : [...score.missed],
      false: score === null ? null : [...score.false],
      reason,
    })),
    totals: {
      firstPreRelease: toTotal(atFirstPreRelease),
      rc1: toTotal(atRc1),
      culpritLanded: toTotal(atCulprit),
    },
    silent:
      silent === null
        ? null
        : {
            hit: silent.all.hit,
            missed: silent.all.missed.length,
            false: silent.all.false.length,
          },
  };
}

function toTotal(total: BacktestTotal): ApiBacktest['totals']['rc1'] {
  const { lines, actual, hit, leadDays } = total;
  return { lines, actual, hit, false: total.false, medianLeadDays: leadDays?.median ?? null };
}
