import { expect, test } from 'vitest';

import { describeFailedLook, tellFailedLook } from './failed-look.ts';
import type { RepositoryView } from './port-view.ts';

const seen: RepositoryView = {
  id: 1,
  fullName: 'golang/go',
  archived: false,
  listedAt: new Date('2026-02-23T00:00:00Z'),
  fetchedAt: new Date('2026-02-23T00:00:00Z'),
  failures: 0,
  failure: null,
  nextPollAt: null,
};
const unasked: RepositoryView = {
  ...seen,
  fullName: 'example/mute-go',
  listedAt: null,
  fetchedAt: null,
};
const failed: RepositoryView = {
  ...unasked,
  failures: 2,
  failure:
    'The list of refs of example/mute-go was not had in time; not tried again before 2026-02-24 14:05 UTC.',
};
const standing = { state: 'unmeasured', newest: null, lines: [], verdict: 'not measured' } as const;

test('a look that failed is told with its reason and the next try, as one sentence', () => {
  expect(describeFailedLook({ upstream: seen, fork: failed })).toBe(
    'The first look at example/mute-go failed: the list of refs of example/mute-go was not had in time; not tried again before 2026-02-24 14:05 UTC.',
  );
});

test('a history that could not be fetched is a look that failed, though its refs were listed', () => {
  const fork = { ...failed, listedAt: seen.listedAt };
  expect(describeFailedLook({ upstream: seen, fork })).toMatch(/^The first look at example\/mute/);
});

test('of both repositories each is told, upstream first', () => {
  const upstream = { ...failed, fullName: 'golang/go', failure: 'Git found no network.' };
  expect(describeFailedLook({ upstream, fork: failed })).toMatch(
    /^The first look at golang\/go failed: Git found no network\. The first look at example\/mute-go failed: /,
  );
  expect(tellFailedLook(standing, { upstream, fork: failed }).verdict).toBe(
    'not measured: the first look at golang/go and example/mute-go failed',
  );
});

test('what was not asked yet has not failed, nor has what was seen whole before it failed', () => {
  const later = { ...seen, failures: 3, failure: 'GitHub answered 500.' };
  for (const fork of [unasked, seen, later]) {
    expect(describeFailedLook({ upstream: seen, fork })).toBeNull();
    expect(tellFailedLook(standing, { upstream: seen, fork })).toBe(standing);
  }
});

test('a port that is known from a recording stands as it does', () => {
  const recorded = { ...standing, state: 'current', verdict: 'current with go1.26.0' } as const;
  expect(tellFailedLook(recorded, { upstream: seen, fork: failed })).toBe(recorded);
});
