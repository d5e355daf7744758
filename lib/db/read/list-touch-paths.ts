import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Old paths of a revision's touch surface: its files that upstream owns. */
export async function listTouchPaths(db: DatabaseClient, revisionId: number): Promise<string[]> {
  const files = await db.fileChange.findMany({
    where: { revisionId, status: { not: 'added' } },
    select: { path: true, previousPath: true },
    orderBy: { position: 'asc' },
  });
  return files.map(({ path, previousPath }) => previousPath ?? path);
}
