import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** When the next delivery can be sent that cannot be yet: it is not due, taken, or its endpoint is paused. Null: there is none. */
export async function getNextDeliveryDue(db: DatabaseClient, now: Date): Promise<Date | null> {
  const rows = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT min(greatest(d."dueAt", d."leasedUntil", CASE WHEN d."eventId" IS NULL THEN NULL ELSE e."pausedUntil" END)) AS at
    FROM delivery d LEFT JOIN endpoint e ON e.id = d."endpointId"
    WHERE d.state = 'scheduled' AND (d.channel = 'mail' OR d."eventId" IS NULL OR e.state = 'active')
      AND greatest(d."dueAt", d."leasedUntil", CASE WHEN d."eventId" IS NULL THEN NULL ELSE e."pausedUntil" END) > ${now}`;
  return rows[0]?.at ?? null;
}
