import type { BacktestTotal, BacktestView } from '#lib/domain/backtest-view.ts';

import { toCsv } from './csv.ts';

interface Row {
  readonly knownAt: string;
  readonly total: BacktestTotal;
}

/** The score at the three moments at which one could have known. */
export function backtestTotalsCsv({ atFirstPreRelease, atRc1, atCulprit }: BacktestView): string {
  const rows: readonly Row[] = [
    { knownAt: 'firstPreRelease', total: atFirstPreRelease },
    { knownAt: 'rc1', total: atRc1 },
    { knownAt: 'culpritLanded', total: atCulprit },
  ];
  return toCsv(rows, [
    ['knownAt', ({ knownAt }) => knownAt],
    ['lines', ({ total }) => total.lines],
    ['actual', ({ total }) => total.actual],
    ['hit', ({ total }) => total.hit],
    ['false', ({ total }) => total.false],
    ['leastLeadDays', ({ total }) => total.leadDays?.least ?? null],
    ['medianLeadDays', ({ total }) => total.leadDays?.median ?? null],
    ['mostLeadDays', ({ total }) => total.leadDays?.most ?? null],
  ]);
}
