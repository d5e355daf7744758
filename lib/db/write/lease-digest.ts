// What one address is owed on a daily or weekly pace goes out as one mail, and is delivered or tried again together.
import { ulid } from 'ulid';

import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

import type { LeaseOptions } from './lease-deliveries.ts';

export interface LeasedDigest {
  readonly digestId: string;
  readonly addressId: string;
  /** In the order in which their events happened. */
  readonly deliveryIds: readonly string[];
  readonly leaseToken: string;
}

/**
 * Takes all that is due to one address; what becomes due while a digest is being tried again waits for the next. Null:
 * nothing is due.
 */
export function leaseDigest(
  db: DatabaseClient,
  { now, leaseMs }: LeaseOptions,
): Promise<LeasedDigest | null> {
  return inTransaction(db, async (tx) => {
    const addresses = await tx.$queryRaw<{ id: string }[]>`
      SELECT a.id FROM mail_address a
      WHERE a.id IN (
        SELECT s."addressId" FROM delivery d JOIN subscription s ON s.id = d."subscriptionId"
        WHERE d.state = 'scheduled' AND d."dueAt" <= ${now} AND d.channel = 'mail' AND d."eventId" IS NOT NULL
          AND (d."leasedUntil" IS NULL OR d."leasedUntil" <= ${now})
          AND (
            d."digestId" IS NOT NULL
            OR (s.pace <> 'at-once' AND NOT EXISTS (
              SELECT 1 FROM delivery u JOIN subscription us ON us.id = u."subscriptionId"
              WHERE us."addressId" = s."addressId" AND u.state = 'scheduled' AND u."digestId" IS NOT NULL
            ))
          )
      )
      ORDER BY a.id LIMIT 1 FOR UPDATE SKIP LOCKED`;
    const [address] = addresses;
    if (address === undefined) return null;
    const due = await tx.$queryRaw<{ id: string; digestId: string | null }[]>`
      SELECT d.id, d."digestId" FROM delivery d
      JOIN subscription s ON s.id = d."subscriptionId"
      JOIN incident_event v ON v.id = d."eventId"
      WHERE s."addressId" = ${address.id} AND d.state = 'scheduled' AND d."dueAt" <= ${now} AND d.channel = 'mail'
        AND (d."leasedUntil" IS NULL OR d."leasedUntil" <= ${now})
        AND (d."digestId" IS NOT NULL OR s.pace <> 'at-once')
      ORDER BY v.at, d.seq, d.id FOR UPDATE OF d`;
    const begun = due.flatMap(({ digestId }) => (digestId === null ? [] : [digestId])).sort()[0];
    const digestId = begun ?? ulid();
    const deliveryIds = due
      .filter((delivery) => delivery.digestId === (begun ?? null))
      .map(({ id }) => id);
    if (deliveryIds.length === 0) return null;
    const leaseToken = ulid();
    await tx.delivery.updateMany({
      where: { id: { in: deliveryIds } },
      data: {
        digestId,
        leaseToken,
        leasedUntil: new Date(now.getTime() + leaseMs),
        attempts: { increment: 1 },
      },
    });
    return { digestId, addressId: address.id, deliveryIds, leaseToken };
  });
}
