import { expect, test } from 'vitest';

import { rebaseWith } from '#lib/testing/transition-fixture.ts';

import { quickRanges } from './quick-ranges.ts';

function published(release: string, day: string) {
  return { ...rebaseWith(release, null), publishedAt: new Date(day) };
}

const history = [
  published('go1.19', '2022-08-03'),
  published('go1.20', '2023-02-02'),
  published('go1.21.0', '2023-08-09'),
  published('go1.21.1', '2023-09-07'),
  published('go1.22.0', '2024-02-07'),
  published('go1.22.1', '2024-03-06'),
];

test('the whole history, the year before the newest rebase, and the newest lines', () => {
  expect(quickRanges(history)).toEqual([
    { label: 'Whole history', range: null },
    { label: 'Year to go1.22.1', range: { from: 'go1.21.0', to: null } },
    { label: 'Since go1.20', range: { from: 'go1.20', to: null } },
  ]);
});

test('what would show as much as another is not offered', () => {
  expect(quickRanges(history.slice(2))).toEqual([{ label: 'Whole history', range: null }]);
  expect(quickRanges([])).toEqual([{ label: 'Whole history', range: null }]);
});
