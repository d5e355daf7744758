// Frees the jobs of workers that were killed; graphile-worker itself would wait four hours.
import type { Pool, PoolClient } from 'pg';

/** First half of an advisory lock's key; the second is a hash of the worker pool's id. */
const LIVING_POOLS = 7_303;

/** Says, as long as the connection lives, that the worker pool does; whoever can take the lock knows that it has died. */
export async function declareLiving(client: PoolClient, workerPoolId: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LIVING_POOLS, workerPoolId]);
}

/** Returns the ids of the pools whose jobs were freed. Jobs may be run twice: handlers do what is due, and nothing if nothing is. */
export async function unlockDeadWorkers(pool: Pool): Promise<string[]> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `SELECT DISTINCT locked_by AS id FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
       UNION SELECT DISTINCT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL`,
    );
    const dead: string[] = [];
    for (const { id } of rows) {
      const { rows: tried } = await client.query<{ taken: boolean }>(
        'SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken',
        [LIVING_POOLS, id],
      );
      if (tried[0]?.taken !== true) continue;
      await client.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [[id]]);
      await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LIVING_POOLS, id]);
      dead.push(id);
    }
    return dead;
  } finally {
    client.release();
  }
}
