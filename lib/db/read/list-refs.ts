import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface RefRow {
  readonly name: string;
  /** The commit; an annotated tag is peeled. */
  readonly sha: string;
  readonly tagSha: string | null;
  readonly firstSeenAt: Date;
  /** When `sha` was first seen under this name. */
  readonly movedAt: Date;
  readonly missedListings: number;
  readonly deletedAt: Date | null;
}

/** Every ref we hold of a repository, the deleted ones too, by name. */
export function listRefs(db: DatabaseClient, repositoryId: number): Promise<RefRow[]> {
  return db.ref.findMany({
    where: { repositoryId },
    orderBy: { name: 'asc' },
    omit: { id: true, repositoryId: true },
  });
}

/** The refs that are there as far as we know: one that was missed once is still among them. */
export function listLiveRefs(db: DatabaseClient, repositoryId: number): Promise<RefRow[]> {
  return db.ref.findMany({
    where: { repositoryId, deletedAt: null },
    orderBy: { name: 'asc' },
    omit: { id: true, repositoryId: true },
  });
}
