import { expect, test } from 'vitest';

import { ageHoldsUntil, formatAge } from './format-date.ts';

const now = new Date('2026-11-30T12:00:00Z');

test.each([
  ['2026-11-30T11:59:55Z', 'just now'],
  ['2026-11-30T11:57:00Z', '3 minutes ago'],
  ['2026-11-30T14:00:00Z', 'in 2 hours'],
  ['2025-12-31T12:00:00Z', '11 months ago'],
  ['2025-04-09T12:00:00Z', '20 months ago'],
  ['2024-11-29T12:00:00Z', '2 years ago'],
])('%s is %s', (date, words) => {
  expect(formatAge(new Date(date), now)).toBe(words);
});

test('an age says so until it is next rounded', () => {
  const date = new Date('2026-11-30T11:57:00Z');
  const until = ageHoldsUntil(date, now);
  expect(formatAge(date, new Date(until.getTime() - 1))).toBe('3 minutes ago');
  expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(30_000);
});
