// Everything that sending a delivery needs to know, secrets still sealed.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** In the order of `ids`. */
export async function listDeliveriesToSend(db: DatabaseClient, ids: readonly string[]) {
  const rows = await db.delivery.findMany({
    where: { id: { in: [...ids] } },
    include: {
      event: {
        include: {
          incident: { include: { port: { include: { fork: { select: { fullName: true } } } } } },
        },
      },
      subscription: { include: { address: true, port: { select: { slug: true, name: true } } } },
      endpoint: { include: { owner: { include: { maintains: true } } } },
      log: { orderBy: { number: 'desc' }, take: 1 },
    },
  });
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

export type DeliveryToSend = Awaited<ReturnType<typeof listDeliveriesToSend>>[number];
