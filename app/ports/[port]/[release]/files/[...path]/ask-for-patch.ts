import { askForReading } from '#app/ports/[port]/ask-for-reading.ts';
import type { Unread } from '#components/conflict/unread-text.tsx';
import { getPatchText, type PatchText } from '#lib/db/read/get-patch-text.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { readPatchKey } from '#lib/domain/job-key.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import { enqueueReadPatch } from '#lib/jobs/enqueue.ts';

import type { FoundFile } from './read-file.ts';

type Answer = Extract<PatchText, { kind: 'read' }> | Unread;

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
