import { expect, test } from 'vitest';

import { expectedFirstRelease, firstReleaseOf } from './expected-release.ts';

const day = (date: Date | null | undefined) => date?.toISOString().slice(0, 10) ?? null;

test.each([
  ['go1.23', '2024-08-13'],
  ['go1.24', '2025-02-11'],
  ['go1.25', '2025-08-12'],
  ['go1.26', '2026-02-10'],
  ['go1.27', '2026-08-11'],
  ['go1.28', '2027-02-09'],
])('%s is expected on the day it came out, or would', (line, expected) => {
  expect(day(expectedFirstRelease(line))).toBe(expected);
});

test('lines from before the half-yearly cycle and names of no line are not expected', () => {
  expect(expectedFirstRelease('go1.3')).toBeNull();
  expect(expectedFirstRelease('master')).toBeNull();
});

test('a release that is out has its own date, and one that is late has none', () => {
  const releasedAt = new Date('2022-03-15T15:00:00Z');
  const now = new Date('2022-03-01T00:00:00Z');
  expect(firstReleaseOf('go1.18', [{ name: 'go1.18', releasedAt }], now)).toEqual({
    date: releasedAt,
    isExpected: false,
  });
  expect(firstReleaseOf('go1.18', [{ name: 'go1.18rc1', releasedAt }], now)).toBeNull();
  expect(firstReleaseOf('go1.19', [], now)).toMatchObject({ isExpected: true });
});
