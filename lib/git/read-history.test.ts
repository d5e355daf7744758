import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { countCommitsTouching, createHistoryReader, matchesPathspec } from './read-history.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;

beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

describe('a history', () => {
  it('names for each path the commits that changed it and what they made of it, merges left out', async () => {
    const base = repo.commit({ files: { a: '1\n', 'new\nline': '1\n', dir: 'file\n' } });
    const one = repo.commit({ files: { a: '2\n', 'new\nline': '2\n' } });
    repo.commit({ files: {}, message: 'changes nothing' });
    const side = repo.commit({ on: 'side', parents: [one], files: { b: 'side\n' } });
    const gone = repo.commit({ files: { a: null } });
    repo.commit({ parents: [gone, side], files: { b: 'side\n', c: 'by the merge itself\n' } });
    const last = repo.commit({ files: { dir: null, 'dir/in': 'x\n' } });
    const history = await createHistoryReader(repo).read(base, last);
    expect(history.get('a')).toEqual([
      { sha: one, version: { mode: '100644', oid: repo.shaOf(`${one}:a`) } },
      { sha: gone, version: null },
    ]);
    expect(history.get('b')?.map(({ sha }) => sha)).toEqual([side]);
    expect(history.get('new\nline')?.map(({ sha }) => sha)).toEqual([one]);
    expect(history.has('c')).toBe(false);

    const count = (paths: readonly string[]): number =>
      Number(
        repo.git([
          'rev-list',
          '--count',
          '--no-merges',
          '--full-history',
          `${base}..${last}`,
          '--',
          ...paths,
        ]),
      );
    for (const paths of [
      ['a'],
      ['a', 'b'],
      ['dir'],
      ['dir/in'],
      ['c'],
      ['a', 'new\nline', 'dir'],
    ]) {
      expect(countCommitsTouching(history, new Set(paths))).toBe(count(paths));
    }
  });

  it('is read once, though asked for twice, and again after it could not be read', async () => {
    const base = repo.commit({ files: { a: '1\n' } });
    const tip = repo.commit({ files: { a: '2\n' } });
    const reader = createHistoryReader(repo);
    expect(await reader.read(base, tip)).toBe(await reader.read(base, tip));
    expect(await reader.read(tip, tip)).toEqual(new Map());
    const missing = 'a'.repeat(40);
    await expect(reader.read(base, missing)).rejects.toMatchObject({ name: 'GitError' });
    await expect(reader.read(base, missing)).rejects.toMatchObject({ name: 'GitError' });
  });
});

describe('matchesPathspec', () => {
  it('takes a path and what is below it, and no mere beginning of a name', () => {
    const specs = new Set(['src/a', 'b']);
    expect(
      ['src/a', 'src/a/b', 'src/a/b/c', 'b', 'b/c'].every((name) => matchesPathspec(name, specs)),
    ).toBe(true);
    expect(
      ['src', 'src/ab', 'src/ab/c', 'c', 'a'].some((name) => matchesPathspec(name, specs)),
    ).toBe(false);
  });
});
