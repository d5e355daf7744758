import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { DatedRebase } from '#lib/domain/backtest.ts';

/** What a port has followed and when, in release order, without the measurements. One query. */
export function listRebaseNames(db: DatabaseClient, portId: number): Promise<DatedRebase[]> {
  return db.rebase.findMany({
    where: { portId, deletedAt: null },
    orderBy: [{ order: 'asc' }, { release: 'asc' }],
    select: {
      release: true,
      line: true,
      kind: true,
      order: true,
      releasedAt: true,
      publishedAt: true,
    },
  });
}
