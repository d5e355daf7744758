import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import { paceDueAt } from '#lib/domain/digest-slot.ts';
import type { SubscriptionFilters } from '#lib/domain/subscription-filters.ts';

import { toColumns } from './subscribe-endpoint.ts';

export interface SubscriptionChange {
  readonly id: string;
  readonly filters: SubscriptionFilters;
  readonly at: Date;
}

/**
 * What is owed already stays owed; what was not begun yet keeps to the new pace. False: there is none, or it has ended.
 */
export function changeSubscription(
  db: DatabaseClient,
  { id, filters, at }: SubscriptionChange,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const before = await tx.subscription.findUnique({ where: { id } });
    const { count } = await tx.subscription.updateMany({
      where: { id, endedAt: null },
      data: toColumns(filters),
    });
    if (count === 0) return false;
    if (before !== null && before.pace !== filters.pace) {
      await tx.delivery.updateMany({
        where: { subscriptionId: id, state: 'scheduled', attempts: 0, eventId: { not: null } },
        data: { dueAt: paceDueAt(filters.pace, at) },
      });
    }
    return true;
  });
}
