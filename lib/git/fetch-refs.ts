// Brings a repository's branches and tags into the mirror under refs/src/<owner>/<name>/, all of them or none.
import { findMissingObjects } from './diff-trees.ts';
import { createProgressReader, type FetchProgress } from './fetch-progress.ts';
import { GitError } from './git-error.ts';
import type { RemoteRef } from './list-remote-refs.ts';
import { runGit, type GitRepository, type NetworkAccess } from './run-git.ts';

export interface FetchRequest {
  /** "owner/name"; names the folder under refs/src/. */
  readonly fullName: string;
  readonly url: string;
  /** Patterns of refs to bring, e.g. "refs/heads/*"; what leaves the listing leaves the mirror's refs, but no object is pruned. */
  readonly patterns: readonly string[];
  /** Refs that must be there afterwards. */
  readonly expected: readonly RemoteRef[];
  readonly network: NetworkAccess;
  readonly onProgress?: (progress: FetchProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * GitHub refuses files over 100 MiB (https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github),
 * so this limit drops nothing that it serves, and lets a server that lacks some blobs leave them out.
 */
export const BLOB_LIMIT = '100m';

const FETCH_TIMEOUT_MS = 60 * 60_000;

/** Throws GitError; the mirror's refs then are what they were. */
export async function fetchRefs(repository: GitRepository, request: FetchRequest): Promise<void> {
  const { fullName, url, patterns, network, signal } = request;
  const refspecs = patterns.map(
    (pattern) => `+${pattern}:refs/src/${fullName}/${pattern.slice('refs/'.length)}`,
  );
  const progress = request.onProgress && createProgressReader(request.onProgress);
  const fetch = (atomic: boolean) =>
    runGit(repository, {
      args: [
        'fetch',
        ...(atomic ? ['--atomic'] : []),
        '--prune',
        '--no-tags',
        '--no-auto-maintenance',
        '--no-write-fetch-head',
        '--no-recurse-submodules',
        '--progress',
        `--filter=blob:limit=${BLOB_LIMIT}`,
        '--end-of-options',
        url,
        ...refspecs,
      ],
      network,
      timeoutMs: FETCH_TIMEOUT_MS,
      ...(signal ? { signal } : {}),
      ...(progress ? { onStderr: progress } : {}),
    });
  try {
    await fetch(true);
  } catch (error) {
    // A branch `a` that became `a/b` cannot be swapped atomically by git 2.39: prune first, then create.
    if (!(error instanceof GitError) || !/cannot lock ref|cannot create/.test(error.stderr))
      throw error;
    await fetch(false);
  }
  await demandObjects(repository, request);
}

async function demandObjects(repository: GitRepository, request: FetchRequest): Promise<void> {
  const shas = request.expected.flatMap(({ sha, tagSha }) =>
    tagSha === null ? [sha] : [sha, tagSha],
  );
  const missing = await findMissingObjects(repository, [...new Set(shas)]);
  const first = request.expected.find(
    ({ sha, tagSha }) => missing.has(sha) || missing.has(tagSha ?? ''),
  );
  if (!first) return;
  throw new GitError({
    failureKind: 'unreachable',
    args: ['fetch', request.url],
    exitCode: 0,
    stderr: '',
    sentence: `${request.url} lists ${first.name} at ${first.sha.slice(0, 12)} but did not send it.`,
  });
}

/** Keeps commits that a stored number rests on, after the branch that named them has moved or gone. */
export async function keepCommits(
  repository: GitRepository,
  shas: readonly string[],
): Promise<void> {
  if (shas.length === 0) return;
  const missing = await findMissingObjects(repository, shas);
  const present = [...new Set(shas)].filter((sha) => !missing.has(sha));
  const updates = present.map((sha) => `update refs/keep/${sha} ${sha}\n`).join('');
  await runGit(repository, { args: ['update-ref', '--stdin'], stdin: updates });
}
