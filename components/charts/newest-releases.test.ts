import { expect, test } from 'vitest';

import { chooseNewest, findLineStarts, mostWhenNarrow } from './newest-releases.ts';

const points = Array.from({ length: 97 }, (_, at) => ({
  release: `go1.${20 + Math.floor(at / 10)}.${at % 10}`,
  line: `go1.${20 + Math.floor(at / 10)}`,
}));

test('a narrow chart has the newest releases, in their order; any other has all', () => {
  const newest = chooseNewest(points, true);
  expect(newest.map(({ release }) => release)).toEqual(
    points.slice(97 - mostWhenNarrow).map(({ release }) => release),
  );
  expect(chooseNewest(points, false)).toEqual(points);
  expect(chooseNewest(points.slice(0, 3), true)).toEqual(points.slice(0, 3));
});

test('a line starts at the first of its releases that is drawn', () => {
  expect(findLineStarts(points.slice(17, 41)).map(({ release }) => release)).toEqual([
    'go1.21.7',
    'go1.22.0',
    'go1.23.0',
    'go1.24.0',
  ]);
});
