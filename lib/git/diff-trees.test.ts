import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Files } from '#lib/testing/fast-import-stream.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { rawChanges, rawShortstat } from '#lib/testing/raw-diff.ts';
import { diffTrees } from './diff-trees.ts';
import type { TreeChange } from './tree-diff-reader.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

type Pair = readonly [base: string, head: string];

function commitBoth(before: Files, after: Files): Pair {
  const recipe = { replaceTree: true };
  return [repo.commit({ ...recipe, files: before }), repo.commit({ ...recipe, files: after })];
}

function sumOf(changes: readonly TreeChange[]): ReturnType<typeof rawShortstat> {
  return {
    files: changes.length,
    insertions: changes.reduce((sum, { lines }) => sum + (lines?.insertions ?? 0), 0),
    deletions: changes.reduce((sum, { lines }) => sum + (lines?.deletions ?? 0), 0),
  };
}

function listOf(changes: readonly TreeChange[]): readonly (readonly string[])[] {
  return changes.map(({ status, previousBytes, pathBytes }) =>
    [status, previousBytes?.toString('latin1'), pathBytes.toString('latin1')].filter(
      (text) => text !== undefined,
    ),
  );
}

const TEXT = Array.from({ length: 20 }, (_, at) => `line ${at}\n`).join('');

/** In the order of their bytes. */
const HOSTILE_NAMES: readonly Buffer[] = [
  '\t',
  '\r',
  ' ',
  '"',
  '*',
  '--stat',
  '-rf',
  ':!x',
  ':(exclude)x',
  'a b',
  'back\\slash',
  'caf\xe9',
  'new\nline',
  'quo"te',
  'tab\there',
  '{a => b}',
  '\xc3\xa9',
  '\xff\xfe',
].map((name) => Buffer.from(name, 'latin1'));

/** Each like itself in any other folder, and like no other. */
function manyFiles(folder: string): readonly (readonly [string, string])[] {
  return Array.from({ length: 1_500 }, (_file, index) => {
    const text = Array.from({ length: 12 }, (_line, line) => `${index} ${line * index}\n`);
    return [`${folder}/${index}`, `${text.join('')}${folder}\n`] as const;
  });
}

const oneAt = '1'.repeat(40);
const twoAt = '2'.repeat(40);

describe('diffTrees', () => {
  it.each<readonly [string, Files, Files, string]>([
    ['nothing', { a: '1\n' }, { a: '1\n' }, ''],
    ['an added file', {}, { a: '1\n2\n' }, 'A'],
    ['an empty one', {}, { a: '' }, 'A'],
    ['a deleted file', { a: '1\n' }, {}, 'D'],
    ['an edit', { a: TEXT }, { a: TEXT.replace('line 9', 'LINE 9') }, 'M'],
    ['an edit of line ends', { a: 'x\ny\n' }, { a: 'x\r\ny\r\n' }, 'M'],
    ['a newline at the end', { a: 'x' }, { a: 'x\n' }, 'M'],
    ['a file emptied', { a: TEXT }, { a: '' }, 'M'],
    ['a change of mode', { a: '1\n' }, { a: { executable: '1\n' } }, 'M'],
    ['an edit and a change of mode', { a: TEXT }, { a: { executable: `${TEXT}!\n` } }, 'M'],
    ['a move', { a: TEXT }, { 'b/c': TEXT }, 'R'],
    ['a move with an edit', { a: TEXT }, { b: `${TEXT}!\n` }, 'R'],
    ['a move of what is hardly the same', { a: TEXT }, { b: `${TEXT.slice(0, 40)}x` }, 'DA'],
    ['a symlink', {}, { a: { symlinkTo: '../x' } }, 'A'],
    ['another target', { a: { symlinkTo: 'x' } }, { a: { symlinkTo: 'y' } }, 'M'],
    ['a file that became a symlink', { a: TEXT }, { a: { symlinkTo: 'x' } }, 'T'],
    ['a symlink that became a file', { a: { symlinkTo: 'x' } }, { a: TEXT }, 'T'],
    ['a submodule', {}, { a: { submoduleAt: oneAt } }, 'A'],
    ['a moved submodule', { a: { submoduleAt: oneAt } }, { a: { submoduleAt: twoAt } }, 'M'],
    ['a file that became a submodule', { a: TEXT }, { a: { submoduleAt: oneAt } }, 'T'],
    [
      'a submodule that became a symlink',
      { a: { submoduleAt: oneAt } },
      { a: { symlinkTo: 'x' } },
      'T',
    ],
    ['a binary file', { a: 'x\0y' }, { a: 'x\0z' }, 'M'],
    ['a text that became binary', { a: TEXT }, { a: `${TEXT}\0` }, 'M'],
    ['a moved binary file', { a: `\0${TEXT}` }, { b: `\0${TEXT}` }, 'R'],
    ['a file that became a folder', { a: TEXT }, { 'a/b': 'other\n' }, 'DA'],
    ['a folder that became a file', { 'a/b': 'x\n', 'a/c': 'y\n' }, { a: TEXT }, 'ADD'],
    ['a file that moved into a folder of its name', { a: TEXT }, { 'a/b': TEXT }, 'R'],
    ['one line of a megabyte', { a: 'x\n' }, { a: `${'y'.repeat(1_000_000)}\n` }, 'M'],
    [
      'attributes that hide a file',
      { '.gitattributes': '* -diff\n', a: '1\n' },
      { '.gitattributes': '* -diff\n', a: '2\n' },
      'M',
    ],
    [
      'attributes that name a driver',
      { a: '1\n' },
      { '.gitattributes': 'a diff=evil -text\n', a: '2\n' },
      'AM',
    ],
  ])('says of %s what git diff says', async (_name, before, after, statuses) => {
    const pair = commitBoth(before, after);
    const { changes, unreadable } = await diffTrees(repo, ...pair);
    expect(unreadable).toEqual([]);
    expect(sumOf(changes)).toEqual(rawShortstat(repo, pair));
    expect(listOf(changes)).toEqual(
      rawChanges(repo, ['-M'], pair).map(({ status, paths }) => [status.slice(0, 1), ...paths]),
    );
    expect(changes.map(({ status }) => status).join('')).toBe(statuses);
  });

  it('takes names of any bytes', async () => {
    const pair = commitBoth(
      HOSTILE_NAMES.map((name) => [name, '1\n'] as const),
      HOSTILE_NAMES.map((name) => [name, '2\n'] as const),
    );
    const { changes } = await diffTrees(repo, ...pair);
    expect(changes.map(({ pathBytes }) => pathBytes)).toEqual(HOSTILE_NAMES);
    expect(sumOf(changes)).toEqual({ files: 18, insertions: 18, deletions: 18 });
    expect(changes.every(({ changedLines }) => String(changedLines) === '1,2')).toBe(true);
  });

  it('compares commits without a common history', async () => {
    const pair = [
      repo.commit({ files: { a: TEXT, b: '1\n' } }),
      repo.commit({ parents: [], files: { a: TEXT, c: '2\n' } }),
    ] as const;
    const { changes } = await diffTrees(repo, ...pair);
    expect(listOf(changes)).toEqual([
      ['D', 'b'],
      ['A', 'c'],
    ]);
  });

  it('finds every rename among thousands of candidates', async () => {
    const pair = commitBoth(manyFiles('old'), manyFiles('new'));
    const { changes } = await diffTrees(repo, ...pair);
    expect(changes).toHaveLength(1_500);
    expect(new Set(changes.map(({ status }) => status))).toEqual(new Set(['R']));
  });

  it('knows no lines of a file with more than 10,000 changed ones, but counts them', async () => {
    const [base, head] = commitBoth({ a: '', b: 'x\n' }, { a: '1\n'.repeat(10_001), b: 'y\n' });
    const { changes } = await diffTrees(repo, base, head);
    expect(changes.map(({ lines, changedLines }) => [lines?.insertions, changedLines])).toEqual([
      [10_001, null],
      [1, ['x', 'y']],
    ]);
  });

  it('throws when a commit or a tree is not there', async () => {
    const [base, head] = commitBoth({ 'd/a': '1\n' }, { 'd/a': '2\n' });
    await expect(diffTrees(repo, base, 'f'.repeat(40))).rejects.toMatchObject({
      failureKind: 'missing-object',
    });
    repo.removeObject(repo.shaOf(`${base}:d`));
    await expect(diffTrees(repo, base, head)).rejects.toMatchObject({
      failureKind: 'missing-object',
    });
  });
});
