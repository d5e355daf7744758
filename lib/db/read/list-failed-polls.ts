import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { FailedPoll } from '#lib/domain/gone-repository.ts';
import { groupBy } from '#lib/domain/group-by.ts';

interface Row extends FailedPoll {
  readonly repositoryId: number;
}

/**
 * Polls of each repository that failed since the last one that did not, oldest first: what goneSince judges. By the id of the
 * repository; one without any is left out, and so is a poll that does not say how it failed. One question, however many repositories there are.
 */
export async function listFailedPolls(
  db: DatabaseClient,
  repositoryIds: readonly number[],
): Promise<ReadonlyMap<number, readonly FailedPoll[]>> {
  const rows = await db.$queryRaw<readonly Row[]>`
    SELECT failed."repositoryId", failed."startedAt" AS at, failed."failureKind"
    FROM unnest(${repositoryIds}::int[]) AS wanted(id)
    CROSS JOIN LATERAL (
      SELECT max(good."startedAt") AS at FROM poll good
      WHERE good."repositoryId" = wanted.id AND good.outcome <> 'failed'
    ) last
    JOIN poll failed ON failed."repositoryId" = wanted.id AND failed.outcome = 'failed'
      AND failed."failureKind" IS NOT NULL AND (last.at IS NULL OR failed."startedAt" > last.at)
    ORDER BY failed."startedAt"`;
  return new Map(
    [...groupBy(rows, ({ repositoryId }) => repositoryId)].map(([id, polls]) => [
      id,
      polls.map(({ at, failureKind }) => ({ at, failureKind })),
    ]),
  );
}
