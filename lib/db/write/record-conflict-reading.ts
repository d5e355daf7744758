// The text of conflicts that were looked at last is kept, and no more of it than so many; a failure never replaces a text.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import { type ConflictReading, READING_VERSION } from '#lib/domain/conflict-reading.ts';

/** A reading is at most some hundred kilobytes, mostly five. */
const KEPT_TEXTS = 1000;

interface ConflictKey {
  readonly rehearsalId: number;
  readonly path: string;
  readonly readAt: Date;
}

export function recordConflictReading(
  db: DatabaseClient,
  { rehearsalId, path, reading, readAt }: ConflictKey & { readonly reading: ConflictReading },
): Promise<void> {
  const row = { reading, failure: null, readAt, readingVersion: READING_VERSION };
  return inTransaction(db, async (tx) => {
    await tx.conflictText.upsert({
      where: { rehearsalId_path: { rehearsalId, path } },
      create: { rehearsalId, path, ...row },
      update: row,
    });
    const oldest = await tx.conflictText.findFirst({
      orderBy: { readAt: 'desc' },
      skip: KEPT_TEXTS,
      select: { readAt: true },
    });
    if (oldest !== null) {
      await tx.conflictText.deleteMany({ where: { readAt: { lte: oldest.readAt, lt: readAt } } });
    }
  });
}

/** `failure` is a sentence. */
export async function recordConflictFailure(
  db: DatabaseClient,
  { rehearsalId, path, failure, readAt }: ConflictKey & { readonly failure: string },
): Promise<void> {
  const key = { rehearsalId, path };
  const row = { failure, readAt, readingVersion: READING_VERSION };
  await inTransaction(db, async (tx) => {
    const { count } = await tx.conflictText.updateMany({
      where: {
        ...key,
        NOT: { failure: null, readingVersion: READING_VERSION },
      },
      data: row,
    });
    if (count > 0) return;
    await tx.conflictText.createMany({ data: [{ ...key, ...row }], skipDuplicates: true });
  });
}
