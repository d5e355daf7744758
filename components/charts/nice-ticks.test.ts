import { expect, test } from 'vitest';

import { niceTicks, niceTicksBetween } from './nice-ticks.ts';

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [6, [0, 2, 4, 6]],
  [100, [0, 25, 50, 75, 100]],
  [367, [0, 100, 200, 300, 400]],
  [951, [0, 250, 500, 750, 1000]],
  [8605, [0, 2500, 5000, 7500, 10_000]],
])('ticks for %i are round and reach it', (max, ticks) => {
  expect(niceTicks(max)).toEqual(ticks);
});

test('whatever the highest value, the ticks reach it with at most five whole numbers', () => {
  for (let max = 0; max < 20_000; max += 7) {
    const ticks = niceTicks(max);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks.every(Number.isInteger)).toBe(true);
  }
});

test.each([
  [0, 20, [0, 5, 10, 15, 20]],
  [-1, 20, [-5, 0, 5, 10, 15, 20]],
  [-7, 20, [-10, -5, 0, 5, 10, 15, 20]],
  [-3, 0, [-3, -2, -1, 0]],
  [-30, 4, [-30, -20, -10, 0, 10]],
])('ticks from %i to %i are as far apart below 0 as above', (lowest, highest, ticks) => {
  expect(niceTicksBetween(lowest, highest)).toEqual(ticks);
});
