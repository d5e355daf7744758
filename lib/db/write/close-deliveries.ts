// Deliveries that cannot arrive any more are dead, and say why: they are never left waiting for what will not come.
import type { Prisma } from '#lib/db/generated/client.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Those that nobody is sending at this moment; whoever sends one ends it. Returns how many. */
export async function closeDeliveries(
  db: DatabaseClient,
  {
    where,
    reason,
    at,
  }: { readonly where: Prisma.DeliveryWhereInput; readonly reason: string; readonly at: Date },
): Promise<number> {
  const { count } = await db.delivery.updateMany({
    where: {
      AND: [
        where,
        { state: 'scheduled', OR: [{ leasedUntil: null }, { leasedUntil: { lte: at } }] },
      ],
    },
    data: { state: 'dead', deadAt: at, deadReason: reason, leasedUntil: null, leaseToken: null },
  });
  return count;
}

/** Those that were made, or given back, just when their receiver went away. Returns how many. */
export async function closeUndeliverable(db: DatabaseClient, at: Date): Promise<number> {
  const disabled = await closeDeliveries(db, {
    where: { endpoint: { state: 'disabled' }, channel: { not: 'mail' } },
    reason: 'Its endpoint is disabled.',
    at,
  });
  const ended = await closeDeliveries(db, {
    where: { subscription: { endedAt: { not: null } } },
    reason: 'Its subscription has ended.',
    at,
  });
  return disabled + ended;
}
