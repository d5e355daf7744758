import { expect, test } from 'vitest';

import { judgedAt } from './judged-at.ts';

const now = new Date('2026-11-30T09:00:00Z');
const recordedAsOf = new Date('2026-02-23T23:59:59.999Z');
const never = { listedAt: null };
const looked = { listedAt: new Date('2026-11-30T08:00:00Z') };

test('what was recorded holds as of then for as long as nobody has looked at either repository', () => {
  expect(judgedAt({ recordedAsOf, upstream: never, fork: never }, now)).toBe(recordedAsOf);
  expect(judgedAt({ recordedAsOf, upstream: looked, fork: never }, now)).toBe(now);
  expect(judgedAt({ recordedAsOf, upstream: never, fork: looked }, now)).toBe(now);
});

test('what was found here holds now', () => {
  expect(judgedAt({ recordedAsOf: null, upstream: never, fork: never }, now)).toBe(now);
});
