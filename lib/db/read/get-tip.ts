import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface Tip {
  readonly sha: string;
  /** When some port was last rehearsed onto a tip of this upstream. Null: never. */
  readonly lastRehearsedAt: Date | null;
}

/** Upstream's `master`, as listed last. Null: it was never listed, or is gone. */
export async function getTip(db: DatabaseClient, upstreamId: number): Promise<Tip | null> {
  const ref = await db.ref.findUnique({
    where: { repositoryId_name: { repositoryId: upstreamId, name: 'refs/heads/master' } },
    select: { sha: true, deletedAt: true },
  });
  if (ref === null || ref.deletedAt !== null) return null;
  const last = await db.rehearsal.findFirst({
    where: {
      targetKind: 'tip',
      outcome: { not: 'error' },
      from: { isNewest: true, rebase: { port: { upstreamId } } },
    },
    orderBy: { rehearsedAt: 'desc' },
    select: { rehearsedAt: true },
  });
  return { sha: ref.sha, lastRehearsedAt: last?.rehearsedAt ?? null };
}
