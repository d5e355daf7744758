import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import {
  conflictReading,
  type ConflictReading,
  READING_VERSION,
} from '#lib/domain/conflict-reading.ts';

import { type StoredReading, toStoredReading } from './stored-reading.ts';

export async function getConflictText(
  db: DatabaseClient,
  rehearsalId: number,
  path: string,
): Promise<StoredReading<ConflictReading>> {
  const row = await db.conflictText.findUnique({
    where: { rehearsalId_path: { rehearsalId, path } },
  });
  return toStoredReading(row, READING_VERSION, (reading) => conflictReading.parse(reading));
}
