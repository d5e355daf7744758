// The culprits of a rehearsal are stored together, so that one without them is known to be unexamined.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { Culprit } from '#lib/domain/culprit.ts';

export interface CulpritsToRecord {
  readonly rehearsalId: number;
  /** One for each conflict. */
  readonly culprits: readonly Culprit[];
  readonly at: Date;
}

export function recordCulprits(
  db: DatabaseClient,
  { rehearsalId, culprits, at }: CulpritsToRecord,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx.rehearsal.update({ where: { id: rehearsalId }, data: { culpritsAt: at } });
    for (const { path, commit, unmeasuredReason, candidates, foundBy, isMonotonic } of culprits) {
      await tx.conflict.updateMany({
        where: { rehearsalId, path },
        data: {
          culpritSha: commit?.sha ?? null,
          culpritDate: commit?.landedAt ?? null,
          culpritAuthor: commit?.author ?? null,
          culpritSubject: commit?.subject ?? null,
          culpritCl: commit?.cl ?? null,
          culpritFoundBy: foundBy,
          culpritReason: unmeasuredReason,
          isMonotonic,
          candidates,
        },
      });
    }
  });
}
