import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Whether anything is known of a port: found in its fork, or recorded. */
export async function hasRebases(db: DatabaseClient, portId: number): Promise<boolean> {
  const rebase = await db.rebase.findFirst({ where: { portId }, select: { id: true } });
  return rebase !== null;
}
