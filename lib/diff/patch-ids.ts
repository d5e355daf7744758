// The ids of a port's changes in paths that conflict: read once for a rebase, however many targets it is rehearsed onto.
import { GitError } from '#lib/git/git-error.ts';
import { readPatchIds } from '#lib/git/read-patch-ids.ts';
import type { GitRepository } from '#lib/git/run-git.ts';

import type { RebaseCommits } from './rehearse.ts';

/** Null: git cannot tell them, for a blob that the mirror lacks. Throws GitError when it was stopped. */
export type PatchIdReader = (rebase: RebaseCommits) => Promise<ReadonlyMap<string, string> | null>;

export function createPatchIdReader(
  repository: GitRepository,
  limits: { readonly signal?: AbortSignal } = {},
): PatchIdReader {
  const known = new Map<string, Promise<ReadonlyMap<string, string> | null>>();
  return ({ base, head }) => {
    const key = `${base} ${head}`;
    const reading = known.get(key) ?? readOrNone(repository, { base, head }, limits);
    known.set(key, reading);
    return reading;
  };
}

async function readOrNone(
  repository: GitRepository,
  { base, head }: RebaseCommits,
  limits: { readonly signal?: AbortSignal },
): Promise<ReadonlyMap<string, string> | null> {
  try {
    return await readPatchIds(repository, base, head, limits);
  } catch (error) {
    if (!(error instanceof GitError) || error.failureKind === 'aborted') throw error;
    return null;
  }
}
