import { readSettings } from '#app/settings.ts';
import type { Unread } from '#components/conflict/unread-text.tsx';
import { type ConflictText, getConflictText } from '#lib/db/read/get-conflict-text.ts';
import { getJobState } from '#lib/db/read/get-job-state.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { ConflictDetail } from '#lib/domain/conflict-page.ts';
import { readConflictsKey } from '#lib/domain/job-key.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import { enqueueReadConflicts } from '#lib/jobs/enqueue.ts';

type Answer = Extract<ConflictText, { kind: 'read' }> | Unread;

/**
 * The text of a conflict that is known, or why it is not here. Where it is only a matter of reading it, that is asked for:
 * once, however often the page is looked at.
 */
export async function askForText(
  { rehearsal, conflict }: ConflictDetail,
  { upstream, fork }: PortView,
  now: Date,
): Promise<Answer> {
  const db = pageDatabase();
  const text = await getConflictText(db, rehearsal.id, conflict.path);
  if (text.kind === 'read') return text;
  if (upstream.fetchedAt === null || fork.fetchedAt === null) {
    return { kind: 'no-mirror', isPollOn: readSettings().isPollOn };
  }
  const queue = await getJobState(db, readConflictsKey(rehearsal.id), now);
  if (queue === null) return { kind: 'no-worker' };
  if (queue.job !== 'waiting') await enqueueReadConflicts(db, { rehearsalId: rehearsal.id });
  if (text.kind === 'failed') return text;
  return { kind: queue.isWorkerAlive ? 'waiting' : 'no-worker' };
}
