import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Of the newest event of an incident; 0 when it has none. The incident must be held, or the next event may be somebody else's. */
export async function getLastSeq(db: DatabaseClient, incidentId: string): Promise<number> {
  const last = await db.incidentEvent.findFirst({
    where: { incidentId },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  });
  return last?.seq ?? 0;
}
