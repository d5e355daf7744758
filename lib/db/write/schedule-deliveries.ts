// The outbox: one delivery for each event and subscription that is owed it, in the transaction that makes the event.
import { ulid } from 'ulid';

import type { Prisma } from '#lib/db/generated/client.ts';
import type { Channel } from '#lib/domain/alert.ts';

export interface DeliveryToSchedule {
  readonly eventId: string;
  readonly incidentId: string;
  readonly seq: number;
  readonly subscriptionId: string;
  /** Of the mail address or endpoint. */
  readonly recipientId: string;
  readonly endpointId: string | null;
  readonly channel: Channel;
  readonly dueAt: Date;
}

export async function scheduleDeliveries(
  tx: Prisma.TransactionClient,
  deliveries: readonly DeliveryToSchedule[],
  now: Date,
): Promise<void> {
  await tx.delivery.createMany({
    data: deliveries.map(({ incidentId, recipientId, ...delivery }) => ({
      id: ulid(now.getTime()),
      lane: `${recipientId}:${incidentId}`,
      state: 'scheduled',
      createdAt: now,
      ...delivery,
    })),
  });
}
