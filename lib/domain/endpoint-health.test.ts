import { describe, expect, it } from 'vitest';

import { afterFailure, type EndpointHealth } from './endpoint-health.ts';

const begin = new Date('2026-03-01T00:00:00Z');
const after = (minutes: number): Date => new Date(begin.getTime() + minutes * 60_000);
const well: EndpointHealth = { failures: 0, failingSince: null };

describe('afterFailure', () => {
  it('remembers since when, and bars nothing for a failure or four', () => {
    let health = well;
    for (const minutes of [0, 1, 2, 3]) {
      const failed = afterFailure(health, { now: after(minutes), askedPause: null });
      expect(failed).toMatchObject({
        failingSince: begin,
        pausedUntil: null,
        disabledReason: null,
      });
      health = failed;
    }
    expect(health.failures).toBe(4);
  });

  it('then waits ever longer, so that ten failures take most of a day', () => {
    let health: EndpointHealth = well;
    let now = begin;
    const waits: number[] = [];
    for (;;) {
      const failed = afterFailure(health, { now, askedPause: null });
      if (failed.disabledReason !== null) break;
      waits.push(((failed.pausedUntil ?? now).getTime() - now.getTime()) / 60_000);
      now = failed.pausedUntil ?? now;
      health = failed;
    }
    expect(waits).toEqual([0, 0, 0, 0, 5, 30, 120, 300, 600]);
    expect((now.getTime() - begin.getTime()) / 3_600_000).toBeGreaterThan(17);
  });

  it('disables after ten in a row', () => {
    const held = { failures: 9, failingSince: begin };
    expect(afterFailure(held, { now: after(60), askedPause: null }).disabledReason).toBe(
      '10 attempts in a row have failed, since 2026-03-01 00:00 UTC.',
    );
  });

  it('disables after three days, however few attempts there were', () => {
    const held = { failures: 1, failingSince: begin };
    const inDays = (days: number) =>
      afterFailure(held, { now: after(days * 24 * 60), askedPause: null }).disabledReason;
    expect(inDays(2.99)).toBeNull();
    expect(inDays(3)).toBe('Nothing has arrived for 3 days, since 2026-03-01 00:00 UTC.');
  });

  it('waits for the later of its own pause and the one asked for', () => {
    const held = { failures: 4, failingSince: begin };
    const paused = (minutes: number) =>
      afterFailure(held, { now: begin, askedPause: after(minutes) }).pausedUntil;
    expect(paused(1)).toEqual(after(5));
    expect(paused(60)).toEqual(after(60));
    expect(afterFailure(well, { now: begin, askedPause: after(1) }).pausedUntil).toEqual(after(1));
  });
});
