import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { RepositoryStatus, StatusView } from '#lib/domain/status-view.ts';
import { pollOutcomes } from '#lib/domain/status-view.ts';

import { countJobs } from './count-jobs.ts';
import { countMeasured } from './count-measured.ts';
import { repositoryView } from './list-repositories.ts';
import { storedWord } from './stored-word.ts';

const pollsPerRepository = 5;

/** Everything the status page shows, as it is stored: what is not there yet is an empty list, never a failure. */
export async function getStatus(db: DatabaseClient): Promise<StatusView> {
  const [repositories, rateLimits, workers, progress, queue, measuring] = await Promise.all([
    listRepositoryStatus(db),
    db.rateLimit.findMany({ orderBy: { updatedAt: 'desc' } }),
    db.worker.findMany({ orderBy: { seenAt: 'desc' } }),
    db.progress.findMany({ orderBy: { startedAt: 'desc' }, take: 50 }),
    countJobs(db),
    countMeasured(db),
  ]);
  return {
    repositories,
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

async function listRepositoryStatus(db: DatabaseClient): Promise<RepositoryStatus[]> {
  const rows = await db.repository.findMany({
    orderBy: { fullName: 'asc' },
    select: {
      ...repositoryView,
      fetchedAt: true,
      metadataAt: true,
      polls: {
        orderBy: { startedAt: 'desc' },
        take: pollsPerRepository,
        omit: { id: true, repositoryId: true, failureKind: true },
      },
    },
  });
  return rows.map((row) => ({
    ...row,
    polls: row.polls.map((poll) => ({
      ...poll,
      outcome: storedWord(pollOutcomes, poll.outcome, 'poll.outcome'),
    })),
  }));
}
