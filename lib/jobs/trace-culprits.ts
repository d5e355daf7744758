// Finds the upstream commits behind the conflicts of a port's rehearsals; each rehearsal's are stored as soon as they are known.
import { listRehearsalsWithoutCulprits } from '#lib/db/read/list-rehearsals-without-culprits.ts';
import { recordCulprits } from '#lib/db/write/record-culprits.ts';
import { findCulprits } from '#lib/diff/find-culprits.ts';
import { GitError } from '#lib/git/git-error.ts';
import { createHistoryReader } from '#lib/git/read-history.ts';

import type { WorkerContext } from './worker-context.ts';

export interface TracedCulprits {
  readonly traced: number;
  /** Sentences; these rehearsals are tried again. */
  readonly failures: readonly string[];
}

export async function traceCulprits(
  context: WorkerContext,
  portId: number,
): Promise<TracedCulprits> {
  const { database, mirror, now, signal, log } = context;
  const repository = mirror.reader;
  const instruments = { repository, history: createHistoryReader(repository) };
  const waiting = await listRehearsalsWithoutCulprits(database.prisma, portId);
  const failures: string[] = [];
  for (const { id, baseSha, headSha, target, targetSha, paths } of waiting) {
    signal.throwIfAborted();
    try {
      const from = { base: baseSha, head: headSha };
      const culprits = await findCulprits(instruments, {
        from,
        target: targetSha,
        paths,
        limits: { signal },
      });
      await recordCulprits(database.prisma, { rehearsalId: id, culprits, at: now() });
    } catch (error) {
      if (!(error instanceof GitError) || error.failureKind === 'aborted') throw error;
      log.warn({ target, args: error.args, stderr: error.stderr }, error.message);
      failures.push(`The culprits on ${target} were not found: ${error.message}`);
    }
  }
  return { traced: waiting.length - failures.length, failures };
}
