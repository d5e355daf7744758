import { chmodSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Files } from '#lib/testing/fast-import-stream.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { shaOfBlob } from '#lib/testing/loose-objects.ts';
import { diffTrees, type TreeDiff } from './diff-trees.ts';
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

function commitBoth(before: Files, after: Files): readonly [string, string] {
  const recipe = { replaceTree: true };
  return [repo.commit({ ...recipe, files: before }), repo.commit({ ...recipe, files: after })];
}

/** "M a +1 -1" or "R new old +0 -0" of what was measured, "M a" of what was not. */
function summary({ changes, unreadable }: TreeDiff): unknown {
  return {
    measured: changes.map(
      (change) => `${title(change)} +${change.lines?.insertions} -${change.lines?.deletions}`,
    ),
    not: unreadable.map(title),
  };
}

function title({
  status,
  pathBytes,
  previousBytes,
}: Pick<TreeChange, 'status' | 'pathBytes' | 'previousBytes'>): string {
  const paths = previousBytes ? [pathBytes, previousBytes] : [pathBytes];
  return [status, ...paths.map((bytes) => bytes.toString('latin1'))].join(' ');
}

const TEXT = Array.from({ length: 20 }, (_, at) => `line ${at}\n`).join('');
const E9 = Buffer.from('caf\xe9', 'latin1');
const E8 = Buffer.from('caf\xe8', 'latin1');

interface Case {
  readonly name: string;
  readonly before: Files;
  readonly after: Files;
  /** Contents of the blobs that are not there. */
  readonly missing: readonly string[];
  readonly measured: readonly string[];
  readonly not: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'the old version of an edited file',
    before: { a: 'lost\n', b: '1\n' },
    after: { a: 'here\n', b: '2\n' },
    missing: ['lost\n'],
    measured: ['M b +1 -1'],
    not: ['M a'],
  },
  {
    name: 'the new version of an edited file',
    before: { a: 'here\n', b: '1\n' },
    after: { a: 'lost\n', b: '2\n' },
    missing: ['lost\n'],
    measured: ['M b +1 -1'],
    not: ['M a'],
  },
  {
    name: 'an added, a deleted and a retyped file',
    before: { gone: 'lost 1\n', typed: 'lost 2\n', kept: '1\n' },
    after: { come: 'lost 3\n', typed: { symlinkTo: 'x' }, kept: '2\n' },
    missing: ['lost 1\n', 'lost 2\n', 'lost 3\n'],
    measured: ['M kept +1 -1'],
    not: ['A come', 'D gone', 'T typed'],
  },
  {
    name: 'a file of which only the mode changed',
    before: { a: 'lost\n' },
    after: { a: { executable: 'lost\n' } },
    missing: ['lost\n'],
    measured: [],
    not: ['M a'],
  },
  {
    name: 'a file that moved unchanged',
    before: { old: 'lost\n', b: '1\n' },
    after: { new: 'lost\n', b: '2\n' },
    missing: ['lost\n'],
    measured: ['M b +1 -1'],
    not: ['R new old'],
  },
  {
    name: 'the old version of a file that moved with an edit',
    before: { old: TEXT },
    after: { new: `${TEXT}more\n` },
    missing: [TEXT],
    measured: ['A new +21 -0'],
    not: ['D old'],
  },
  {
    name: 'a file that did not change',
    before: { same: 'lost\n', a: '1\n' },
    after: { same: 'lost\n', a: '2\n' },
    missing: ['lost\n'],
    measured: ['M a +1 -1'],
    not: [],
  },
  {
    name: 'files whose names are more than plain to a pathspec',
    before: { ':(exclude)b': 'lost\n', '*': 'lost\n', 'n\nl': 'lost\n', ' ': 'lost\n', b: '1\n' },
    after: { ':(exclude)b': 'x\n', '*': 'x\n', 'n\nl': 'x\n', ' ': 'x\n', b: '2\n' },
    missing: ['lost\n'],
    measured: ['M b +1 -1'],
    not: ['M n\nl', 'M  ', 'M *', 'M :(exclude)b'].toSorted(),
  },
  {
    name: 'a file whose name is not UTF-8, beside one of the same ASCII',
    before: [
      [E9, 'lost\n'],
      [E8, '1\n'],
      ['caf\uFFFD', '1\n'],
      ['"caf\\351"', '1\n'],
    ],
    after: [
      [E9, 'x\n'],
      [E8, '2\n'],
      ['caf\uFFFD', '2\n'],
      ['"caf\\351"', '2\n'],
    ],
    missing: ['lost\n'],
    measured: ['M "caf\\351" +1 -1', 'M caf\xe8 +1 -1', 'M caf\xef\xbf\xbd +1 -1'],
    not: ['M caf\xe9'],
  },
  {
    name: 'a file in the place of which there is a folder now',
    before: { a: 'lost\n', c: '1\n' },
    after: { 'a/b': 'new\n', 'a/d/e': 'newer\n', c: '2\n' },
    missing: ['lost\n'],
    measured: ['A a/b +1 -0', 'A a/d/e +1 -0', 'M c +1 -1'],
    not: ['D a'],
  },
  {
    name: 'a file in the place of which there was a folder',
    before: { 'a/b': TEXT, c: '1\n' },
    after: { a: 'lost\n', moved: `${TEXT}!\n`, c: '2\n' },
    missing: ['lost\n'],
    measured: ['M c +1 -1', 'R moved a/b +1 -0'],
    not: ['A a'],
  },
  {
    name: 'everything',
    before: { a: 'lost 1\n' },
    after: { b: 'lost 2\n' },
    missing: ['lost 1\n', 'lost 2\n'],
    measured: [],
    not: ['D a', 'A b'],
  },
];

describe('diffTrees in a repository that lacks', () => {
  it.each(CASES)(
    '$name measures all the rest',
    async ({ before, after, missing, measured, not }) => {
      const pair = commitBoth(before, after);
      for (const content of missing) repo.removeObject(shaOfBlob(content));
      expect(summary(await diffTrees(repo, ...pair))).toEqual({ measured, not });
    },
  );

  it('a blob says which', async () => {
    const pair = commitBoth({ a: 'x\n' }, { a: 'lost\n' });
    repo.removeObject(shaOfBlob('lost\n'));
    const { unreadable } = await diffTrees(repo, ...pair);
    expect(unreadable).toMatchObject([{ path: 'a', missingOid: shaOfBlob('lost\n') }]);
  });

  it('the commit of a submodule measures it like any other', async () => {
    const pair = commitBoth(
      { sub: { submoduleAt: '1'.repeat(40) }, a: '1\n' },
      { sub: { submoduleAt: '2'.repeat(40) }, a: 'lost\n' },
    );
    repo.removeObject(shaOfBlob('lost\n'));
    const expected = { measured: ['M sub +1 -1'], not: ['M a'] };
    expect(summary(await diffTrees(repo, ...pair))).toEqual(expected);
  });

  it('thousands of blobs measures all the rest, and leaves nothing behind', async () => {
    const files = Array.from(
      { length: 3_000 },
      (_, at) => [`a/long/name/of/file/${at}`, `lost ${at}\n`] as const,
    );
    const pair = commitBoth({ b: '1\n' }, [...files, ['b', '2\n']]);
    const listed = repo.git(['ls-tree', '-r', pair[1], 'a/']).toString().trim().split('\n');
    for (const line of listed) repo.removeObject(line.slice(12, 52));
    const objects = repo.git(['count-objects']).toString();
    const folder = mkdtempSync(path.join(root.path, 'tmp-'));
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = folder;
    const { changes, unreadable } = await diffTrees(repo, ...pair).finally(() => {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    });
    expect([changes.length, unreadable.length]).toEqual([1, 3_000]);
    expect(readdirSync(folder)).toEqual([]);
    expect(repo.git(['count-objects']).toString()).toBe(objects);
  });
});

describe('diffTrees in a repository with a corrupt blob', () => {
  it('fails rather than measure it wrong', async () => {
    const pair = commitBoth({ a: 'x\n', b: '1\n' }, { a: 'corrupt\n', b: '2\n' });
    const oid = shaOfBlob('corrupt\n');
    const file = path.join(repo.gitDir, 'objects', oid.slice(0, 2), oid.slice(2));
    chmodSync(file, 0o644);
    writeFileSync(file, 'garbage');
    await expect(diffTrees(repo, ...pair)).rejects.toMatchObject({ failureKind: 'missing-object' });
  });
});
