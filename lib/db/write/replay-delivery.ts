import { ulid } from 'ulid';

import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

export type ReplayOutcome =
  | { readonly kind: 'scheduled'; readonly deliveryId: string }
  /** One sentence for whoever asked. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Sends a dead delivery again, as a delivery of its own with an id of its own and the same body; once at a time. */
export function replayDelivery(
  db: DatabaseClient,
  { deliveryId, at }: { readonly deliveryId: string; readonly at: Date },
): Promise<ReplayOutcome> {
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM delivery WHERE id = ${deliveryId} FOR UPDATE`;
    // One after the other: of a question with several relations Prisma makes queries that run at once, for which a
    // transaction has but one connection.
    const dead = await tx.delivery.findUnique({
      where: { id: deliveryId },
      include: { endpoint: true },
    });
    if (dead === null || dead.eventId === null) return refuse('There is no such delivery.');
    if (dead.state !== 'dead') return refuse('Only a dead delivery can be sent again.');
    const replaying = { replayOfId: deliveryId, state: 'scheduled' };
    if ((await tx.delivery.count({ where: replaying })) > 0) {
      return refuse('It is being sent again already.');
    }
    const goesOn = { deliveries: { some: { id: deliveryId } }, endedAt: null };
    const isSubscribed = (await tx.subscription.count({ where: goesOn })) > 0;
    if (dead.endpoint !== null && dead.endpoint.state !== 'active') {
      return refuse('Its endpoint is not active: enable and test it first.');
    }
    if (!isSubscribed) return refuse('Its subscription has ended.');
    const { eventId, subscriptionId, endpointId, lane, seq, channel, endpoint } = dead;
    const { id } = await tx.delivery.create({
      data: {
        id: ulid(),
        eventId,
        subscriptionId,
        endpointId,
        lane,
        seq,
        channel,
        // A mail holds its id in its header, and is composed anew.
        body: endpoint === null ? null : dead.body,
        state: 'scheduled',
        dueAt: at,
        createdAt: at,
        replayOfId: dead.id,
      },
    });
    return { kind: 'scheduled', deliveryId: id };
  });
}

function refuse(reason: string): ReplayOutcome {
  return { kind: 'refused', reason };
}
