import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** False: it had ended already. */
export async function endSession(db: DatabaseClient, id: string): Promise<boolean> {
  const { count } = await db.session.deleteMany({ where: { id } });
  return count > 0;
}
