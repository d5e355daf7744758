import { askForReading } from '#app/ports/[port]/ask-for-reading.ts';
import type { Unread } from '#components/code/unread-text.tsx';
import { getPatchText } from '#lib/db/read/get-patch-text.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { StoredReading } from '#lib/db/read/stored-reading.ts';
import { readPatchKey } from '#lib/domain/job-key.ts';
import type { PatchReading } from '#lib/domain/patch-reading.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import { enqueueReadPatch } from '#lib/jobs/enqueue.ts';

import type { FoundFile } from './read-file.ts';

type Answer = Extract<StoredReading<PatchReading>, { kind: 'read' }> | Unread;

/** The patch of a file that is known, or why it is not here; then it is asked for. */
export async function askForPatch(
  { detail: { revisionId }, file, position }: FoundFile,
  port: PortView,
  now: Date,
): Promise<Answer> {
  const text = await getPatchText(pageDatabase(), revisionId, file.path);
  if (text.kind === 'read') return text;
  return await askForReading(port, now, {
    key: readPatchKey(revisionId, position),
    enqueue: (db) => enqueueReadPatch(db, { revisionId, position }),
    failed: text.kind === 'failed' ? text : null,
  });
}
