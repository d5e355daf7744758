import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';

import { listStepTransitions } from './list-step-transitions.ts';
import { type RebaseRow, type RevisionRow, toRebaseView } from './rebase-row.ts';
import { readSums, sumsColumns } from './sums-row.ts';

/** With the id of the revision. */
type NewestRow = Omit<RebaseRow, 'id'> & RevisionRow;

/**
 * A port's rebases in release order, each with its newest revision; those gone from the fork are among them. In two questions,
 * however many there are.
 */
export async function listRebases(db: DatabaseClient, portId: number): Promise<RebaseView[]> {
  const [rows, transitions] = await Promise.all([
    db.$queryRaw<readonly NewestRow[]>`
      SELECT b.*, n.*, ${sumsColumns}
      FROM rebase b JOIN revision n ON n."rebaseId" = b.id AND n."isNewest"
      WHERE b."portId" = ${portId}
      ORDER BY b."order", b.release`,
    listStepTransitions(db, portId),
  ]);
  return rows.map((row) => {
    const transition = transitions.get(row.id) ?? null;
    return toRebaseView(row, row, { sums: readSums(row), transition });
  });
}
