import { expect, test } from 'vitest';

import type { PortSeries } from '#lib/domain/port-series.ts';

import { multiplesSize, prepareMultiples } from './prepare-multiples.ts';

function port(slug: string, values: readonly (readonly [number, number | null])[]): PortSeries {
  return {
    slug,
    name: slug.toUpperCase(),
    points: values.map(([order, patch]) => ({
      release: `go1.${order}`,
      order,
      values: {
        patch,
        touched: null,
        files: null,
        lag: patch,
        conflicts: null,
        adaptation: null,
      },
    })),
    sources: values.map(() => ({ kind: 'measured', measuredAt: null })),
  };
}

const small = port('small', [
  [20, 10],
  [21, 20],
  [22, null],
  [23, 40],
]);
const large = port('large', [
  [22, 300],
  [24, 380],
]);

test('all panels have one scale, and the largest newest value comes first', () => {
  const { panels, ticks, ends } = prepareMultiples([small, large], 'patch');
  expect(panels.map(({ slug, last }) => [slug, last?.value])).toEqual([
    ['large', 380],
    ['small', 40],
  ]);
  expect(ticks.map(({ value }) => value)).toEqual([0, 100, 200, 300, 400]);
  expect(ends).toEqual({ first: 'go1.20', last: 'go1.24' });
  const [first, second] = panels;
  // The same release stands at the same place, whichever port followed it.
  expect(first?.first?.x).toBe(201);
  expect(first?.last?.x).toBe(multiplesSize.width - 8);
  expect(second?.highest).toMatchObject({ release: 'go1.23', value: 40, x: 276.5 });
});

test('a line breaks where nothing was measured, and goes on over releases that a port has not', () => {
  const { panels } = prepareMultiples([small, large], 'patch');
  expect(panels.find(({ slug }) => slug === 'small')?.path.match(/[ML]/g)).toEqual(['M', 'L', 'M']);
  expect(panels.find(({ slug }) => slug === 'large')?.path.match(/[ML]/g)).toEqual(['M', 'L']);
  expect(panels.find(({ slug }) => slug === 'small')?.dots.map(({ release }) => release)).toEqual([
    'go1.23',
  ]);
});

test('days before the release are below the axis', () => {
  const { ticks, panels } = prepareMultiples(
    [
      port('early', [
        [20, -4],
        [21, 8],
      ]),
    ],
    'lag',
  );
  expect(ticks.map(({ value }) => value)).toEqual([-4, -2, 0, 2, 4, 6, 8]);
  expect(panels[0]?.first?.y).toBe(ticks[0]?.y);
});

test('a port without a value has its place after the others, and says what is missing', () => {
  const series = [port('bare', []), port('none', [[20, null]]), small];
  const { panels, ends } = prepareMultiples(series, 'patch');
  expect(panels.map(({ slug, missing, points }) => [slug, missing, points.length])).toEqual([
    ['small', null, 3],
    ['bare', 'rebases', 0],
    ['none', 'numbers', 0],
  ]);
  expect(ends).toEqual({ first: 'go1.20', last: 'go1.23' });
  expect(prepareMultiples([port('bare', [])], 'patch').ends).toBeNull();
});

test('what is not measured has no line and no place before what is', () => {
  const { panels, ticks } = prepareMultiples([small, port('none', [[20, null]])], 'touched');
  expect(panels.map(({ last, path, dots }) => [last, path, dots])).toEqual([
    [null, '', []],
    [null, '', []],
  ]);
  expect(ticks.map(({ value }) => value)).toEqual([0, 1]);
  expect(prepareMultiples([], 'patch')).toMatchObject({ panels: [], ends: null });
});
