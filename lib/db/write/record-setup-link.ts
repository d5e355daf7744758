import { hasAdministrator } from '#lib/db/read/has-administrator.ts';
import { type DatabaseClient, inTransaction } from '#lib/db/in-transaction.ts';

export interface SetupLinkToRecord {
  /** SHA-256 of the token in the link. */
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** False, and nothing is kept, when there is an administrator already. Links of earlier starts are void. */
export function recordSetupLink(db: DatabaseClient, link: SetupLinkToRecord): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    if (await hasAdministrator(tx)) return false;
    await tx.setupLink.deleteMany({ where: { usedAt: null } });
    await tx.setupLink.create({ data: link });
    return true;
  });
}
