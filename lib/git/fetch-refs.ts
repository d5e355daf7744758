// Brings a repository's branches and tags into the mirror under refs/src/<owner>/<name>/, all of them or none.
import { createProgressReader, type FetchProgress } from './fetch-progress.ts';
import { findMissingObjects } from './find-missing-objects.ts';
import { GitError } from './git-error.ts';
import type { RemoteRef } from './list-remote-refs.ts';
import type { Mirror } from './mirror.ts';
import { runGit, type GitRepository, type NetworkAccess } from './run-git.ts';
import { listSourceRefs, removeRefs, setRefs, type SourceRef } from './source-refs.ts';

export interface FetchRequest {
  /** "owner/name"; names the folder under refs/src/. */
  readonly fullName: string;
  readonly url: string;
  /** Patterns of refs to bring, e.g. "refs/heads/*" */
  readonly patterns: readonly string[];
  /** All that the server listed. Their objects must be there afterwards. */
  readonly expected: readonly RemoteRef[];
  /** True: refs that are not among `expected` leave the mirror. Their objects stay. */
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

/**
 * Throws GitError; the mirror's refs then are what they were. Without `prune` a ref leaves the mirror only where a listed one
 * cannot be beside it: a branch `a` for `a/b`.
 */
export async function fetchRefs(mirror: Mirror, request: FetchRequest): Promise<void> {
  const { store, reader } = mirror;
  const { fullName, expected, prune } = request;
  const before = await listSourceRefs(store, fullName);
  const listed = new Set(expected.map(({ name }) => name));
  const gone = before.filter(({ name }) => !listed.has(name));
  const obstacles = new Set(findObstacles(gone, expected));
  try {
    // First, and not by git: a swap of `a` for `a/b` is more than an atomic fetch of git 2.39 can do.
    await removeRefs(store, [...obstacles]);
    await fetch(store, request);
    await demandObjects(reader, request);
    // By the listing at hand: what git would prune by is a second one, which may lack more.
    const pruned = prune ? gone.filter((ref) => !obstacles.has(ref)) : [];
    await removeRefs(store, pruned);
  } catch (error) {
    await restore(store, fullName, before);
    throw error;
  }
}

async function fetch(store: GitRepository, request: FetchRequest): Promise<void> {
  const { fullName, url, patterns, network, signal, expected } = request;
  const progress = request.onProgress && createProgressReader(request.onProgress);
  const named = expected.find(({ name }) => isPlain(name) && patterns.some(matcherOf(name)));
  // One ref by its name: where git takes an answer that is no list for an empty one, it misses this and fails.
  const refspecs = [...patterns, ...(named ? [named.name] : [])].map(
    (pattern) => `+${pattern}:refs/src/${fullName}/${pattern.slice('refs/'.length)}`,
  );
  await runGit(store, {
    args: [
      'fetch',
      '--atomic',
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
}

/** Needs no quoting anywhere. */
function isPlain(name: string): boolean {
  return /^refs\/[\w./-]+$/.test(name);
}

function matcherOf(name: string): (pattern: string) => boolean {
  return (pattern) => {
    const [start = '', end] = pattern.split('*', 2);
    if (end === undefined) return name === pattern;
    return name.length >= pattern.length && name.startsWith(start) && name.endsWith(end);
  };
}

/** Refs that cannot be beside a listed one, because one of the two names is a folder of the other. */
function findObstacles(
  gone: readonly SourceRef[],
  expected: readonly RemoteRef[],
): readonly SourceRef[] {
  const names = new Set(expected.map(({ name }) => name));
  const folders = new Set(expected.flatMap(({ name }) => foldersOf(name)));
  return gone.filter(
    ({ name }) => folders.has(name) || foldersOf(name).some((folder) => names.has(folder)),
  );
}

function foldersOf(name: string): readonly string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_part, index) => parts.slice(0, index + 1).join('/'));
}

/** What cannot be put back now comes with the next fetch. */
async function restore(
  store: GitRepository,
  fullName: string,
  before: readonly SourceRef[],
): Promise<void> {
  try {
    const after = await listSourceRefs(store, fullName);
    const known = new Set(before.map(({ name }) => name));
    const now = new Map(after.map(({ name, oid }) => [name, oid]));
    await removeRefs(
      store,
      after.filter(({ name }) => !known.has(name)),
    );
    await setRefs(
      store,
      before.filter(({ name, oid }) => now.get(name) !== oid),
    );
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
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
