import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { pollOutcomes, type RecentPoll } from '#lib/domain/status-view.ts';

const polls = z.array(
  z.object({
    repositoryId: z.int(),
    startedAt: z.date(),
    finishedAt: z.date(),
    outcome: z.enum(pollOutcomes),
    reason: z.string().nullable(),
    refs: z.int().nullable(),
    changes: z.int().nullable(),
    restRequests: z.int(),
    restCharged: z.int(),
  }),
);

/** The newest polls of each repository, at most `count` each, newest first; read by the index, however many there are. */
export async function listRecentPolls(
  db: DatabaseClient,
  count: number,
): Promise<readonly RecentPoll[]> {
  return polls.parse(
    await db.$queryRaw`
      SELECT recent.*
      FROM repository
      CROSS JOIN LATERAL (
        SELECT "repositoryId", "startedAt", "finishedAt", outcome, reason, refs, changes, "restRequests", "restCharged"
        FROM poll
        WHERE poll."repositoryId" = repository.id
        ORDER BY "startedAt" DESC
        LIMIT ${count}
      ) AS recent
      ORDER BY "startedAt" DESC`,
  );
}
