// Brings a repository's branches and tags into the mirror under refs/src/<owner>/<name>/, all of them or none.
import { findMissingObjects } from './find-missing-objects.ts';
import { createProgressReader, type FetchProgress } from './fetch-progress.ts';
import { GitError } from './git-error.ts';
import type { RemoteRef } from './list-remote-refs.ts';
import type { Mirror } from './mirror.ts';
import { runGit, type GitRepository, type NetworkAccess } from './run-git.ts';

export interface FetchRequest {
  /** "owner/name"; names the folder under refs/src/. */
  readonly fullName: string;
  readonly url: string;
  /** Patterns of refs to bring, e.g. "refs/heads/*" */
  readonly patterns: readonly string[];
  /** Refs that must be there afterwards. */
  readonly expected: readonly RemoteRef[];
  /** True: refs that the server no longer has leave the mirror too. Their objects stay. */
  readonly prune: boolean;
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
export async function fetchRefs(mirror: Mirror, request: FetchRequest): Promise<void> {
  const { fullName, url, patterns, network, signal } = request;
  const refspecs = patterns.map(
    (pattern) => `+${pattern}:refs/src/${fullName}/${pattern.slice('refs/'.length)}`,
  );
  const progress = request.onProgress && createProgressReader(request.onProgress);
  const fetch = (how: { readonly atomic: boolean; readonly prune: boolean }) =>
    runGit(mirror.store, {
      args: [
        'fetch',
        ...(how.atomic ? ['--atomic'] : []),
        ...(how.prune ? ['--prune'] : []),
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
    await fetch({ atomic: true, prune: request.prune });
  } catch (error) {
    // A branch `a` that became `a/b` cannot be swapped atomically by git 2.39: prune first, then create.
    if (!(error instanceof GitError) || !/cannot lock ref|cannot create/.test(error.stderr))
      throw error;
    await fetch({ atomic: false, prune: true });
  }
  await demandObjects(mirror.reader, request);
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
  { store, reader }: Mirror,
  shas: readonly string[],
): Promise<void> {
  if (shas.length === 0) return;
  const missing = await findMissingObjects(reader, shas);
  const present = [...new Set(shas)].filter((sha) => !missing.has(sha));
  const updates = present.map((sha) => `update refs/keep/${sha} ${sha}\n`).join('');
  await runGit(store, { args: ['update-ref', '--stdin'], stdin: updates });
}
