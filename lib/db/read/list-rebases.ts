import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';

import { listStepTransitions } from './list-step-transitions.ts';
import { listSums } from './list-sums.ts';
import { toRebaseView } from './rebase-row.ts';

/** A port's rebases in release order, each with its newest revision; those gone from the fork are among them. */
export async function listRebases(db: DatabaseClient, portId: number): Promise<RebaseView[]> {
  const [rows, transitions] = await Promise.all([
    db.rebase.findMany({
      where: { portId },
      orderBy: [{ order: 'asc' }, { release: 'asc' }],
      include: { revisions: { where: { isNewest: true } } },
    }),
    listStepTransitions(db, portId),
  ]);
  const sums = await listSums(
    db,
    rows.flatMap(({ revisions }) => revisions.map(({ id }) => id)),
  );
  return rows.flatMap(({ revisions: [newest], ...rebase }) => {
    if (newest === undefined) return [];
    const transition = transitions.get(newest.id) ?? null;
    return [toRebaseView(rebase, newest, { sums: sums.get(newest.id) ?? [], transition })];
  });
}
