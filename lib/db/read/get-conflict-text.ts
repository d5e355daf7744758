import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import {
  conflictReading,
  type ConflictReading,
  READING_VERSION,
} from '#lib/domain/conflict-reading.ts';

export type ConflictText =
  | { readonly kind: 'read'; readonly reading: ConflictReading }
  /** A sentence. */
  | { readonly kind: 'failed'; readonly failure: string; readonly at: Date }
  | { readonly kind: 'unread' };

export async function getConflictText(
  db: DatabaseClient,
  rehearsalId: number,
  path: string,
): Promise<ConflictText> {
  const row = await db.conflictText.findUnique({
    where: { rehearsalId_path: { rehearsalId, path } },
  });
  if (row === null || row.readingVersion !== READING_VERSION) return { kind: 'unread' };
  if (row.failure !== null) return { kind: 'failed', failure: row.failure, at: row.readAt };
  return { kind: 'read', reading: conflictReading.parse(row.reading) };
}
