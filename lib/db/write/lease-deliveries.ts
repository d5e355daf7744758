// Deliveries are taken by one worker at a time, for a while: what a worker that was killed had taken is free again then.
import { ulid } from 'ulid';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface LeaseOptions {
  readonly now: Date;
  /** How long nobody else may send it; longer than sending can take. */
  readonly leaseMs: number;
}

export interface LeasedDelivery {
  readonly id: string;
  /** Null: mail. */
  readonly endpointId: string | null;
  /** What must not be asked too much at once: the host, "mail", or "github-issue". */
  readonly host: string;
  /** Shown again to write the result. */
  readonly leaseToken: string;
}

export interface BusyReceivers {
  /** As `LeasedDelivery.host`: nothing of theirs is taken. */
  readonly hosts: readonly string[];
  readonly endpointIds: readonly string[];
}

/**
 * Takes at most one due delivery of each host, the longest due first, and counts the attempt. What goes into a digest is
 * left to `leaseDigest`. Never two of a lane and pace: the later one waits until the earlier has ended.
 */
export async function leaseDeliveries(
  db: DatabaseClient,
  { now, leaseMs }: LeaseOptions,
  { hosts, endpointIds }: BusyReceivers,
): Promise<LeasedDelivery[]> {
  const leaseToken = ulid();
  const leasedUntil = new Date(now.getTime() + leaseMs);
  const rows = await db.$queryRaw<Omit<LeasedDelivery, 'leaseToken'>[]>`
    WITH due AS (
      SELECT d.id, d."dueAt", d."endpointId",
        CASE WHEN d.channel IN ('mail', 'github-issue') THEN d.channel ELSE e."targetLabel" END AS host
      FROM delivery d
      LEFT JOIN endpoint e ON e.id = d."endpointId"
      LEFT JOIN subscription s ON s.id = d."subscriptionId"
      WHERE d.state = 'scheduled' AND d."dueAt" <= ${now}
        AND (d."leasedUntil" IS NULL OR d."leasedUntil" <= ${now})
        AND CASE
          WHEN d.channel = 'mail' THEN d."eventId" IS NULL OR (d."digestId" IS NULL AND s.pace = 'at-once')
          WHEN d."eventId" IS NULL THEN e.state <> 'disabled'
          ELSE e.state = 'active' AND (e."pausedUntil" IS NULL OR e."pausedUntil" <= ${now})
        END
        AND (d."endpointId" IS NULL OR NOT d."endpointId" = ANY(${[...endpointIds]}::text[]))
        AND NOT EXISTS (
          SELECT 1 FROM delivery b LEFT JOIN subscription bs ON bs.id = b."subscriptionId"
          WHERE b.lane = d.lane AND b.state = 'scheduled' AND (b.seq, b.id) < (d.seq, d.id)
            AND bs.pace IS NOT DISTINCT FROM s.pace
        )
    ), chosen AS (
      SELECT DISTINCT ON (host) id, "endpointId", host FROM due
      WHERE NOT host = ANY(${[...hosts]}::text[])
      ORDER BY host, "dueAt", id
    ), taken AS (
      SELECT d.id FROM delivery d
      WHERE d.id IN (SELECT id FROM chosen)
        AND d.state = 'scheduled' AND (d."leasedUntil" IS NULL OR d."leasedUntil" <= ${now})
      FOR UPDATE SKIP LOCKED
    )
    UPDATE delivery d
    SET "leasedUntil" = ${leasedUntil}, "leaseToken" = ${leaseToken}, attempts = d.attempts + 1
    FROM taken JOIN chosen USING (id)
    WHERE d.id = taken.id
    RETURNING d.id, chosen."endpointId", chosen.host`;
  return rows.map((row) => ({ ...row, leaseToken }));
}
