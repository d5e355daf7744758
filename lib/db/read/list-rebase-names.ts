import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface RebaseName {
  readonly release: string;
  readonly publishedAt: Date | null;
}

/** What a port has followed, in release order, without the measurements. One query. */
export function listRebaseNames(db: DatabaseClient, portId: number): Promise<RebaseName[]> {
  return db.rebase.findMany({
    where: { portId, deletedAt: null },
    orderBy: [{ order: 'asc' }, { release: 'asc' }],
    select: { release: true, publishedAt: true },
  });
}
