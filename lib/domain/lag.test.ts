import { expect, it } from 'vitest';
import { lagDays, medianDays } from './lag.ts';

it.each([
  ['2026-02-10T19:27:55Z', '2026-02-11T08:37:30Z', 1, 'the next morning'],
  ['2026-02-10T00:00:00Z', '2026-02-10T23:59:59Z', 0, 'the same date, a day apart by the clock'],
  ['2026-02-10T23:59:59Z', '2026-02-11T00:00:00Z', 1, 'one second over midnight'],
  ['2026-02-10T22:00:00-08:00', '2026-02-11T09:00:00+01:00', 0, 'one UTC date behind two offsets'],
  ['2024-02-28T12:00:00Z', '2024-03-01T12:00:00Z', 2, 'over a leap day'],
  ['2026-02-11T00:00:01Z', '2026-02-10T23:00:00Z', -1, 'the port first'],
  ['1970-01-01T01:00:00Z', '1969-12-31T23:00:00Z', -1, 'before 1970'],
  ['2025-03-08T12:00:00Z', '2025-11-08T12:00:00Z', 245, 'over both clock changes'],
])('from %s to %s counts %i: %s', (releasedAt, publishedAt, days) => {
  expect(lagDays(new Date(releasedAt), new Date(publishedAt))).toBe(days);
});

it('has the one in the middle as its median, of an even number the longer', () => {
  expect(medianDays([5, -1, 2])).toBe(2);
  expect(medianDays([5, -1, 2, 10])).toBe(5);
  expect(medianDays([])).toBeNull();
});
