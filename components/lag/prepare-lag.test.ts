import { expect, test } from 'vitest';

import { rebaseWith } from '#lib/testing/transition-fixture.ts';

import { packLag, unpackLag } from './packed-lag.ts';
import { prepareLag } from './prepare-lag.ts';

function rebase(release: string, lagDays: number | null) {
  return { ...rebaseWith(release, null), lagDays };
}

const all = { releases: 'all', range: null } as const;

test('the median is said, and of equal lags the newest is named', () => {
  const lags = [
    rebase('go1.21.0', 30),
    rebase('go1.21.1', 0),
    rebase('go1.22.0', 30),
    rebase('go1.22.1', 4),
  ];
  expect(prepareLag(lags, all).finding).toBe(
    'The median lag of 4 rebases is 30 days; the longest, of go1.22.0, 30 days',
  );
  expect(prepareLag(lags.slice(1), all).finding).toBe(
    'The median lag of 3 rebases is 4 days; the longest, of go1.22.0, 30 days',
  );
});

test('a lag that is not known is a gap and counts for nothing, never a 0', () => {
  const { points, finding } = prepareLag([rebase('go1.21.0', null), rebase('go1.21.1', -2)], all);
  expect(points.map(({ measure }) => measure)).toEqual([null, { days: -2 }]);
  expect(finding).toBe('The rebase onto go1.21.1 was published 2 days before upstream');
  expect(prepareLag([rebase('go1.21.0', 0), rebase('go1.21.1', 0)], all).finding).toBe(
    'Each of 2 rebases was published on the day of the release',
  );
  expect(prepareLag([rebase('go1.21.0', null)], all).finding).toBe(
    'The lag of no rebase is known yet',
  );
});

test('a port that was first reaches below the axis', () => {
  const { ticks } = prepareLag([rebase('go1.21.0', -3), rebase('go1.21.1', 10)], all);
  expect(ticks[0]).toBeLessThanOrEqual(-3);
  expect(ticks.at(-1)).toBeGreaterThanOrEqual(10);
  expect(prepareLag([rebase('go1.21.0', 0)], all).ticks).toEqual([0, 1]);
});

test('what a browser is sent is all of it', () => {
  const lag = prepareLag([rebase('go1.21.0', 3), rebase('go1.21.1', null)], all);
  expect(unpackLag(packLag(lag))).toEqual(lag.points);
});
