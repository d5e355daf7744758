import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** The releases a port was rebased onto, in release order: enough to find one and its neighbours. */
export async function listReleaseNames(db: DatabaseClient, portId: number): Promise<string[]> {
  const rows = await db.rebase.findMany({
    where: { portId },
    orderBy: [{ order: 'asc' }, { release: 'asc' }],
    select: { release: true },
  });
  return rows.map(({ release }) => release);
}
