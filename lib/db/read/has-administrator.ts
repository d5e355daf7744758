import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Whether anybody can act as administrator; a disabled account cannot. */
export async function hasAdministrator(db: DatabaseClient): Promise<boolean> {
  return (await db.user.count({ where: { isAdministrator: true, disabledAt: null } })) > 0;
}
