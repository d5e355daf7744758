import { expect, test } from 'vitest';

import type { BacktestTotal, BacktestView } from '#lib/domain/backtest-view.ts';

import { formatShare, prepareBacktest } from './prepare-backtest.ts';

const nothing: BacktestTotal = { lines: 0, actual: 0, hit: 0, false: 0, leadDays: null };
const view: BacktestView = {
  dating: 'base',
  forecasts: [],
  rehearsals: [],
  atFirstPreRelease: {
    lines: 13,
    actual: 390,
    hit: 381,
    false: 3,
    leadDays: { least: 49, median: 60, most: 90 },
  },
  atRc1: nothing,
  atCulprit: {
    lines: 13,
    actual: 390,
    hit: 390,
    false: null,
    leadDays: { least: 0, median: 137, most: 1741 },
  },
  knownEarly: 381,
};

test('the verdict says what was named, what in vain, and how long before', () => {
  expect(prepareBacktest(view)).toEqual({
    atFirstPreRelease: {
      title: '381 of 390 conflicts named',
      detail: '3 files in vain, 49 to 90 days before, over 13 release lines',
    },
    atRc1: { title: 'Not measured', detail: 'No release line has been rehearsed' },
    atCulprit: {
      title: '137 days before, half of them',
      detail: '98 % of the 390 known had landed 60 days or more before',
    },
  });
});

test('a share is never rounded up to all, and of nothing there is none', () => {
  expect(formatShare(389, 390)).toBe('99 %');
  expect(formatShare(381, 390)).toBe('98 %');
  expect(formatShare(1, 390)).toBe('1 %');
  expect(formatShare(0, 390)).toBe('0 %');
  expect(formatShare(390, 390)).toBe('100 %');
  expect(formatShare(0, 0)).toBe('–');
});
