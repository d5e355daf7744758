// Objects that git writes while it tries something out live in a folder of their own: the repository itself is only read.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitRepository } from './run-git.ts';

/** The temporary folders' names begin so: one that a killed process left behind may be removed. */
export const TEMPORARY_OBJECTS_PREFIX = 'tidemark-objects-';

/**
 * Runs `work` with a view of the repository that keeps new objects in a temporary folder, and removes the folder when `work`
 * has ended, however it ended. What `work` leaves running finds its objects gone.
 */
export async function withTemporaryObjects<T>(
  repository: GitRepository,
  work: (scratch: GitRepository) => Promise<T>,
): Promise<T> {
  if (repository.temporaryObjectDir !== undefined) {
    // git is told of one alternate only: the outer folder's objects would be out of sight.
    throw new Error('Temporary objects cannot be nested.');
  }
  const temporaryObjectDir = await mkdtemp(join(tmpdir(), TEMPORARY_OBJECTS_PREFIX));
  try {
    return await work({ ...repository, temporaryObjectDir });
  } finally {
    await rm(temporaryObjectDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
