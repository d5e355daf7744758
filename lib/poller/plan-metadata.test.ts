import { describe, expect, it } from 'vitest';

import { planMetadata, type MetadataPlanInput } from './plan-metadata.ts';

const now = new Date('2026-02-01T12:00:00Z');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

const quiet: MetadataPlanInput = {
  hasToken: false,
  now,
  pollIntervalMs: 300_000,
  metadataAt: ago(30),
  lastRefChangeAt: ago(60),
  pause: null,
  restFailures: null,
};

function kind(more: Partial<MetadataPlanInput>): string {
  return planMetadata({ ...quiet, ...more }).kind;
}

function failed(count: number, minutes: number): Partial<MetadataPlanInput> {
  return { hasToken: true, restFailures: { count, lastAt: ago(minutes) } };
}

describe('planMetadata', () => {
  it('asks at each poll with a token', () => {
    expect(kind({ hasToken: true })).toBe('ask');
  });

  it('does not ask without a token when no ref has changed since', () => {
    expect(kind({})).toBe('skip');
    expect(kind({ lastRefChangeAt: null })).toBe('skip');
  });

  it('does not ask again for the change that the last question was asked for', () => {
    expect(kind({ lastRefChangeAt: ago(30), metadataAt: ago(30) })).toBe('skip');
  });

  it('asks without a token when a ref has changed since, also where a pause came between', () => {
    expect(kind({ lastRefChangeAt: ago(20) })).toBe('ask');
  });

  it('asks without a token once a day, and when it never has', () => {
    const lastRefChangeAt = ago(3000);
    expect(kind({ lastRefChangeAt, metadataAt: ago(24 * 60) })).toBe('ask');
    expect(kind({ lastRefChangeAt, metadataAt: ago(24 * 60 - 1) })).toBe('skip');
    expect(kind({ metadataAt: null })).toBe('ask');
  });

  it('never asks during a pause, and says why', () => {
    const pause = { until: new Date(now.getTime() + 1), reason: 'The rate limit is used up.' };
    for (const more of [{ hasToken: true }, { metadataAt: null }, { lastRefChangeAt: now }]) {
      expect(planMetadata({ ...quiet, ...more, pause })).toEqual({
        kind: 'skip',
        reason: 'The rate limit is used up.',
      });
    }
    expect(kind({ hasToken: true, pause: { until: now, reason: 'over' } })).toBe('ask');
  });

  it('waits longer after each failure, with a token too', () => {
    expect(kind(failed(1, 4))).toBe('skip');
    expect(kind(failed(1, 5))).toBe('ask');
    expect(kind(failed(3, 19))).toBe('skip');
    expect(kind(failed(3, 20))).toBe('ask');
    expect(kind(failed(99, 60))).toBe('ask');
  });
});
