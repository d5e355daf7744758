// Reads what `npm run rehearse --repo` asks about from a repository on this machine, which is only read.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GitError } from '#lib/git/git-error.ts';
import { openMirror } from '#lib/git/mirror.ts';
import { runGit, type GitRepository } from '#lib/git/run-git.ts';

import { UsageError, type RehearsalRequest } from './rehearse-now.ts';

export interface RepositoryRehearsal {
  readonly repo: string;
  readonly base: string;
  readonly head: string;
  readonly onto: string;
}

/**
 * Calls `act` with the rehearsal; git sees the repository's objects and none of its settings or attributes. Throws UsageError
 * for a path that holds no repository and for a ref that names no commit, and what `act` throws; of a shallow clone, which
 * is what CI checks out, it says what to do about it.
 */
export async function withRehearsalOfRepository<Result>(
  { repo, base, head, onto }: RepositoryRehearsal,
  act: (request: RehearsalRequest) => Promise<Result>,
): Promise<Result> {
  const repository = await findRepository(repo);
  const commits = {
    base: await findCommit(repository, base),
    head: await findCommit(repository, head),
    target: await findCommit(repository, onto),
  };
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-reader-'));
  try {
    const { reader } = await openMirror(folder);
    return await act({
      repository: { ...reader, objectDir: repository.objectDir },
      names: { from: head, onto },
      ...commits,
      subsystemRules: [],
    });
  } catch (error) {
    throw (await isShallow(repository)) ? explainShallow(repo, error) : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findRepository(
  path: string,
): Promise<Required<Pick<GitRepository, 'gitDir' | 'objectDir'>>> {
  const folder = await realpath(path).catch(() => null);
  if (folder === null) throw new UsageError(`There is no ${path}: give the path of a repository.`);
  for (const gitDir of [folder, `${folder}/.git`]) {
    const { exitCode, stdout } = await runGit(
      { gitDir },
      { args: ['rev-parse', '--absolute-git-dir'], expectedExitCodes: [0, 128] },
    );
    if (exitCode !== 0) continue;
    const common = await runGit(
      { gitDir },
      { args: ['rev-parse', '--path-format=absolute', '--git-common-dir'] },
    );
    return {
      gitDir: stdout.toString().trim(),
      objectDir: `${common.stdout.toString().trim()}/objects`,
    };
  }
  throw new UsageError(`${path} is no git repository.`);
}

async function isShallow(repository: GitRepository): Promise<boolean> {
  const { stdout } = await runGit(repository, { args: ['rev-parse', '--is-shallow-repository'] });
  return stdout.toString().trim() === 'true';
}

function explainShallow(repo: string, error: unknown): unknown {
  if (!(error instanceof GitError) || error.failureKind !== 'missing-object') return error;
  const { failureKind, args, exitCode, stderr } = error;
  const sentence = `${repo} is a shallow clone, and the history between base and target is not all there: git fetch --unshallow.`;
  return new GitError({ failureKind, args, exitCode, stderr, sentence, cause: error });
}

async function findCommit(repository: GitRepository, name: string): Promise<string> {
  const { exitCode, stdout } = await runGit(repository, {
    args: ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
    expectedExitCodes: [0, 1, 128],
  });
  const sha = /[0-9a-f]{40,64}/.exec(stdout.toString())?.[0];
  if (exitCode !== 0 || sha === undefined) {
    throw new UsageError(`"${name}" names no commit of this repository.`);
  }
  return sha;
}
