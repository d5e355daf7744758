import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

import { closeDeliveries } from './close-deliveries.ts';

export interface SubscriptionsToEnd {
  /** One, or all of an address. */
  readonly which: { readonly id: string } | { readonly addressId: string };
  /** One sentence. */
  readonly reason: string;
  readonly at: Date;
}

/** Nothing more is sent for them, not even what is due already. Returns how many had not ended before. */
export function endSubscriptions(
  db: DatabaseClient,
  { which, reason, at }: SubscriptionsToEnd,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { count } = await tx.subscription.updateMany({
      where: { ...which, endedAt: null },
      data: { endedAt: at, endedReason: reason },
    });
    await closeDeliveries(tx, { where: { subscription: which }, reason, at });
    return count;
  });
}
