import { expect, test } from 'vitest';

import type { FileChange } from '#lib/domain/measurement.ts';

import {
  chooseCompared,
  type ComparedChoice,
  compareFiles,
  comparisonQuery,
  parseComparedChoice,
  prepareComparison,
} from './prepare-comparison.ts';

function file(path: string, over: Partial<FileChange> = {}): FileChange {
  return {
    path,
    previousPath: null,
    status: 'modified',
    subsystem: 'net',
    kind: 'shared-edit',
    insertions: 1,
    deletions: 1,
    binary: false,
    unmeasuredReason: null,
    copiedFrom: null,
    ...over,
  };
}

const uncounted = { insertions: null, deletions: null, unmeasuredReason: 'Its blob is not here.' };

const from = [
  file('src/net/went.go', { insertions: 7, deletions: 3 }),
  file('src/net/grew.go'),
  file('src/os/shrank.go', { subsystem: 'os', insertions: 50, deletions: 0 }),
  file('src/net/same.go', { insertions: 4, deletions: 0 }),
  file('src/net/unknown.go', uncounted),
];
const to = [
  file('src/net/came.go', { status: 'added', insertions: 30, deletions: 0 }),
  file('src/net/grew.go', { insertions: 11 }),
  file('src/os/shrank.go', { subsystem: 'os', insertions: 5, deletions: 5 }),
  file('src/net/same.go', { insertions: 2, deletions: 2 }),
  file('src/net/unknown.go'),
];

const usual: ComparedChoice = { q: '', subsystem: null, fate: null, sort: 'change' };

test('every path of either has one fate, with its lines in both', () => {
  expect(
    compareFiles(from, to).map(({ path, fate, from: before, to: after, delta }) => [
      path,
      fate,
      before,
      after,
      delta,
    ]),
  ).toEqual([
    ['src/net/came.go', 'came', 0, 30, 30],
    ['src/net/grew.go', 'grew', 2, 12, 10],
    ['src/net/same.go', 'same', 4, 4, 0],
    ['src/net/unknown.go', 'unknown', null, 2, null],
    ['src/net/went.go', 'went', 10, 0, -10],
    ['src/os/shrank.go', 'shrank', 50, 10, -40],
  ]);
});

test('the finding counts what the table holds, and sums add up', () => {
  const { finding, total, subsystems } = prepareComparison(
    { release: 'go1.1', files: from },
    { release: 'go1.2', files: to },
  );
  expect(finding).toBe(
    'From go1.1 to go1.2 the patch shrank by 8 lines (12 %): 1 file came, 1 went, 1 grew and 1 shrank',
  );
  expect(total).toEqual({ filesFrom: 5, filesTo: 5, linesFrom: 66, linesTo: 58 });
  expect(subsystems).toEqual([
    { subsystem: 'os', filesFrom: 1, filesTo: 1, linesFrom: 50, linesTo: 10 },
    { subsystem: 'net', filesFrom: 4, filesTo: 4, linesFrom: 16, linesTo: 48 },
  ]);
});

test('files whose lines were not counted are told of, whatever became of them', () => {
  const sides = [
    { release: 'go1.1', files: [file('a.go', uncounted), file('b.go', uncounted)] },
    { release: 'go1.2', files: [file('b.go'), file('c.go', uncounted)] },
  ] as const;
  const { uncounted: count, counts, total } = prepareComparison(...sides);
  expect(count).toBe(3);
  expect(counts).toMatchObject({ came: 1, went: 1, unknown: 1 });
  expect(total).toMatchObject({ linesFrom: 0, linesTo: 2 });
});

test('from nothing, or to as much, there is no share to tell', () => {
  const nothing = { release: 'go1.1', files: [] };
  expect(prepareComparison(nothing, { release: 'go1.2', files: to }).finding).toContain(
    'grew by 58 lines: 5 files came',
  );
  expect(prepareComparison(nothing, { ...nothing, release: 'go1.2' }).finding).toBe(
    'From go1.1 to go1.2 the patch kept its size of 0 lines: no file changed in size',
  );
});

function shown(choice: Partial<ComparedChoice>): readonly string[] {
  return chooseCompared(compareFiles(from, to), { ...usual, ...choice }).map(({ path }) =>
    path.slice(path.lastIndexOf('/') + 1, -3),
  );
}

test('the largest change comes first, files of the same size only when asked for', () => {
  expect(shown({})).toEqual(['shrank', 'came', 'grew', 'went', 'unknown']);
  expect(shown({ fate: 'same' })).toEqual(['same']);
  expect(shown({ sort: 'from' })).toEqual(['shrank', 'went', 'grew', 'came', 'unknown']);
  expect(shown({ sort: 'path', subsystem: 'net', q: 'NET w' })).toEqual([
    'grew',
    'unknown',
    'went',
  ]);
});

test('a choice survives its address, and nonsense counts as the usual', () => {
  const choice: ComparedChoice = { q: 'a b', subsystem: 'go command', fate: 'grew', sort: 'to' };
  expect(comparisonQuery({ from: 'go1.1', to: 'go1.2', toRevision: 'a'.repeat(40) })).toBe(
    `?from=go1.1&to=go1.2&toRevision=${'a'.repeat(40)}`,
  );
  const query = comparisonQuery({ from: 'go1.1', to: 'go1.2' }, choice);
  expect(query).toBe('?from=go1.1&to=go1.2&change=grew&subsystem=go-command&q=a+b&sort=to');
  expect(parseComparedChoice(Object.fromEntries(new URLSearchParams(query)))).toEqual(choice);
  expect(
    parseComparedChoice({ q: ['a'], subsystem: 'x', change: 'died', sort: 'DROP TABLE' }),
  ).toEqual(usual);
});
