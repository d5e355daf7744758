import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import {
  PATCH_READING_VERSION,
  patchReading,
  type PatchReading,
} from '#lib/domain/patch-reading.ts';

import { type StoredReading, toStoredReading } from './stored-reading.ts';

export async function getPatchText(
  db: DatabaseClient,
  revisionId: number,
  path: string,
): Promise<StoredReading<PatchReading>> {
  const row = await db.patchText.findUnique({
    where: { revisionId_path: { revisionId, path } },
  });
  return toStoredReading(row, PATCH_READING_VERSION, (reading) => patchReading.parse(reading));
}
