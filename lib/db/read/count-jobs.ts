// Reads the queue of graphile-worker from outside: its `jobs` view is public, and is not there before the first worker has run.
import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { JobCount } from '#lib/domain/status-view.ts';

const existence = z.array(z.object({ exists: z.boolean() }));

const jobCounts = z.array(
  z.object({
    task: z.string(),
    ready: z.int(),
    running: z.int(),
    later: z.int(),
    failed: z.int(),
    nextAt: z.date().nullable(),
    lastError: z.string().nullable(),
  }),
);

/** Jobs by task, in order of name. Null: no worker has ever started on this database. */
export async function countJobs(db: DatabaseClient): Promise<readonly JobCount[] | null> {
  try {
    return await readJobs(db);
  } catch (error) {
    // Asked only then: nearly always there is a queue, and a page makes few questions.
    if (await hasQueue(db)) throw error;
    return null;
  }
}

async function hasQueue(db: DatabaseClient): Promise<boolean> {
  const [view] = existence.parse(
    await db.$queryRaw`SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS exists`,
  );
  return view?.exists === true;
}

async function readJobs(db: DatabaseClient): Promise<readonly JobCount[]> {
  const rows: unknown = await db.$queryRaw`
    SELECT task_identifier AS task,
      count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at <= now())::int AS ready,
      count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS running,
      count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at > now())::int AS later,
      count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts)::int AS failed,
      min(run_at) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at > now()) AS "nextAt",
      (array_agg(last_error ORDER BY updated_at DESC) FILTER (WHERE last_error IS NOT NULL))[1] AS "lastError"
    FROM graphile_worker.jobs
    GROUP BY task_identifier
    ORDER BY task_identifier`;
  return jobCounts.parse(rows);
}
