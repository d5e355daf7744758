// Has whatever waits to be measured measured; a line that is queued already is not queued twice.
import { findCulpritsToConfirm } from '#lib/db/read/find-culprits-to-confirm.ts';
import { listLinesWithoutFixes } from '#lib/db/read/list-lines-without-fixes.ts';
import { listPortsToSync } from '#lib/db/read/list-ports-to-sync.ts';
import { listRevisionsToMeasure } from '#lib/db/read/list-revisions-to-measure.ts';
import { METHOD_VERSION } from '#lib/diff/method-version.ts';

import {
  enqueueFindFixes,
  enqueueConfirmations,
  enqueueEvaluation,
  enqueueMeasureLine,
  enqueueRehearsals,
  enqueueRehearsalsUnlessWaiting,
  isRetryOfRehearsalsWaiting,
} from './enqueue.ts';
import { isRehearsalDue } from './rehearse-port.ts';
import type { WorkerContext } from './worker-context.ts';

/** Queues the lines in which something waits to be measured. */
export async function enqueueUnmeasured({ database }: WorkerContext): Promise<void> {
  const waiting = await listRevisionsToMeasure(database.prisma, METHOD_VERSION);
  const lines = new Map(waiting.map(({ portId, line }) => [`${portId} ${line}`, { portId, line }]));
  for (const payload of lines.values()) await enqueueMeasureLine(database.prisma, payload);
}

/**
 * Queues the ports for which rehearsals are due, and those with culprits that no whole rehearsal was compared with. What failed
 * and waits for its next try is tried now when there is news that may help it, and else when the queue's time has come.
 */
export async function enqueueUnrehearsed(
  context: WorkerContext,
  { hasNews }: { readonly hasNews: boolean },
): Promise<void> {
  const { prisma } = context.database;
  const enqueue = hasNews ? enqueueRehearsals : enqueueRehearsalsUnlessWaiting;
  for (const { id } of await listPortsToSync(prisma)) {
    if (await isRehearsalDue(context, id)) await enqueue(prisma, { portId: id });
    if ((await findCulpritsToConfirm(prisma, id)) !== null) {
      await enqueueConfirmations(prisma, { portId: id, before: null });
    }
  }
}

/** Queues the upstreams with releases of which nobody has looked what they fix. */
export async function enqueueWithoutFixes({ database: { prisma } }: WorkerContext): Promise<void> {
  const lines = await listLinesWithoutFixes(prisma, METHOD_VERSION);
  for (const repositoryId of new Set(lines.map((line) => line.repositoryId))) {
    await enqueueFindFixes(prisma, { repositoryId });
  }
}

/** Has everything that alerts watch looked at; a port for the first time only when all of it has been rehearsed, or could not be. */
export async function enqueueEvaluations(context: WorkerContext): Promise<void> {
  const { prisma } = context.database;
  await enqueueEvaluation(prisma, { portId: null });
  for (const { id, alertsSince } of await listPortsToSync(prisma)) {
    const isReady =
      alertsSince !== null ||
      !(await isRehearsalDue(context, id)) ||
      (await isRetryOfRehearsalsWaiting(prisma, { portId: id }));
    if (isReady) await enqueueEvaluation(prisma, { portId: id });
  }
}
