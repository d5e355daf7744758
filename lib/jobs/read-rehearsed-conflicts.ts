// Reads the text of a rehearsal's conflicts, for whoever looks at them; what has been read is not read again.
import { getUnreadConflicts } from '#lib/db/read/get-unread-conflicts.ts';
import {
  recordConflictFailure,
  recordConflictReading,
} from '#lib/db/write/record-conflict-reading.ts';
import { readConflicts } from '#lib/diff/read-conflict.ts';
import { withRehearsalInstruments } from '#lib/diff/rehearsal-instruments.ts';
import { GitError } from '#lib/git/git-error.ts';

import type { WorkerContext } from './worker-context.ts';

export interface ReadConflicts {
  readonly read: number;
  /** A sentence, stored with what was not read; to be tried again. */
  readonly failure: string | null;
}

/** Run twice, it finds nothing to do. */
export async function readRehearsedConflicts(
  { database, mirror, now, signal, log }: WorkerContext,
  rehearsalId: number,
): Promise<ReadConflicts> {
  const { prisma } = database;
  const rehearsal = await getUnreadConflicts(prisma, rehearsalId);
  if (rehearsal === null || rehearsal.paths.length === 0) return { read: 0, failure: null };
  const { from, target, paths } = rehearsal;
  const unread = new Set(paths);
  let read = 0;
  const fail = async (failure: string): Promise<ReadConflicts> => {
    for (const path of unread) {
      await recordConflictFailure(prisma, { rehearsalId, path, failure, readAt: now() });
    }
    return { read, failure };
  };
  try {
    await withRehearsalInstruments(mirror.reader, (instruments) =>
      readConflicts(instruments, { from, target, limits: { signal } }, async (path, reading) => {
        if (!unread.delete(path)) return;
        await recordConflictReading(prisma, { rehearsalId, path, reading, readAt: now() });
        read += 1;
      }),
    );
  } catch (error) {
    if (!(error instanceof GitError) || error.failureKind === 'aborted') throw error;
    log.warn({ rehearsalId, args: error.args, stderr: error.stderr }, error.message);
    return await fail(`${error.message.replace(/\.+$/, '')}.`);
  }
  if (unread.size === 0) return { read, failure: null };
  return await fail('Git does not find it in conflict when it merges the same commits again.');
}
