import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Paths of a port whose conflicts alert nobody. */
export async function listMutedPaths(
  db: DatabaseClient,
  portId: number,
): Promise<ReadonlySet<string>> {
  const rows = await db.mutedPath.findMany({ where: { portId }, select: { path: true } });
  return new Set(rows.map(({ path }) => path));
}
