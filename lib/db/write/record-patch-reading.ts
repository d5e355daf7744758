// The patches of files that were looked at last are kept, and no more of them than so many; a failure never replaces a text.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import { PATCH_READING_VERSION, type PatchReading } from '#lib/domain/patch-reading.ts';

/** A reading is at most some hundred kilobytes, mostly five. */
const KEPT_TEXTS = 2000;

interface PatchKey {
  readonly revisionId: number;
  readonly path: string;
  readonly readAt: Date;
}

export function recordPatchReading(
  db: DatabaseClient,
  { revisionId, path, reading, readAt }: PatchKey & { readonly reading: PatchReading },
): Promise<void> {
  const row = { reading, failure: null, readAt, readingVersion: PATCH_READING_VERSION };
  return inTransaction(db, async (tx) => {
    await tx.patchText.upsert({
      where: { revisionId_path: { revisionId, path } },
      create: { revisionId, path, ...row },
      update: row,
    });
    const oldest = await tx.patchText.findFirst({
      orderBy: { readAt: 'desc' },
      skip: KEPT_TEXTS,
      select: { readAt: true },
    });
    if (oldest !== null) {
      await tx.patchText.deleteMany({ where: { readAt: { lte: oldest.readAt, lt: readAt } } });
    }
  });
}

/** `failure` is a sentence. */
export async function recordPatchFailure(
  db: DatabaseClient,
  { revisionId, path, failure, readAt }: PatchKey & { readonly failure: string },
): Promise<void> {
  const key = { revisionId, path };
  const row = { failure, readAt, readingVersion: PATCH_READING_VERSION };
  await inTransaction(db, async (tx) => {
    const { count } = await tx.patchText.updateMany({
      where: { ...key, NOT: { failure: null, readingVersion: PATCH_READING_VERSION } },
      data: row,
    });
    if (count > 0) return;
    await tx.patchText.createMany({ data: [{ ...key, ...row }], skipDuplicates: true });
  });
}
