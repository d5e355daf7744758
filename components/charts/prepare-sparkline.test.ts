import { expect, test } from 'vitest';

import { prepareSparkline } from './prepare-sparkline.ts';

const size = { width: 104, height: 24 };

function prepare(values: readonly (number | null)[]) {
  const points = values.map((value, index) => ({ label: `r${index}`, value }));
  return prepareSparkline(points, size, String);
}

test('y starts at 0 and the highest value reaches the top', () => {
  expect(prepare([0, 10]).path).toBe('M20 220l1000-200');
});

test('what is not measured is a gap, and a point alone is a dot', () => {
  const { path, dots } = prepare([10, null, 5, 5]);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(dots).toEqual([
    { x: 20, y: 20 },
    { x: 1020, y: 120 },
  ]);
});

test('the summary names first and last, and nothing is said of nothing', () => {
  expect(prepare([1, null, 3]).summary).toBe('1 at r0, 3 at r2');
  expect(prepare([7]).summary).toBe('7 at r0');
  expect(prepare([null, null]).summary).toBeNull();
  expect(prepare([]).summary).toBeNull();
});

test('all zero lies on the ground, without dividing by it', () => {
  expect(prepare([0, 0]).path).toBe('M20 220l1000 0');
});
