import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface FetchToRecord {
  readonly repositoryId: number;
  /** `listedAt` of the listing whose refs are all in the mirror now. */
  readonly fetchedAt: Date;
}

/** A fetch of an older listing that ends late changes nothing. */
export async function recordFetch(
  db: DatabaseClient,
  { repositoryId, fetchedAt }: FetchToRecord,
): Promise<void> {
  await db.repository.updateMany({
    where: { id: repositoryId, OR: [{ fetchedAt: null }, { fetchedAt: { lt: fetchedAt } }] },
    data: { fetchedAt },
  });
}
