import { expect, test } from 'vitest';

import { failedForecast, forecastOf } from '#lib/testing/forecast-fixture.ts';

import {
  describeBriefly,
  describeForecast,
  describeTarget,
  describeVerdict,
  isOvertaken,
  prepareGrowth,
} from './prepare-forecast.ts';

test.each([
  ['conflict', 1, 367, '1 file will conflict, 366 apply'],
  ['conflict', 12, null, '12 files will conflict'],
  ['conflict', 0, 367, 'a folder will conflict'],
  ['clean', 0, 367, 'all 367 files apply'],
  ['clean', 0, null, 'every file applies'],
] as const)('%s with %s of %s files reads: %s', (outcome, conflictedFiles, patchFiles, text) => {
  expect(describeForecast({ outcome, conflictedFiles, patchFiles, reason: null })).toBe(text);
});

test('an error is said to be one, with its reason', () => {
  const failed = { outcome: 'error', conflictedFiles: null, patchFiles: 3 } as const;
  expect(describeForecast({ ...failed, reason: 'Git ran out of time.' })).toBe(
    'could not be rehearsed: Git ran out of time.',
  );
});

test('tip is named by the line that it will be', () => {
  expect(describeTarget({ target: 'tip', targetKind: 'tip' }, 'go1.26.0')).toBe('go1.27 tip');
  expect(describeTarget({ target: 'tip', targetKind: 'tip' }, null)).toBe('tip');
  expect(describeTarget({ target: 'go1.27rc1', targetKind: 'rc' }, 'go1.26.0')).toBe('go1.27rc1');
});

test.each([
  ['conflict', 1, '1 file'],
  ['conflict', 0, 'a folder'],
  ['clean', 0, 'all apply'],
  ['error', null, 'failed'],
] as const)('%s with %s files is, briefly: %s', (outcome, conflictedFiles, text) => {
  expect(describeBriefly({ outcome, conflictedFiles })).toBe(text);
});

test('the verdict names the target first', () => {
  const tip = { target: 'tip', targetKind: 'tip' } as const;
  expect(describeVerdict(forecastOf(tip, ['src/cmd/dist/test.go']), 'go1.26.0')).toBe(
    'go1.27 tip: 1 file will conflict, 366 apply',
  );
  expect(describeVerdict(failedForecast(tip, 'Git ran out of time.'), 'go1.26.0')).toBe(
    'go1.27 tip could not be rehearsed: Git ran out of time.',
  );
});

test('only a forecast onto tip is overtaken, and only by another tip', () => {
  const tip = forecastOf({ target: 'tip', targetKind: 'tip' });
  expect(isOvertaken(tip, 'e'.repeat(40))).toBe(true);
  expect(isOvertaken(tip, tip.targetSha)).toBe(false);
  expect(isOvertaken(tip, null)).toBe(false);
  expect(isOvertaken({ ...tip, targetKind: 'rc' }, 'e'.repeat(40))).toBe(false);
});

test('growth keeps the moments that changed the number, and the last, of one rebase alone', () => {
  const moments = [1, 1, 3, 3, 2, 2].map((conflictedFiles, day) => ({
    target: 'tip',
    targetSha: `sha${day}`,
    targetDate: new Date(Date.UTC(2026, 1, day + 1)),
    from: 'go1.26.0',
    conflictedFiles,
  }));
  const other = moments.map((moment) => ({ ...moment, from: 'go1.25.7', conflictedFiles: 90 }));
  const growth = prepareGrowth([...other, ...moments], 'go1.26.0');
  expect(growth.total).toBe(6);
  expect(growth.moments.map(({ targetSha, change }) => [targetSha, change])).toEqual([
    ['sha0', null],
    ['sha2', 2],
    ['sha4', -1],
    ['sha5', 0],
  ]);
});
