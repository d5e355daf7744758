// Locks that Postgres holds for a session: gone with the process, however it ends.
import type { Pool } from 'pg';

import type { Prisma } from './generated/client.ts';

/** Names of the locks, each with a number of its own. */
export const LOCKS = { mirror: 7_301, worker: 7_302 } as const;

/** First of the two numbers of a lock that a transaction holds to its end. */
const ALERTS_LOCK = 7_304;

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

/** Until the transaction ends, nobody else decides on alerts of the port, or on our own trouble (null). */
export async function lockAlerts(
  tx: Prisma.TransactionClient,
  portId: number | null,
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(${ALERTS_LOCK}::int, ${portId ?? 0}::int)) AS locked`;
}
