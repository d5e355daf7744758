import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readLimitEnd, readRate, readRetryAfter } from './read-limits.ts';

const now = new Date('2026-02-01T12:00:00Z');
const inSeconds = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const epoch = (date: Date): string => String(date.getTime() / 1000);

describe('readLimitEnd', () => {
  it('takes retry-after in seconds before anything else', () => {
    const headers = {
      'retry-after': '17',
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': epoch(inSeconds(900)),
    };
    expect(readLimitEnd(headers, now)).toEqual(inSeconds(17));
  });

  it('takes retry-after as a date, counted on the server’s clock', () => {
    const headers = {
      date: inSeconds(-600).toUTCString(),
      'retry-after': inSeconds(-590).toUTCString(),
    };
    expect(readLimitEnd(headers, now)).toEqual(inSeconds(10));
  });

  it('takes the reset when nothing is left', () => {
    const headers = {
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': epoch(inSeconds(900)),
    };
    expect(readLimitEnd(headers, now)).toEqual(inSeconds(900));
  });

  it('counts the reset on the server’s clock where ours is ten minutes off', () => {
    for (const skew of [-600, 600]) {
      const headers = {
        date: inSeconds(skew).toUTCString(),
        'x-ratelimit-limit': '60',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': epoch(inSeconds(skew + 300)),
      };
      expect(readLimitEnd(headers, now)).toEqual(inSeconds(300));
    }
  });

  it.each([
    ['no header', {}],
    [
      'an allowance that is not used up',
      {
        'x-ratelimit-limit': '60',
        'x-ratelimit-remaining': '9',
        'x-ratelimit-reset': epoch(inSeconds(5)),
      },
    ],
    [
      'a reset that is over',
      {
        'x-ratelimit-limit': '60',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': epoch(inSeconds(-5)),
      },
    ],
    ['a retry-after without sense', { 'retry-after': 'soon' }],
    ['a retry-after before now', { 'retry-after': '-5' }],
  ])('waits a minute after %s', (_, headers) => {
    expect(readLimitEnd(headers, now)).toEqual(inSeconds(60));
  });

  it('is never before now nor more than a day ahead, whatever the headers say', () => {
    const value = fc.oneof(
      fc.string(),
      fc.nat().map(String),
      fc.constant(undefined),
      fc.maxSafeNat().map(String),
    );
    const headers = fc.record({
      date: value,
      'retry-after': value,
      'x-ratelimit-limit': value,
      'x-ratelimit-remaining': fc.constantFrom('0', '1', 'x'),
      'x-ratelimit-reset': value,
    });
    fc.assert(
      fc.property(headers, (anyHeaders) => {
        const end = readLimitEnd(anyHeaders, now).getTime();
        expect(end).toBeGreaterThanOrEqual(now.getTime());
        expect(end).toBeLessThanOrEqual(inSeconds(86_400).getTime());
      }),
    );
  });
});

describe('readRate', () => {
  it('is null where a server has no limits', () => {
    expect(readRate({}, now)).toBeNull();
  });
});

describe('readRetryAfter', () => {
  it('is null where the header is not there', () => {
    expect(readRetryAfter({}, now)).toBeNull();
  });
});
