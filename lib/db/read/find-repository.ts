import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface FoundRepository {
  readonly id: number;
  readonly fullName: string;
}

/** By its name, which GitHub compares without case. Null: it is none of ours. */
export function findRepository(
  db: DatabaseClient,
  fullName: string,
): Promise<FoundRepository | null> {
  return db.repository.findFirst({
    where: { fullName: { equals: fullName, mode: 'insensitive' } },
    select: { id: true, fullName: true },
  });
}
