import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { FailedPoll } from '#lib/domain/gone-repository.ts';

/** Polls of a repository that failed since the last one that did not, oldest first: what goneSince judges. */
export async function listFailedPolls(
  db: DatabaseClient,
  repositoryId: number,
): Promise<FailedPoll[]> {
  const lastGood = await db.poll.findFirst({
    where: { repositoryId, outcome: { not: 'failed' } },
    orderBy: { startedAt: 'desc' },
    select: { startedAt: true },
  });
  const failed = await db.poll.findMany({
    where: {
      repositoryId,
      outcome: 'failed',
      ...(lastGood === null ? {} : { startedAt: { gt: lastGood.startedAt } }),
    },
    orderBy: { startedAt: 'asc' },
    select: { startedAt: true, failureKind: true },
  });
  return failed.flatMap(({ startedAt, failureKind }) =>
    failureKind === null ? [] : [{ at: startedAt, failureKind }],
  );
}
