// Whether whole rehearsals confirm the culprits of a rehearsal is stored together, and of no culprit but the one that was asked about.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

export interface ConfirmationsToRecord {
  readonly rehearsalId: number;
  readonly confirmations: readonly {
    readonly path: string;
    /** The culprit. */
    readonly sha: string;
    readonly isConfirmed: boolean;
  }[];
  readonly at: Date;
}

export function recordConfirmations(
  db: DatabaseClient,
  { rehearsalId, confirmations, at }: ConfirmationsToRecord,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    // Rehearsed anew meanwhile: its culprits are looked for again, and these belong to nothing.
    const { count } = await tx.rehearsal.updateMany({
      where: { id: rehearsalId, culpritsAt: { not: null } },
      data: { confirmedAt: at },
    });
    if (count === 0) return;
    for (const { path, sha, isConfirmed } of confirmations) {
      await tx.conflict.updateMany({
        where: { rehearsalId, path, culpritSha: sha },
        data: { isConfirmed },
      });
    }
  });
}
