import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { attemptDelayMs, MOST_ATTEMPTS, secondTryDelayMs } from './retry-schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const middle = 0.5;

describe('attemptDelayMs', () => {
  it('goes by the schedule of Standard Webhooks, about three days in all', () => {
    const waits = Array.from({ length: MOST_ATTEMPTS }, (_, index) =>
      attemptDelayMs(index + 1, middle),
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
          const plain = attemptDelayMs(attempt, middle) ?? 0;
          const wait = attemptDelayMs(attempt, random) ?? 0;
          expect(wait).toBeGreaterThanOrEqual(plain * 0.8 - 1);
          expect(wait).toBeLessThanOrEqual(plain * 1.2 + 1);
        },
      ),
    );
    expect(attemptDelayMs(1, 0)).toBe(4_000);
    expect(secondTryDelayMs(0)).toBe(4 * MINUTE);
  });
});
