import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Whether a port of this fork still shows a recording, although its fork has been fetched. */
export async function hasRecordedRebases(db: DatabaseClient, forkId: number): Promise<boolean> {
  const recorded = await db.revision.findFirst({
    where: {
      source: 'recorded',
      isNewest: true,
      rebase: { deletedAt: null, port: { forkId, fork: { fetchedAt: { not: null } } } },
    },
    select: { id: true },
  });
  return recorded !== null;
}
