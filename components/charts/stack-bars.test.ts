import { expect, test } from 'vitest';

import { barWidth, drawBars, stackBars } from './stack-bars.ts';

const releases = [
  { release: 'go1.26.0', isFirst: true },
  { release: 'go1.26.1', isFirst: false },
  { release: 'go1.26.2', isFirst: false },
];
/** Ten pixels a value, downwards from 100; twenty a release. */
const place = {
  room: 20,
  placeX: (release: string) => 10 + 20 * releases.findIndex((each) => each.release === release),
  placeY: (value: number) => 100 - 10 * value,
};

test('series stand on each other, from the axis on', () => {
  const [lower = [], upper = []] = stackBars(
    releases,
    [
      [3, 2, 0],
      [1, 4, 5],
    ],
    place,
  );
  expect(lower.map(({ top, height }) => [top, height])).toEqual([
    [70, 30],
    [80, 20],
    [100, 0],
  ]);
  expect(upper.map(({ top, height }) => [top, height])).toEqual([
    [60, 10],
    [40, 40],
    [50, 50],
  ]);
  expect(lower[0]).toMatchObject({ x: 1, width: 18, isFirst: true });
});

test('what is not measured has no bar, and what is below 0 reaches down', () => {
  const [bars = []] = stackBars(releases, [[null, -2, 0]], place);
  expect(bars.map(({ top, height }) => [top, height])).toEqual([
    [100, 20],
    [100, 0],
  ]);
});

test('a patch release is narrower, in the middle of the same room, unless both are hairlines', () => {
  const [[first, patch] = []] = stackBars(releases, [[1, 1, 1]], place);
  expect(patch?.width).toBeCloseTo(18 * 0.64);
  expect((first?.x ?? 0) + 9 + 20).toBeCloseTo((patch?.x ?? 0) + (patch?.width ?? 0) / 2);
  expect(barWidth(100, true)).toBe(36);
  expect(barWidth(6, false)).toBe(barWidth(6, true));
  expect(barWidth(1, true)).toBeGreaterThan(0);
});

test('all bars are one path, to a tenth of a pixel', () => {
  const bar = { x: 1.04, width: 10, top: 20.26, height: 5, isFirst: true };
  expect(drawBars([bar, { ...bar, x: 31 }])).toBe('M1 20.3h10v5h-10zM31 20.3h10v5h-10z');
  expect(drawBars([])).toBe('');
});
