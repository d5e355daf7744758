import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

const toldRow = z.object({ subscriptionId: z.string() });

/** Subscriptions that were owed a message of an incident before an event of it, and since its end was last told: those that are owed its end. */
export async function listToldSubscriptions(
  db: DatabaseClient,
  { incidentId, beforeSeq }: { readonly incidentId: string; readonly beforeSeq: number },
): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT DISTINCT d."subscriptionId"
    FROM delivery d JOIN incident_event e ON e.id = d."eventId"
    WHERE e."incidentId" = ${incidentId} AND d."subscriptionId" IS NOT NULL
      AND e.kind NOT IN ('resolved', 'closed') AND e.seq < ${beforeSeq}
      AND e.seq > coalesce((SELECT max(l.seq) FROM incident_event l
        WHERE l."incidentId" = e."incidentId" AND l."isOwed" AND l.seq < ${beforeSeq} AND l.kind IN ('resolved', 'closed')), 0)`;
  return new Set(rows.map((row) => toldRow.parse(row).subscriptionId));
}
