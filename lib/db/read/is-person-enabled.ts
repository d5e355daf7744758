import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** False for a disabled account, and for one that is not there. */
export async function isPersonEnabled(db: DatabaseClient, userId: string): Promise<boolean> {
  return (await db.user.count({ where: { id: userId, disabledAt: null } })) > 0;
}
