// Locks that Postgres holds for a session: gone with the process, however it ends.
import type { Pool } from 'pg';

/** Names of the locks, each with a number of its own. */
export const LOCKS = { mirror: 7_301, worker: 7_302 } as const;

export type LockName = keyof typeof LOCKS;

/** Waits for the lock, acts, and lets it go. Two processes that use the same database never act at the same time. */
export async function withLock<Result>(
  pool: Pool,
  name: LockName,
  act: () => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCKS[name]]);
    try {
      return await act();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCKS[name]]);
    }
  } finally {
    // A connection that failed in between is thrown away, and the lock with it.
    client.release();
  }
}
