import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { compareLines } from '#lib/domain/go-release.ts';

/** Lines that upstream or a port has a release of, newest first: to choose from. */
export async function listLineNames(db: DatabaseClient): Promise<readonly string[]> {
  const [releases, rebases] = await Promise.all([
    // Prisma picks what is distinct only once it has read every row: groupBy leaves it to Postgres.
    db.release.groupBy({ by: ['line'] }),
    db.rebase.groupBy({ by: ['line'] }),
  ]);
  const lines = new Set([...releases, ...rebases].map(({ line }) => line));
  return [...lines].toSorted((a, b) => compareLines(b, a));
}
