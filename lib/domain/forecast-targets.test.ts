import { expect, test } from 'vitest';

import { failedForecast, forecastOf } from '#lib/testing/forecast-fixture.ts';

import { groupTargets, leadTarget, newestBranched } from './forecast-targets.ts';

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

test('the first target in conflict leads, of the newest rebase only', () => {
  const clean = forecastOf({ ...tip, from: 'go1.26.0' });
  const rc = forecastOf({ target: 'go1.27rc1', targetKind: 'rc', from: 'go1.26.0' }, [
    'src/net/a.go',
  ]);
  const older = forecastOf({ ...tip, from: 'go1.25.7' }, ['src/net/a.go']);
  const chosen = leadTarget(groupTargets([clean, rc, older]));
  expect(chosen?.lead.forecast).toBe(rc);
  expect(chosen?.others.map(({ forecast }) => forecast)).toEqual([clean]);
  expect(leadTarget(groupTargets([clean, older]))?.lead.forecast).toBe(clean);
  expect(leadTarget([])).toBeNull();
});

test('a line leaves tip at its first rc: tip is then the line after it', () => {
  const releases = [
    { name: 'go1.26.0', kind: 'first' },
    { name: 'go1.26.1', kind: 'patch' },
    { name: 'go1.27beta1', kind: 'beta' },
  ];
  expect(newestBranched(releases)).toBe('go1.26.0');
  expect(newestBranched([...releases, { name: 'go1.27rc1', kind: 'rc' }])).toBe('go1.27rc1');
  expect(newestBranched([])).toBe(null);
});
