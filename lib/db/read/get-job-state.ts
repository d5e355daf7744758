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

const existence = z.array(z.object({ exists: z.boolean() }));
const jobs = z.array(z.object({ isGivenUp: z.boolean() }));

/** Null: no worker has ever started on this database, so there is no queue. */
export async function getJobState(
  db: DatabaseClient,
  key: string,
  now: Date,
): Promise<QueueState | null> {
  const [view] = existence.parse(
    await db.$queryRaw`SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS exists`,
  );
  if (view?.exists !== true) return null;
  const [job] = jobs.parse(
    await db.$queryRaw`
      SELECT attempts >= max_attempts AND locked_at IS NULL AS "isGivenUp"
      FROM graphile_worker.jobs WHERE key = ${key}`,
  );
  const since = new Date(now.getTime() - SILENT_AFTER_MS);
  const worker = await db.worker.findFirst({ where: { seenAt: { gte: since } } });
  return {
    job: job === undefined ? 'none' : job.isGivenUp ? 'given-up' : 'waiting',
    isWorkerAlive: worker !== null,
  };
}
