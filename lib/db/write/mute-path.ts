// Conflicts of a path alert nobody; the next evaluation of the port's alerts goes by it.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface PathAct {
  readonly portId: number;
  /** As in a conflict. */
  readonly path: string;
  readonly actorId: string;
  readonly at: Date;
}

/** False: it was muted already; who did it first is kept. */
export async function mutePath(
  db: DatabaseClient,
  { portId, path, actorId, at }: PathAct,
): Promise<boolean> {
  const { count } = await db.mutedPath.createMany({
    data: [{ portId, path, mutedById: actorId, mutedAt: at }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** False: it was not muted. */
export async function unmutePath(
  db: DatabaseClient,
  { portId, path }: Pick<PathAct, 'portId' | 'path'>,
): Promise<boolean> {
  const { count } = await db.mutedPath.deleteMany({ where: { portId, path } });
  return count === 1;
}
