import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

export interface ReleaseDate {
  /** As upstream spells the tag. */
  readonly name: string;
  /** The commit that was dated: a tag that has moved since keeps waiting for its date. */
  readonly sha: string;
  /** Commit date of `sha`. */
  readonly releasedAt: Date;
}

/** Returns how many releases got a date that they had not. */
export function recordReleaseDates(
  db: DatabaseClient,
  repositoryId: number,
  dates: readonly ReleaseDate[],
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const undated = await tx.release.findMany({
      where: { repositoryId, releasedAt: null },
      select: { name: true },
    });
    const waiting = new Set(undated.map(({ name }) => name));
    let changed = 0;
    for (const { name, sha, releasedAt } of dates) {
      if (!waiting.has(name)) continue;
      const { count } = await tx.release.updateMany({
        where: { repositoryId, name, sha, releasedAt: null },
        data: { releasedAt },
      });
      changed += count;
    }
    return changed;
  });
}
