import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Keeps what is sent, so that the next attempt sends the same bytes. False: somebody else has the delivery by now. */
export async function storeDeliveryBody(
  db: DatabaseClient,
  {
    id,
    leaseToken,
    body,
  }: { readonly id: string; readonly leaseToken: string; readonly body: string },
): Promise<boolean> {
  const { count } = await db.delivery.updateMany({
    where: { id, leaseToken, state: 'scheduled', body: null },
    data: { body },
  });
  return count === 1;
}
