import { describe, expect, it } from 'vitest';
import { clNumber, leadDays } from './culprit.ts';

describe('leadDays', () => {
  it('counts whole days, and part of one not at all', () => {
    const landed = new Date('2024-02-27T19:24:21Z');
    expect(leadDays(landed, new Date('2024-08-13T16:16:34Z'))).toBe(167);
    expect(leadDays(landed, new Date('2024-02-28T19:24:20Z'))).toBe(0);
    expect(leadDays(landed, new Date('2024-02-28T19:24:21Z'))).toBe(1);
  });

  it('is negative for what landed later', () => {
    expect(leadDays(new Date('2024-01-02T00:00:00Z'), new Date('2024-01-01T23:00:00Z'))).toBe(-1);
  });
});

describe('clNumber', () => {
  it.each([
    ['https://go-review.googlesource.com/c/go/+/207197', 207197],
    ['https://go-review.googlesource.com/12345', 12345],
    ['https://go-review.googlesource.com/c/go/+/207197/', 207197],
    ['https://example.org/review', null],
  ])('reads %s as %s', (cl, number) => {
    expect(clNumber(cl)).toBe(number);
  });
});
