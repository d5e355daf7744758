import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';

import { revisionWithSums, toRebaseView } from './rebase-row.ts';

/** A port's rebases in release order, each with its newest revision; those gone from the fork are among them. */
export async function listRebases(db: DatabaseClient, portId: number): Promise<RebaseView[]> {
  const rows = await db.rebase.findMany({
    where: { portId },
    orderBy: [{ order: 'asc' }, { release: 'asc' }],
    include: { revisions: { where: { isNewest: true }, ...revisionWithSums } },
  });
  return rows.flatMap(({ revisions: [newest], ...rebase }) =>
    newest === undefined ? [] : [toRebaseView(rebase, newest)],
  );
}
