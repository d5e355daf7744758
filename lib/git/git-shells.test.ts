import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { SHELL_FOLDER_PREFIX, withGitShells } from './git-shells.ts';
import { runGit, runGitForEach, type GitRepository } from './run-git.ts';
import { withTemporaryObjects } from './temporary-objects.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  vi.unstubAllEnvs();
  root.remove();
});

const folders = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(SHELL_FOLDER_PREFIX));

const textOf = async (repository: GitRepository, args: readonly string[]): Promise<string> =>
  (await runGit(repository, { args })).stdout.toString();

describe('git started by a shell', () => {
  it('answers what it answers when it is started here, many at once', async () => {
    const shas = repo.commits(
      Array.from({ length: 20 }, (_, at) => ({ files: { a: `${at}\n`.repeat(at * 1000) } })),
    );
    const questions = shas.flatMap((sha) => [
      ['rev-parse', `${sha}^{tree}`],
      ['show', `${sha}:a`],
    ]);
    // Others put such folders into the machine's own.
    vi.stubEnv('TMPDIR', root.path);
    const answers = await withGitShells(repo, (shells) =>
      Promise.all(questions.map((args) => textOf(shells, args))),
    );
    expect(answers).toEqual(await Promise.all(questions.map((args) => textOf(repo, args))));
    expect(folders()).toEqual([]);
  });

  it('gets each argument as it is', async () => {
    const hostile = ['$HOME', '`id`', '*', 'a b', '\\t', '"; exit 7 #', "'", '-x', 'ä', '', 'a\nb'];
    const quoted = hostile.map((word) => ` '${word.replaceAll("'", String.raw`'\''`)}'`);
    for (const [index, word] of hostile.entries()) {
      const args = ['rev-parse', '--sq-quote', word];
      const said = await withGitShells(repo, (shells) => textOf(shells, args));
      expect(said).toBe(`${quoted[index]}\n`);
    }
  });

  it('gives the exit code of each of many runs, or fails as the first that is not expected', async () => {
    const sha = repo.commit({ files: { a: '1\n' } });
    const exists = ['cat-file', '-e', `${sha}:a`];
    const not = ['rev-parse', '-q', '--verify', '$HOME *'];
    const broken = ['cat-file', '-p', 'f'.repeat(40)];
    const run = { expectedExitCodes: [0, 1] };
    await withGitShells(repo, async (shells) => {
      for (const repository of [repo, shells]) {
        const codes = await runGitForEach(repository, [exists, not, exists, not], run);
        expect(codes).toEqual([0, 1, 0, 1]);
        expect(await runGitForEach(repository, [], run)).toEqual([]);
        await expect(runGitForEach(repository, [exists, broken, not], run)).rejects.toMatchObject({
          failureKind: 'missing-object',
          args: broken,
          exitCode: 128,
        });
        // An argument that no line can hold.
        expect(await runGitForEach(repository, [exists, [...not, 'a\tb']], run)).toEqual([0, 1]);
      }
    });
  });

  it('is started here where a folder’s name would end the line', async () => {
    const awkward = createTestRepo(root.path, 'two\nlines\tand.git');
    const sha = awkward.commit({ files: { a: '1\n' } });
    expect(await withGitShells(awkward, (shells) => textOf(shells, ['show', `${sha}:a`]))).toBe(
      '1\n',
    );
  });

  it('fails as it fails here: with its exit code, what it said, and which kind it is', async () => {
    const failing = { args: ['cat-file', '-p', 'f'.repeat(40)] };
    const here: unknown = await runGit(repo, failing).catch((error: unknown) => error);
    await withGitShells(repo, async (shells) => {
      const there: unknown = await runGit(shells, failing).catch((error: unknown) => error);
      expect(there).toEqual(here);
      const quiet = { args: ['rev-parse', '-q', '--verify', 'nothing'], expectedExitCodes: [1] };
      expect(await runGit(shells, quiet)).toMatchObject({ exitCode: 1 });
      // The shell is as good as before.
      expect(await textOf(shells, ['rev-parse', '--is-bare-repository'])).toBe('true\n');
    });
  });

  it('writes to the temporary objects of whoever asks, and reads the repository’s', async () => {
    const sha = repo.commit({ files: { a: '1\n' } });
    const other = repo.commit({ on: 'other', parents: [sha], files: { b: '2\n' } });
    const third = repo.commit({ on: 'third', parents: [sha], files: { c: '3\n' } });
    await withGitShells(repo, (shells) =>
      withTemporaryObjects(shells, async (scratch) => {
        const merged = (await textOf(scratch, ['merge-tree', '--write-tree', other, third])).trim();
        expect(await textOf(scratch, ['ls-tree', '--name-only', merged])).toBe('a\nb\nc\n');
        await expect(textOf(shells, ['ls-tree', merged])).rejects.toMatchObject({
          failureKind: 'missing-object',
        });
      }),
    );
  });

  it('is ended when it takes too long or is stopped, and the next run has another shell', async () => {
    const sleeping = ['-c', 'alias.wait=!sleep 60', 'wait'];
    await withGitShells(repo, async (shells) => {
      const late = runGit(shells, { args: sleeping, timeoutMs: 200 });
      await expect(late).rejects.toMatchObject({ failureKind: 'timed-out' });
      const stopped = runGit(shells, { args: sleeping, signal: AbortSignal.timeout(200) });
      await expect(stopped).rejects.toMatchObject({ failureKind: 'aborted' });
      expect(await textOf(shells, ['rev-parse', '--is-bare-repository'])).toBe('true\n');
    });
  });
});
