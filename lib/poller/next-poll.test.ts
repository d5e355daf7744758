import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { planNextPoll, type NextPollInput, type PollFailure } from './next-poll.ts';

const finishedAt = new Date('2026-02-01T12:00:00Z');
const minute = 60_000;

const serverError: PollFailure = {
  failureKind: 'server-error',
  sentence: 'Asked about usbarmory/tamago-go, GitHub answered 502.',
  retryAt: null,
  part: 'refs',
};

function plan(more: Partial<NextPollInput>): ReturnType<typeof planNextPoll> {
  return planNextPoll({
    finishedAt,
    pollIntervalMs: 5 * minute,
    failure: serverError,
    failuresBefore: 0,
    jitter: 0,
    ...more,
  });
}

describe('planNextPoll', () => {
  it('polls again after the interval when nothing failed', () => {
    expect(plan({ failure: null, failuresBefore: 7 })).toEqual({
      nextPollAt: new Date('2026-02-01T12:05:00Z'),
      reason: null,
    });
  });

  it.each([
    [0, '12:05'],
    [1, '12:10'],
    [2, '12:20'],
    [3, '12:40'],
    [4, '13:00'],
    [5, '13:00'],
    [1_000_000, '13:00'],
  ])('after %i failures before it waits until %s, and says so', (failuresBefore, time) => {
    expect(plan({ failuresBefore })).toEqual({
      nextPollAt: new Date(`2026-02-01T${time}:00Z`),
      reason: `Asked about usbarmory/tamago-go, GitHub answered 502; not tried again before ${time} UTC.`,
    });
  });

  it('honours a later time that GitHub named, and ignores an earlier one', () => {
    const later = { ...serverError, retryAt: new Date('2026-02-02T00:30:00Z') };
    expect(plan({ failure: later })).toEqual({
      nextPollAt: later.retryAt,
      reason: expect.stringContaining('not tried again before 2026-02-02 00:30 UTC.'),
    });
    const earlier = { ...serverError, retryAt: new Date('2026-02-01T12:00:01Z') };
    expect(plan({ failure: earlier }).nextPollAt).toEqual(new Date('2026-02-01T12:05:00Z'));
  });

  it('goes on polling refs at the usual pace when only REST failed, and names when REST is asked again', () => {
    const failure = { ...serverError, part: 'metadata' } as const;
    expect(plan({ failure, failuresBefore: 2, jitter: 1 })).toEqual({
      nextPollAt: new Date('2026-02-01T12:05:00Z'),
      reason: expect.stringContaining('not tried again before 12:20 UTC.'),
    });
  });

  it('never waits less than an interval, nor more than an hour and a fifth of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: 60 * minute }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failuresBefore, pollIntervalMs, jitter) => {
          const { nextPollAt } = plan({ failuresBefore, pollIntervalMs, jitter });
          const waited = nextPollAt.getTime() - finishedAt.getTime();
          expect(waited).toBeGreaterThanOrEqual(pollIntervalMs);
          expect(waited).toBeLessThanOrEqual(72 * minute);
        },
      ),
    );
  });

  it('keeps an interval that is longer than the bound', () => {
    const { nextPollAt } = plan({ pollIntervalMs: 240 * minute, failuresBefore: 3 });
    expect(nextPollAt).toEqual(new Date('2026-02-01T16:00:00Z'));
  });
});
