import { askForReading } from '#app/ports/[port]/ask-for-reading.ts';
import type { Unread } from '#components/code/unread-text.tsx';
import { getConflictText } from '#lib/db/read/get-conflict-text.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { StoredReading } from '#lib/db/read/stored-reading.ts';
import type { ConflictDetail } from '#lib/domain/conflict-page.ts';
import type { ConflictReading } from '#lib/domain/conflict-reading.ts';
import { readConflictsKey } from '#lib/domain/job-key.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import { enqueueReadConflicts } from '#lib/jobs/enqueue.ts';

type Answer = Extract<StoredReading<ConflictReading>, { kind: 'read' }> | Unread;

/** The text of a conflict that is known, or why it is not here; then it is asked for. */
export async function askForText(
  { rehearsal, conflict }: ConflictDetail,
  port: PortView,
  now: Date,
): Promise<Answer> {
  const text = await getConflictText(pageDatabase(), rehearsal.id, conflict.path);
  if (text.kind === 'read') return text;
  return await askForReading(port, now, {
    key: readConflictsKey(rehearsal.id),
    enqueue: (db) => enqueueReadConflicts(db, { rehearsalId: rehearsal.id }),
    failed: text.kind === 'failed' ? text : null,
  });
}
