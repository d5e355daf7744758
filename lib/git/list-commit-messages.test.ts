import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { listCommitMessages } from './list-commit-messages.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;

beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

describe('messages of commits', () => {
  it('come whole, every commit after its parents, merges left out', async () => {
    const base = repo.commit({ files: { a: '1' }, message: 'base' });
    const first = repo.commit({ files: { a: '2' }, message: 'one\n\nFixes #1\n\n\nlast\n' });
    const side = repo.commit({ on: 'side', parents: [base], files: { b: '1' }, message: 'side\n' });
    const second = repo.commit({ files: { a: '3' }, message: '', commitDate: 1_600_000_000 });
    const merge = repo.commit({ parents: [second, side], files: { b: '1' }, message: 'merge\n' });
    // Committed before its parent, by its clock.
    const last = repo.commit({ files: { a: '4' }, message: 'last ü\n', commitDate: 1_500_000_000 });
    const listed = await listCommitMessages(repo, base, last);
    const shas = listed.map(({ sha }) => sha);
    expect(new Set(shas)).toEqual(new Set([first, side, second, last]));
    expect(shas).not.toContain(merge);
    expect(shas.indexOf(first)).toBeLessThan(shas.indexOf(second));
    expect(shas.at(-1)).toBe(last);
    const messageOf = (sha: string) => listed.find((commit) => commit.sha === sha)?.message;
    expect(messageOf(first)).toBe('one\n\nFixes #1\n\n\nlast\n');
    expect(messageOf(second)?.trim()).toBe('');
    expect(messageOf(last)).toBe('last ü\n');
    expect(listed.at(-1)?.committedAt).toEqual(new Date(1_500_000_000_000));
  });

  it('are those that the first commit has not, though it is no ancestor', async () => {
    const root0 = repo.commit({ files: { a: '1' } });
    const left = repo.commit({ on: 'left', parents: [root0], files: { a: '2' } });
    const right = repo.commit({ on: 'right', parents: [root0], files: { a: '3' } });
    expect((await listCommitMessages(repo, left, right)).map(({ sha }) => sha)).toEqual([right]);
    expect(await listCommitMessages(repo, right, right)).toEqual([]);
  });

  it('of a commit that is not there are a failure, not none', async () => {
    const sha = repo.commit({ files: { a: '1' } });
    await expect(listCommitMessages(repo, sha, 'a'.repeat(40))).rejects.toMatchObject({
      name: 'GitError',
      failureKind: 'missing-object',
    });
  });
});
