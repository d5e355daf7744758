import { expect, test } from 'vitest';

import { failedForecast, forecastOf } from '#lib/testing/forecast-fixture.ts';

import { groupTargets } from './group-targets.ts';

const tip = { target: 'tip', targetKind: 'tip' } as const;

test('a newer try that failed stands beside the result that it does not replace', () => {
  const failure = failedForecast(tip, 'Git ran out of time.');
  const result = forecastOf(tip, ['src/net/a.go']);
  const rc = forecastOf({ target: 'go1.27rc1', targetKind: 'rc' });
  expect(groupTargets([failure, result, rc])).toEqual([
    { forecast: result, failure },
    { forecast: rc, failure: null },
  ]);
});

test('a target without any result is an error', () => {
  const failure = failedForecast(tip, 'Git ran out of time.');
  expect(groupTargets([failure])).toEqual([{ forecast: failure, failure: null }]);
});

test('the same target of two rebases is two', () => {
  const newer = forecastOf({ ...tip, from: 'go1.26.0' });
  const older = forecastOf({ ...tip, from: 'go1.25.7' });
  expect(groupTargets([newer, older]).map(({ forecast }) => forecast.from)).toEqual([
    'go1.26.0',
    'go1.25.7',
  ]);
});
