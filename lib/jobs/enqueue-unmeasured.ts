// Has whatever waits to be measured measured; a line that is queued already is not queued twice.
import { listRevisionsToMeasure } from '#lib/db/read/list-revisions-to-measure.ts';
import { METHOD_VERSION } from '#lib/diff/method-version.ts';

import { enqueueMeasureLine } from './enqueue.ts';
import type { WorkerContext } from './worker-context.ts';

/** Queues the lines in which something waits to be measured. */
export async function enqueueUnmeasured({ database }: WorkerContext): Promise<void> {
  const waiting = await listRevisionsToMeasure(database.prisma, METHOD_VERSION);
  const lines = new Map(waiting.map(({ portId, line }) => [`${portId} ${line}`, { portId, line }]));
  for (const payload of lines.values()) await enqueueMeasureLine(database.prisma, payload);
}
