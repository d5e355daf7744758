import { ulid } from 'ulid';

import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

/** Puts a test into the outbox, unless one waits already: then its id is returned. Null: there is no such endpoint, or it is disabled. */
export function requestTestDelivery(
  db: DatabaseClient,
  { endpointId, at }: { readonly endpointId: string; readonly at: Date },
): Promise<string | null> {
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM endpoint WHERE id = ${endpointId} FOR UPDATE`;
    const endpoint = await tx.endpoint.findUnique({ where: { id: endpointId } });
    if (endpoint === null || endpoint.state === 'disabled') return null;
    const lane = `test:${endpointId}`;
    const waiting = await tx.delivery.findFirst({ where: { lane, state: 'scheduled' } });
    if (waiting !== null) return waiting.id;
    const { id } = await tx.delivery.create({
      data: {
        id: ulid(),
        endpointId,
        lane,
        seq: 0,
        channel: endpoint.channel,
        state: 'scheduled',
        dueAt: at,
        createdAt: at,
      },
    });
    return id;
  });
}
