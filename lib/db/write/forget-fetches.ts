import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** For a mirror that is new or was lost: what is listed must be fetched again, and nothing that is stored changes. */
export async function forgetFetches(db: DatabaseClient): Promise<void> {
  await db.repository.updateMany({
    where: { fetchedAt: { not: null } },
    data: { fetchedAt: null, nextPollAt: null },
  });
}
