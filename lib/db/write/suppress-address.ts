import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

import { closeDeliveries } from './close-deliveries.ts';

/** Why nothing is sent to an address any more. */
export const SUPPRESSIONS = {
  bounced: 'Mail to this address comes back.',
  unsubscribed: 'Its owner wants no mail of ours.',
  barred: 'An administrator barred this address.',
} as const;

export interface AddressToSuppress {
  /** lib/auth/mail-links.ts */
  readonly addressHash: string;
  readonly reason: keyof typeof SUPPRESSIONS;
  readonly at: Date;
  /** Its row, whose subscriptions end. Null: it has none. */
  readonly addressId: string | null;
}

/** Nothing is ever sent there again, not even a question; the first reason stays. */
export function suppressAddress(
  db: DatabaseClient,
  { addressHash, reason, at, addressId }: AddressToSuppress,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx.mailSuppression.createMany({
      data: [{ addressHash, reason, at }],
      skipDuplicates: true,
    });
    if (addressId === null) return;
    await tx.mailAddress.updateMany({
      where: { id: addressId },
      data: { verifiedAt: null, confirmTokenHash: null, confirmExpiresAt: null },
    });
    await tx.subscription.updateMany({
      where: { addressId, endedAt: null },
      data: { endedAt: at, endedReason: SUPPRESSIONS[reason] },
    });
    await closeDeliveries(tx, {
      where: { subscription: { addressId } },
      reason: SUPPRESSIONS[reason],
      at,
    });
  });
}
