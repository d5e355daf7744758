import { ulid } from 'ulid';

import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

import { closeDeliveries } from './close-deliveries.ts';

export interface EndpointToDisable {
  readonly endpointId: string;
  /** One sentence. */
  readonly reason: string;
  readonly at: Date;
  /** Whether its owner is told by mail: not when it was they who did it. */
  readonly isOwnerTold: boolean;
}

/** Nothing goes there any more; what was due is dead and can be sent again by hand. False: it was disabled already. */
export function disableEndpoint(
  db: DatabaseClient,
  { endpointId, reason, at, isOwnerTold }: EndpointToDisable,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { count } = await tx.endpoint.updateMany({
      where: { id: endpointId, state: { not: 'disabled' } },
      data: { state: 'disabled', disabledReason: reason, pausedUntil: null },
    });
    if (count === 0) return false;
    await closeDeliveries(tx, {
      where: { endpointId, channel: { not: 'mail' } },
      reason: `The endpoint was disabled: ${reason}`,
      at,
    });
    if (isOwnerTold) {
      await tx.delivery.create({
        data: {
          id: ulid(),
          endpointId,
          lane: `notice:${endpointId}`,
          seq: 0,
          channel: 'mail',
          state: 'scheduled',
          dueAt: at,
          createdAt: at,
        },
      });
    }
    return true;
  });
}
