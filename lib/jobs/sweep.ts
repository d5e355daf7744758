// Makes sure that everything due has a job, whatever jobs were lost; run as often as you like.
import { listRepositoriesToPoll } from '#lib/db/read/list-repositories-to-poll.ts';

import { enqueueDeliver, enqueuePoll } from './enqueue.ts';
import {
  enqueueEvaluations,
  enqueueUnmeasured,
  enqueueUnrehearsed,
  enqueueWithoutFixes,
} from './enqueue-unmeasured.ts';
import { unlockDeadWorkers } from './unlock-dead-workers.ts';
import type { WorkerContext } from './worker-context.ts';

export async function sweep(context: WorkerContext): Promise<void> {
  const { database, settings, log, now } = context;
  const dead = await unlockDeadWorkers(database.pool);
  if (dead.length > 0) log.warn({ dead }, 'Freed the jobs of workers that are gone.');
  await enqueueDeliver(database.prisma);
  await enqueueUnmeasured(context);
  await enqueueUnrehearsed(context, { hasNews: false });
  await enqueueWithoutFixes(context);
  await enqueueEvaluations(context);
  if (!settings.isPollOn) return;
  const due = await listRepositoriesToPoll(database.prisma, { dueAt: now(), portSlug: null });
  for (const { id } of due) await enqueuePoll(database.prisma, { repositoryId: id });
}
