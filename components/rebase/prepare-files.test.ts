import { describe, expect, test } from 'vitest';

import { parseFilesChoice } from './files-choice.ts';
import { chooseFiles, type FileChoice, type FileRow } from './prepare-files.ts';

const none = parseFilesChoice({});

function row(path: string, over: Partial<FileRow> = {}): FileRow {
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
    headUrl: null,
    baseUrl: null,
    copiedUrl: null,
    ...over,
  };
}

const rows = [
  row('src/net/Sock.go', { insertions: 5, deletions: 0 }),
  row('src/os/file.go', {
    subsystem: 'os',
    insertions: null,
    deletions: null,
  }),
  row('src/cmd/go/main.go', {
    subsystem: 'go command',
    status: 'added',
    kind: 'new-port-file',
    insertions: 0,
    deletions: 0,
    copiedFrom: { path: 'src/cmd/go/old.go', release: 'go1.13', similarity: 99 },
  }),
  row('src/a.go', { status: 'renamed', previousPath: 'src/zebra.go', deletions: 9 }),
];

function pathsOf(choice: Partial<FileChoice>): readonly string[] {
  return chooseFiles(rows, { ...none, ...choice }).map(({ path }) => path);
}

test('without a choice every file is shown, in git’s order', () => {
  expect(pathsOf({})).toEqual(rows.map(({ path }) => path));
});

describe('search', () => {
  test('finds all words, in any case, in new, old and copied paths', () => {
    expect(pathsOf({ q: 'SOCK' })).toEqual(['src/net/Sock.go']);
    expect(pathsOf({ q: 'go  cmd main' })).toEqual(['src/cmd/go/main.go']);
    expect(pathsOf({ q: 'zebra' })).toEqual(['src/a.go']);
    expect(pathsOf({ q: 'old.go' })).toEqual(['src/cmd/go/main.go']);
  });

  test('takes special characters as they are', () => {
    expect(pathsOf({ q: '.*' })).toEqual([]);
    expect(pathsOf({ q: '(' })).toEqual([]);
  });
});

test('filters narrow together, and an unknown value shows nothing', () => {
  expect(pathsOf({ subsystem: 'go-command' })).toEqual(['src/cmd/go/main.go']);
  expect(pathsOf({ kind: 'shared-edit', status: 'renamed' })).toEqual(['src/a.go']);
  expect(pathsOf({ subsystem: 'nonsense' })).toEqual([]);
});

test('numbers sort from the largest, and what is not measured comes last', () => {
  expect(pathsOf({ sort: 'lines' })).toEqual([
    'src/a.go',
    'src/net/Sock.go',
    'src/cmd/go/main.go',
    'src/os/file.go',
  ]);
  expect(pathsOf({ sort: 'added' })[0]).toBe('src/net/Sock.go');
  expect(pathsOf({ sort: 'deleted' })[0]).toBe('src/a.go');
  expect(pathsOf({ sort: 'copied' })[0]).toBe('src/cmd/go/main.go');
  expect(pathsOf({ sort: 'path' })[0]).toBe('src/a.go');
});
