import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { goneSince, STRIKES_UNTIL_GONE } from '#lib/domain/gone-repository.ts';
import type { RepositoryView } from '#lib/domain/port-view.ts';
import type { StatusView } from '#lib/domain/status-view.ts';

import { countJobs } from './count-jobs.ts';
import { countMeasured } from './count-measured.ts';
import { listFailedPolls } from './list-failed-polls.ts';
import { listRecentPolls } from './list-recent-polls.ts';

const pollsPerRepository = 5;

/** What the status page shows beside `repositories` (all of them), as it is stored: what is not there yet is an empty list, never a failure. */
export async function getStatus(
  db: DatabaseClient,
  repositories: readonly RepositoryView[],
): Promise<StatusView> {
  const [polls, rateLimits, workers, progress, queue, measuring] = await Promise.all([
    listRecentPolls(db, pollsPerRepository),
    db.rateLimit.findMany({ orderBy: { updatedAt: 'desc' } }),
    db.worker.findMany({ orderBy: { seenAt: 'desc' } }),
    db.progress.findMany({ orderBy: { startedAt: 'desc' }, take: 50 }),
    countJobs(db),
    countMeasured(db),
  ]);
  const goneAt = await findGone(db, repositories);
  return {
    repositories: repositories.map((repository) => ({
      ...repository,
      goneAt: goneAt.get(repository.id) ?? null,
      polls: polls.filter(({ repositoryId }) => repositoryId === repository.id),
    })),
    rateLimits: rateLimits.map(({ credential, ...limit }) => ({
      ...limit,
      isAnonymous: credential === 'anonymous',
    })),
    workers: workers.map((worker) => ({ ...worker, rssBytes: Number(worker.rssBytes) })),
    progress: progress.map((work) => ({
      ...work,
      done: Number(work.done),
      total: work.total === null ? null : Number(work.total),
    })),
    queue,
    measuring,
  };
}

/** Asks only about repositories that have failed often enough to be gone; mostly none has. */
async function findGone(
  db: DatabaseClient,
  repositories: readonly RepositoryView[],
): Promise<ReadonlyMap<number, Date>> {
  const failing = repositories.filter(({ failures }) => failures >= STRIKES_UNTIL_GONE);
  if (failing.length === 0) return new Map();
  const failed = await listFailedPolls(
    db,
    failing.map(({ id }) => id),
  );
  return new Map(
    [...failed].flatMap(([id, polls]) => {
      const since = goneSince(polls);
      return since === null ? [] : [[id, since] as const];
    }),
  );
}
