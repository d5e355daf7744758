// Whether a job waits in the queue of graphile-worker, and whether anybody is there to do it.
import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** "none": it is done, or was never asked for. "given-up": it failed too often to be tried again by itself. */
export type JobState = 'none' | 'waiting' | 'given-up';

export interface QueueState {
  readonly job: JobState;
  readonly isWorkerAlive: boolean;
}

/** A worker says every 15 seconds that it lives. */
const SILENT_AFTER_MS = 60_000;

const stateRow = z.tuple([
  z.object({ isGivenUp: z.boolean().nullable(), isWorkerAlive: z.boolean() }),
]);

/** The queue's tables are there: the program makes them before it serves pages. One question. */
export async function getJobState(db: DatabaseClient, key: string, now: Date): Promise<QueueState> {
  const since = new Date(now.getTime() - SILENT_AFTER_MS);
  const [{ isGivenUp, isWorkerAlive }] = stateRow.parse(
    await db.$queryRaw`
      SELECT EXISTS (SELECT 1 FROM worker WHERE "seenAt" >= ${since}) AS "isWorkerAlive", (
        SELECT attempts >= max_attempts AND locked_at IS NULL FROM graphile_worker.jobs WHERE key = ${key}
      ) AS "isGivenUp"`,
  );
  return {
    job: isGivenUp === null ? 'none' : isGivenUp ? 'given-up' : 'waiting',
    isWorkerAlive,
  };
}
