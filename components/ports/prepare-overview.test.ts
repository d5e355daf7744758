import { expect, test } from 'vitest';

import { sortByNeed } from '#lib/domain/port-summary.ts';
import type { PortSummary } from '#lib/domain/port-summary.ts';

import { overviewUrl, parseOverviewChoice, sortBy } from './overview-url.ts';
import { choosePorts } from './prepare-overview.ts';

interface Port {
  readonly release?: string;
  readonly lagDays?: number | null;
  readonly files?: number;
  readonly state?: PortSummary['standing']['state'];
  /** Null: nothing ahead has been rehearsed. */
  readonly ahead?: number | null;
}

function port(
  name: string,
  { release, lagDays = null, files, state = 'current', ahead = null }: Port = {},
) {
  const repository = {
    id: 1,
    archived: null,
    listedAt: null,
    fetchedAt: null,
    failures: 0,
    failure: null,
    nextPollAt: null,
  };
  const count = files === undefined ? null : { files, insertions: files * 10, deletions: 0 };
  return {
    port: {
      id: 1,
      slug: name.toLowerCase(),
      name,
      summary: '',
      goos: [`${name.toLowerCase()}os`],
      goarch: ['arm'],
      layout: 'branch-per-release',
      branchPattern: '',
      tagPattern: null,
      proposalUrl: null,
      recordedAsOf: null,
      upstream: { ...repository, fullName: 'golang/go' },
      fork: { ...repository, fullName: `example/${name}-go` },
    },
    standing: { state, newest: release ?? null, lines: [], verdict: '' },
    lines: [],
    rebases: [],
    measuredAt: null,
    next: ahead === null ? null : nextOf(ahead),
    latest:
      release === undefined
        ? null
        : {
            release,
            releasedAt: null,
            publishedAt: null,
            lagDays,
            head: { sha: 'a', ref: 'b' },
            source: { kind: 'measured', measuredAt: new Date(0) },
            sums: count === null ? null : { patch: count, touch: count },
            unmeasuredReason: null,
          },
  } satisfies PortSummary;
}

function nextOf(conflictedFiles: number) {
  return {
    from: 'go1.22.0',
    target: 'tip',
    targetSha: 'a',
    targetKind: 'tip',
    targetDate: null,
    outcome: conflictedFiles === 0 ? 'clean' : 'conflict',
    rehearsedAt: new Date(0),
    conflictedFiles,
    branched: 'go1.22.0',
  } as const;
}

const ports = sortByNeed([
  port('Ember', { release: 'go1.9', lagDays: -1, files: 5 }),
  port('Aster', { release: 'go1.22.10', lagDays: 0, files: 20 }),
  port('birch', { release: 'go1.22.9', lagDays: null, files: 100, state: 'behind' }),
  port('Cedar', { state: 'unmeasured' }),
]);

function namesOf(query: Readonly<Record<string, string>>): readonly string[] {
  return choosePorts(ports, parseOverviewChoice(query)).map((each) => each.port.name);
}

test('without a choice those that need a person come first, and the other way round on demand', () => {
  expect(namesOf({})).toEqual(['birch', 'Cedar', 'Aster', 'Ember']);
  expect(namesOf({ order: 'desc' })).toEqual(['Ember', 'Aster', 'Cedar', 'birch']);
});

test('releases sort as releases, numbers as numbers, names without regard to case', () => {
  expect(namesOf({ sort: 'release' }).slice(0, 3)).toEqual(['Aster', 'birch', 'Ember']);
  expect(namesOf({ sort: 'files' }).slice(0, 3)).toEqual(['birch', 'Aster', 'Ember']);
  expect(namesOf({ sort: 'name' })).toEqual(['Aster', 'birch', 'Cedar', 'Ember']);
});

test('what is not measured comes last in both orders, and those keep the order of their need', () => {
  expect(namesOf({ sort: 'lag' })).toEqual(['Aster', 'Ember', 'birch', 'Cedar']);
  expect(namesOf({ sort: 'lag', order: 'asc' })).toEqual(['Ember', 'Aster', 'birch', 'Cedar']);
  expect(namesOf({ sort: 'polled' })).toEqual(namesOf({}));
  expect(namesOf({ sort: 'polled', order: 'asc' })).toEqual(namesOf({}));
});

test('a text finds by name, fork and GOOS, each word in any, special characters as they are', () => {
  expect(namesOf({ q: 'ASTER' })).toEqual(['Aster']);
  expect(namesOf({ q: 'cedaros' })).toEqual(['Cedar']);
  expect(namesOf({ q: 'go  example/birch' })).toEqual(['birch']);
  expect(namesOf({ q: '.*' })).toEqual([]);
  expect(namesOf({ q: 'example', state: 'behind' })).toEqual(['birch']);
});

test('an address says what is not usual, and reads back as the same choice', () => {
  for (const query of [
    '',
    '?state=behind',
    '?q=a+b&sort=lag&order=asc',
    '?sort=files',
    '?order=desc',
  ]) {
    const choice = parseOverviewChoice(Object.fromEntries(new URLSearchParams(query)));
    expect(overviewUrl(choice)).toBe(`/${query}`);
  }
});

test('what is no choice counts as the usual one', () => {
  const usual = parseOverviewChoice({});
  expect(parseOverviewChoice({ state: 'x', sort: 'toString', order: '' })).toEqual(usual);
  expect(parseOverviewChoice({ sort: ['lag', 'files'], q: ['a', 'b'] })).toEqual(usual);
});

test('a heading sorts by its column, and once it does, the other way round', () => {
  const byLag = sortBy(parseOverviewChoice({ q: 'a' }), 'lag');
  expect(overviewUrl(byLag)).toBe('/?q=a&sort=lag');
  expect(overviewUrl(sortBy(byLag, 'lag'))).toBe('/?q=a&sort=lag&order=asc');
  expect(overviewUrl(sortBy(sortBy(byLag, 'lag'), 'lag'))).toBe('/?q=a&sort=lag');
});

test('of ports in one state that wait equally long, what will conflict the most comes first', () => {
  const ahead = sortByNeed([
    port('Aster', { ahead: 0 }),
    port('Birch'),
    port('Cedar', { ahead: 2 }),
    port('Drift', { ahead: 11 }),
    port('Ember', { ahead: 0, state: 'behind' }),
  ]);
  expect(ahead.map((each) => each.port.name)).toEqual([
    'Ember',
    'Drift',
    'Cedar',
    'Aster',
    'Birch',
  ]);
  const byNext = choosePorts(ahead, parseOverviewChoice({ sort: 'next' }));
  expect(byNext.map((each) => each.port.name)).toEqual([
    'Drift',
    'Cedar',
    'Ember',
    'Aster',
    'Birch',
  ]);
});
