import { readSettings } from '#app/settings.ts';
import type { Unread } from '#components/code/unread-text.tsx';
import { getJobState } from '#lib/db/read/get-job-state.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { PortView } from '#lib/domain/port-view.ts';

interface Reading {
  /** Of the job that reads it. */
  readonly key: string;
  readonly enqueue: (db: ReturnType<typeof pageDatabase>) => Promise<void>;
  /** What came of it the last time, unless it was never tried. */
  readonly failed: Extract<Unread, { kind: 'failed' }> | null;
}

/**
 * Why what a worker reads from the mirror is not here. Where it is only a matter of reading it, that is asked for: once,
 * however often the page is looked at.
 */
export async function askForReading(
  { upstream, fork }: PortView,
  now: Date,
  { key, enqueue, failed }: Reading,
): Promise<Unread> {
  if (upstream.fetchedAt === null || fork.fetchedAt === null) {
    return { kind: 'no-mirror', isPollOn: readSettings().isPollOn };
  }
  const db = pageDatabase();
  const queue = await getJobState(db, key, now);
  if (queue.job !== 'waiting') await enqueue(db);
  if (failed !== null) return failed;
  return { kind: queue.isWorkerAlive ? 'waiting' : 'no-worker' };
}
