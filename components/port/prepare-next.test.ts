import { expect, test } from 'vitest';

import type { RepositoryView } from '#lib/domain/port-view.ts';
import { failedForecast, forecastOf } from '#lib/testing/forecast-fixture.ts';

import { describeNoForecast, mostPaths, prepareNext } from './prepare-next.ts';

const tip = { target: 'tip', targetKind: 'tip' } as const;
const rc1 = { target: 'go1.27rc1', targetKind: 'rc' } as const;
const alone = { failure: null };

test('one conflict leads, with its path, and the other targets follow in words', () => {
  const targets = [
    { forecast: forecastOf(tip), ...alone },
    { forecast: forecastOf(rc1, ['src/cmd/dist/test.go']), ...alone },
  ];
  expect(prepareNext(targets, 'go1.27rc1')).toEqual({
    outcome: 'conflict',
    name: 'go1.27rc1',
    target: 'go1.27rc1 of 2026-02-23',
    title: '1 of 367 files will conflict',
    detail: 'src/cmd/dist/test.go · go1.28 tip: all 367 files apply',
  });
});

test('of one path it says since which change, as far as that is known', () => {
  const forecast = forecastOf(tip, ['src/cmd/dist/test.go']);
  const culprit = {
    sha: '87a956bf8c'.padEnd(40, '0'),
    date: new Date('2026-02-19T00:00:00Z'),
    author: null,
    subject: null,
    cl: 'https://go-review.googlesource.com/c/go/+/735600',
    foundBy: 'path',
  } as const;
  const detailOf = (cl: string | null) => {
    const conflicts = forecast.conflicts.map((each) => ({ ...each, culprit: { ...culprit, cl } }));
    return prepareNext([{ forecast: { ...forecast, conflicts }, ...alone }], null)?.detail;
  };
  expect(detailOf(culprit.cl)).toBe('src/cmd/dist/test.go, since CL 735600 of 2026-02-19');
  expect(detailOf(null)).toBe('src/cmd/dist/test.go, since 87a956bf8c of 2026-02-19');
});

test('when all is clean tip leads', () => {
  const targets = [tip, rc1].map((target) => ({ forecast: forecastOf(target), ...alone }));
  expect(prepareNext(targets, 'go1.26.0')).toEqual({
    outcome: 'clean',
    name: 'go1.27 tip',
    target: 'go1.27 tip of 2026-02-23',
    title: 'All 367 files apply',
    detail: 'go1.27rc1: all 367 files apply',
  });
});

test('it needs no more conflicts of a target than it names', () => {
  for (const paths of [[], ['src/a.go'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']]) {
    const forecast = forecastOf(tip, paths);
    const first = { ...forecast, conflicts: forecast.conflicts.slice(0, mostPaths) };
    const next = prepareNext([{ forecast, ...alone }], null);
    expect(prepareNext([{ forecast: first, ...alone }], null)).toEqual(next);
  }
});

test('of many paths and targets it says how many more there are', () => {
  const paths = ['src/a.go', 'src/b.go', 'src/c.go', 'src/d.go'];
  const targets = [tip, rc1, rc1, rc1].map((target) => ({
    forecast: forecastOf(target, paths),
    ...alone,
  }));
  expect(prepareNext(targets, null)?.detail).toBe(
    'src/a.go, src/b.go and 2 others · go1.27rc1: 4 files will conflict, 363 apply · go1.27rc1: 4 files will conflict, 363 apply · 1 more target',
  );
});

test('an error is neither clean nor a conflict; beside an older result it is told', () => {
  const failure = failedForecast(tip, 'Git ran out of time.');
  expect(prepareNext([{ forecast: failure, ...alone }], null)).toEqual({
    outcome: 'error',
    name: 'tip',
    target: 'tip of 2026-02-23',
    title: 'Could not be rehearsed',
    detail: 'Git ran out of time.',
  });
  expect(prepareNext([{ forecast: forecastOf(tip), failure }], null)).toMatchObject({
    outcome: 'clean',
    detail: 'a newer try failed: Git ran out of time.',
  });
});

test('targets of older rebases are left to the page of forecasts', () => {
  const targets = [
    { forecast: forecastOf(tip), ...alone },
    { forecast: forecastOf({ ...tip, from: 'go1.25.7' }, ['src/a.go']), ...alone },
  ];
  expect(prepareNext(targets, null)).toMatchObject({ outcome: 'clean', detail: '' });
  expect(prepareNext([], null)).toBe(null);
});

test('without any forecast it says what is missing', () => {
  const polled = repository('golang/go', new Date('2026-02-23T00:00:00Z'));
  const unpolled = repository('usbarmory/tamago-go', null);
  expect(describeNoForecast({ upstream: polled, fork: unpolled })).toBe(
    'It needs a first poll of usbarmory/tamago-go',
  );
  expect(describeNoForecast({ upstream: polled, fork: polled })).toMatch(/are rehearsed after/);
  const failed = { ...unpolled, failures: 1, failure: 'Git found no network.' };
  expect(describeNoForecast({ upstream: polled, fork: failed })).toBe(
    'The first look at usbarmory/tamago-go failed: Git found no network',
  );
});

function repository(fullName: string, listedAt: Date | null): RepositoryView {
  return {
    id: 1,
    fullName,
    archived: false,
    listedAt,
    fetchedAt: listedAt,
    failures: 0,
    failure: null,
    nextPollAt: null,
  };
}
