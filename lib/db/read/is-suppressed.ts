import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Whether nothing may be sent to an address; `addressHash` by lib/auth/mail-links.ts. */
export async function isSuppressed(db: DatabaseClient, addressHash: string): Promise<boolean> {
  return (await db.mailSuppression.count({ where: { addressHash } })) > 0;
}
