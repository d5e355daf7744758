import { expect, test } from 'vitest';

import type { Found, FoundPort } from '#lib/domain/search-view.ts';

import { prepareSearch } from './prepare-search.ts';

const none = { total: 0, isMore: false, things: [] };

function countsOf(total: number, isMore: boolean) {
  const ports: Found<FoundPort> = {
    total,
    isMore,
    things: [{ slug: 'lumen', name: 'Lumen', summary: 'Go for lamps' }],
  };
  const [group] = prepareSearch({ ports, rebases: none, files: none, commits: none });
  return [group?.count, group?.others];
}

test('how many were found is said as far as they were counted', () => {
  expect(countsOf(1, false)).toEqual(['1', null]);
  expect(countsOf(1200, false)).toEqual(['1 of 1,200', '1,199 more']);
  expect(countsOf(1000, true)).toEqual(['1 of over 1,000', 'over 999 more']);
});
