import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

export interface ConfirmedMail {
  readonly addressId: string;
  /** What it is owed from now on. */
  readonly subscriptionIds: readonly string[];
}

/** Wishes older than the question's life were not what it asked. */
const LIFE_MS = 24 * 3_600_000;

/** Each token counts once: every wish that it asked for, and that was made while it was open, begins. Null: it is none, used or too old. */
export function confirmMail(
  db: DatabaseClient,
  { confirmTokenHash, at }: { readonly confirmTokenHash: string; readonly at: Date },
): Promise<ConfirmedMail | null> {
  return inTransaction(db, async (tx) => {
    const [address] = await tx.mailAddress.updateManyAndReturn({
      where: { confirmTokenHash, confirmExpiresAt: { gt: at } },
      data: { verifiedAt: at, confirmTokenHash: null, confirmExpiresAt: null },
      select: { id: true },
    });
    if (address === undefined) return null;
    const begun = await tx.subscription.updateManyAndReturn({
      where: {
        addressId: address.id,
        activeSince: null,
        endedAt: null,
        createdAt: { gt: new Date(at.getTime() - LIFE_MS) },
      },
      data: { activeSince: at },
      select: { id: true },
    });
    return { addressId: address.id, subscriptionIds: begun.map(({ id }) => id) };
  });
}
