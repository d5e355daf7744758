import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitError } from '#lib/git/git-error.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { withFailingGit } from '#lib/testing/with-failing-git.ts';
import { withRehearsalInstruments } from './rehearsal-instruments.ts';
import { rehearse, type RehearsalQuestion } from './rehearse.ts';

const SOME_COMMIT = 'a'.repeat(40);

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;

beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

/** One file that upstream and the port change differently. */
function build() {
  const base = repo.commit({ on: 'base', files: { 'src/a.go': 'base\n' } });
  return {
    base,
    target: repo.commit({ on: 'upstream', parents: [base], files: { 'src/a.go': 'up\n' } }),
    head: repo.commit({ on: 'port', parents: [base], files: { 'src/a.go': 'port\n' } }),
  };
}

describe('a rehearsal that fails', () => {
  it.each(['upstream', 'port', 'base'])(
    'is an error where the blob of %s is missing',
    async (side) => {
      const { base, target, head } = build();
      repo.removeObject(repo.shaOf(`${side}:src/a.go`));
      const left = await leftBehindBy(async () => {
        await expect(ask({ base, head, target })).rejects.toBeInstanceOf(GitError);
      });
      expect(left).toEqual([]);
    },
  );

  it('is an error where a tree is missing', async () => {
    const { base, target, head } = build();
    repo.removeObject(repo.shaOf('upstream:src'));
    await expect(ask({ base, head, target })).rejects.toBeInstanceOf(GitError);
  });

  it('is an error where the commit is missing, or is none', async () => {
    const { base, head } = build();
    await expect(ask({ base, head, target: SOME_COMMIT })).rejects.toMatchObject({
      failureKind: 'missing-object',
      retryable: true,
    });
    const blob = repo.shaOf('port:src/a.go');
    await expect(ask({ base, head, target: blob })).rejects.toBeInstanceOf(GitError);
  });

  it('is an error where git takes too long, or is told to stop', async () => {
    const { base, target, head } = build();
    await withFailingGit('merge-tree', 'exec sleep 5', async () => {
      const limits = { timeoutMs: 50 };
      await expect(ask({ base, head, target }, limits)).rejects.toMatchObject({
        failureKind: 'timed-out',
        retryable: true,
      });
      const signal = AbortSignal.timeout(50);
      await expect(ask({ base, head, target }, { signal })).rejects.toMatchObject({
        failureKind: 'aborted',
      });
    });
  });

  it.each([
    ['killed', 'kill -9 $$'],
    ['ended by an exit code of its own', 'exit 2'],
    ['ended as if there were a conflict, without an answer', 'exit 1'],
    [
      'ended as if there were a conflict, with the answer of a clean merge',
      'printf "%040d\\0" 1; exit 1',
    ],
    ['ended well, with half an answer', 'printf "%040d" 1; exit 0'],
    ['out of space', 'echo "fatal: write error: No space left on device" >&2; exit 128'],
  ])('is an error where git is %s', async (_, script) => {
    const { base, target, head } = build();
    await withFailingGit('merge-tree', script, async () => {
      await expect(ask({ base, head, target })).rejects.toBeInstanceOf(GitError);
    });
  });
});

async function ask(
  { base, head, target }: { base: string; head: string; target: string },
  limits: NonNullable<RehearsalQuestion['limits']> = {},
) {
  return await withRehearsalInstruments(repo, (instruments) =>
    rehearse(instruments, { from: { base, head }, target, subsystemRules: [], limits }),
  );
}

/** Runs `work` with a temporary folder of its own, and returns what it left there. */
async function leftBehindBy(work: () => Promise<unknown>): Promise<readonly string[]> {
  const folder = path.join(root.path, 'tmp');
  const before = process.env['TMPDIR'];
  mkdirSync(folder);
  process.env['TMPDIR'] = folder;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  return readdirSync(folder);
}
