import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MOST_ATTEMPTS, retryAfterMs, retryDelayMs, secondTryDelayMs } from './retry-schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const middle = 0.5;

describe('retryDelayMs', () => {
  it('goes by the schedule of Standard Webhooks, about three days in all', () => {
    const waits = Array.from({ length: MOST_ATTEMPTS }, (_, index) =>
      retryDelayMs(index + 1, middle),
    );
    expect(waits).toEqual([
      5_000,
      5 * MINUTE,
      30 * MINUTE,
      2 * HOUR,
      5 * HOUR,
      10 * HOUR,
      14 * HOUR,
      20 * HOUR,
      24 * HOUR,
      null,
    ]);
    const total = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0);
    expect(total / HOUR).toBeCloseTo(75.6, 1);
  });

  it('spreads each wait by a fifth to both sides, and no further', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MOST_ATTEMPTS - 1 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const plain = retryDelayMs(attempt, middle) ?? 0;
          const wait = retryDelayMs(attempt, random) ?? 0;
          expect(wait).toBeGreaterThanOrEqual(plain * 0.8 - 1);
          expect(wait).toBeLessThanOrEqual(plain * 1.2 + 1);
        },
      ),
    );
    expect(retryDelayMs(1, 0)).toBe(4_000);
    expect(secondTryDelayMs(0)).toBe(4 * MINUTE);
  });
});

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
