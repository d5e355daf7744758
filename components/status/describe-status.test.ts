import { expect, test } from 'vitest';

import type { StatusView } from '#lib/domain/status-view.ts';

import { describeStatus, isBusy } from './describe-status.ts';

const now = new Date('2026-11-23T12:00:00Z');
const on = { isPollOn: true, pollIntervalMs: 300_000 };
const calm: StatusView = {
  repositories: [],
  rateLimits: [],
  workers: [],
  progress: [],
  queue: null,
  measuring: { measured: 0, recorded: 0, waiting: 0, unmeasured: 0 },
};

function ago(ms: number): Date {
  return new Date(now.getTime() - ms);
}

const repository = {
  id: 1,
  fullName: 'golang/go',
  archived: null,
  listedAt: ago(180_000),
  failures: 0,
  failure: null,
  nextPollAt: null,
  fetchedAt: null,
  goneAt: null,
  polls: [],
};

const worker = {
  id: 'w',
  startedAt: ago(900_000),
  seenAt: ago(5000),
  rssBytes: 1,
  gitVersion: 'git version 2.39.5',
  nodeVersion: 'v20.20.2',
};

function titlesOf(status: Partial<StatusView>, plan = on): readonly string[] {
  return describeStatus({ ...calm, ...status }, plan, now).map(({ title }) => title);
}

test('a new install says that nothing has happened, not that something failed', () => {
  expect(titlesOf({})).toEqual(['Not polled yet', 'Nothing to measure yet', 'No worker yet']);
  expect(isBusy(calm)).toBe(false);
});

test('a good state is said with its age', () => {
  expect(
    titlesOf({
      repositories: [repository],
      workers: [worker],
      measuring: { measured: 97, recorded: 0, waiting: 0, unmeasured: 0 },
    }),
  ).toEqual(['Polled 3 minutes ago', '97 of 97 rebases measured', '1 worker at work']);
});

test('a failing repository comes before the age of what did not fail', () => {
  expect(titlesOf({ repositories: [repository, { ...repository, failures: 2 }] })[0]).toBe(
    '1 of 2 repositories fails',
  );
});

test('polling that is off is no failure', () => {
  expect(titlesOf({}, { ...on, isPollOn: false })[0]).toBe('Polling is off');
});

test('a worker that is silent for a minute is not at work', () => {
  expect(titlesOf({ workers: [{ ...worker, seenAt: ago(61_000) }] })[2]).toBe('No worker at work');
});

test('work under way, in the queue or waiting keeps the page looking', () => {
  const work = {
    id: 'fetch:golang/go',
    stage: 'Receiving objects',
    done: 1,
    total: null,
    unit: 'objects',
    startedAt: now,
    updatedAt: now,
    finishedAt: null,
    failure: null,
  };
  expect(isBusy({ ...calm, progress: [work] })).toBe(true);
  expect(isBusy({ ...calm, progress: [{ ...work, finishedAt: now }] })).toBe(false);
  expect(isBusy({ ...calm, measuring: { ...calm.measuring, waiting: 1 } })).toBe(true);
});
