import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Writes down that a session was used. Harmless when it has ended meanwhile. */
export async function touchSession(db: DatabaseClient, id: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id, updatedAt: { lt: now } }, data: { updatedAt: now } });
}
