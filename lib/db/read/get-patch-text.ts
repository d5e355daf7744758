import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import {
  PATCH_READING_VERSION,
  patchReading,
  type PatchReading,
} from '#lib/domain/patch-reading.ts';

export type PatchText =
  | { readonly kind: 'read'; readonly reading: PatchReading }
  /** A sentence. */
  | { readonly kind: 'failed'; readonly failure: string; readonly at: Date }
  | { readonly kind: 'unread' };

export async function getPatchText(
  db: DatabaseClient,
  revisionId: number,
  path: string,
): Promise<PatchText> {
  const row = await db.patchText.findUnique({
    where: { revisionId_path: { revisionId, path } },
  });
  if (row === null || row.readingVersion !== PATCH_READING_VERSION) return { kind: 'unread' };
  if (row.failure !== null) return { kind: 'failed', failure: row.failure, at: row.readAt };
  return { kind: 'read', reading: patchReading.parse(row.reading) };
}
