import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface RestPauseRow {
  readonly until: Date;
  /** A sentence. */
  readonly reason: string;
}

/** Null: a credential may be used at `at`. */
export async function getRestPause(
  db: DatabaseClient,
  credential: string,
  at: Date,
): Promise<RestPauseRow | null> {
  const row = await db.rateLimit.findUnique({ where: { credential } });
  if (row === null || row.pausedUntil === null || row.pausedUntil <= at) return null;
  return { until: row.pausedUntil, reason: row.pauseReason ?? 'GitHub asked us to wait.' };
}
