import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Whether the link can still make an administrator. */
export async function isSetupLinkOpen(
  db: DatabaseClient,
  tokenHash: string,
  now: Date,
): Promise<boolean> {
  const link = { tokenHash, usedAt: null, expiresAt: { gt: now } };
  return (await db.setupLink.count({ where: link })) > 0;
}
