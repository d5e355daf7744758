// Reads the patch of a file, for whoever looks at it, and of those after it, which are looked at next; what has been read is not read again.
import { getUnreadPatches } from '#lib/db/read/get-unread-patches.ts';
import { recordPatchFailure, recordPatchReading } from '#lib/db/write/record-patch-reading.ts';
import { readPatches } from '#lib/diff/read-patches.ts';
import { GitError } from '#lib/git/git-error.ts';

import type { ReadPatchPayload } from './tasks.ts';
import type { WorkerContext } from './worker-context.ts';

export interface ReadFilePatches {
  readonly read: number;
  /** A sentence, stored with what was not read; to be tried again. */
  readonly failure: string | null;
}

/** Finding the files of a patch takes longer than reading some of them. */
const FILES_AT_ONCE = 8;

/** Run twice, it finds nothing to do. */
export async function readFilePatches(
  { database, mirror, now, signal, log }: WorkerContext,
  { revisionId, position }: ReadPatchPayload,
): Promise<ReadFilePatches> {
  const { prisma } = database;
  const patches = await getUnreadPatches(prisma, revisionId, { position, count: FILES_AT_ONCE });
  if (patches === null || patches.paths.length === 0) return { read: 0, failure: null };
  const unread = new Set(patches.paths);
  let read = 0;
  const fail = async (failure: string): Promise<ReadFilePatches> => {
    for (const path of unread) {
      await recordPatchFailure(prisma, { revisionId, path, failure, readAt: now() });
    }
    return { read, failure };
  };
  try {
    await readPatches(mirror.reader, { ...patches, signal }, async (path, reading) => {
      await recordPatchReading(prisma, { revisionId, path, reading, readAt: now() });
      unread.delete(path);
      read += 1;
    });
  } catch (error) {
    if (!(error instanceof GitError) || error.failureKind === 'aborted') throw error;
    log.warn({ revisionId, args: error.args, stderr: error.stderr }, error.message);
    return await fail(`${error.message.replace(/\.+$/, '')}.`);
  }
  if (unread.size === 0) return { read, failure: null };
  return await fail('Git does not find it in the patch when it compares the same commits again.');
}
