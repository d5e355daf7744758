import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { countCommits } from './count-commits.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

describe('countCommits', () => {
  it('counts what git rev-list counts, merges and their other side included', async () => {
    const base = repo.commit({ files: { a: '1' } });
    const [one = '', two = ''] = repo.commits([{ files: { a: '2' } }, { files: { b: '2' } }]);
    const side = repo.commit({ on: 'side', parents: [base], files: { c: '1' } });
    const merge = repo.commit({ parents: [two, side], files: { c: '1' } });
    const elsewhere = repo.commit({ on: 'other', parents: [], files: { z: '1' } });
    const pairs = [
      [base, base, 0, true],
      [base, two, 2, true],
      [base, merge, 4, true],
      [side, merge, 3, true],
      [one, side, 1, false],
      [two, base, 0, false],
      [base, elsewhere, 1, false],
      [elsewhere, merge, 5, false],
    ] as const;
    for (const [from, to, commits, isDescendant] of pairs) {
      expect(await countCommits(repo, from, to)).toEqual({ commits, isDescendant });
      const counted = repo.git(['rev-list', '--count', `${from}..${to}`]).toString();
      expect(counted).toBe(`${commits}\n`);
    }
  });

  it('is not moved by replacements of commits', async () => {
    const base = repo.commit({ files: { a: '1' } });
    const [one = '', two = ''] = repo.commits([{ files: { a: '2' } }, { files: { a: '3' } }]);
    repo.setRef(`refs/replace/${two}`, base);
    expect(await countCommits(repo, one, two)).toEqual({ commits: 1, isDescendant: true });
  });

  it('throws when one of the two is not there', async () => {
    const base = repo.commit({ files: { a: '1' } });
    await expect(countCommits(repo, base, 'f'.repeat(40))).rejects.toMatchObject({
      failureKind: 'missing-object',
    });
  });
});
