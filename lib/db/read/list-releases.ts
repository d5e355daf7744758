import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface ReleaseRow {
  /** As upstream spells the tag. */
  readonly name: string;
  readonly line: string;
  readonly kind: string;
  readonly order: number;
  readonly sha: string;
  /** Null: the commit is not in the mirror yet. */
  readonly releasedAt: Date | null;
}

/** Upstream's releases in release order. */
export function listReleases(db: DatabaseClient, repositoryId: number): Promise<ReleaseRow[]> {
  return db.release.findMany({
    where: { repositoryId },
    orderBy: [{ order: 'asc' }, { name: 'asc' }],
    omit: { id: true, repositoryId: true },
  });
}
