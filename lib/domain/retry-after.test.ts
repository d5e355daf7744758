import { describe, expect, it } from 'vitest';

import { retryAfterMs } from './retry-after.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('retryAfterMs', () => {
  const now = new Date('2026-01-02T03:04:05Z');
  const of = (value: string | null, date: string | null = null): number | null =>
    retryAfterMs(value, { date, now });

  it.each([
    ['3', 3_000],
    [' 120 ', 120_000],
    ['0', 0],
    ['Fri, 02 Jan 2026 03:05:05 GMT', 60_000],
    ['Fri, 02 Jan 2026 03:00:00 GMT', 0],
    ['99999999', 24 * HOUR],
    ['Fri, 01 Jan 2027 00:00:00 GMT', 24 * HOUR],
  ])('reads %j', (value, wait) => {
    expect(of(value)).toBe(wait);
  });

  it.each([null, '', 'soon', '-5', '1.5', '1e3', '5 seconds', 'NaN', '9'.repeat(30)])(
    'takes %j for no answer',
    (value) => {
      expect(of(value)).toBeNull();
    },
  );

  it('counts a date from the clock of whoever wrote it, if that is not absurd', () => {
    const until = 'Fri, 02 Jan 2026 03:34:05 GMT';
    expect(of(until, 'Fri, 02 Jan 2026 03:33:05 GMT')).toBe(MINUTE);
    expect(of(until, 'Fri, 02 Jan 2020 03:33:05 GMT')).toBe(30 * MINUTE);
  });
});
