import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { RepositoryView } from '#lib/domain/port-view.ts';

const repositoryRow = z.object({
  id: z.int(),
  fullName: z.string(),
  archived: z.boolean().nullable(),
  listedAt: z.date().nullable(),
  fetchedAt: z.date().nullable(),
  failures: z.int(),
  nextPollAt: z.date().nullable(),
  failure: z.string().nullable(),
});

/** Every repository that is polled, by name; with `ids` only those. One query. */
export async function listRepositories(
  db: DatabaseClient,
  ids: readonly number[] | null = null,
): Promise<RepositoryView[]> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT r.id, r."fullName", r.archived, r."listedAt", r."fetchedAt", r.failures, r."nextPollAt", last.reason AS failure
    FROM repository r
    LEFT JOIN LATERAL (
      SELECT p.reason FROM poll p
      WHERE r.failures > 0 AND p."repositoryId" = r.id
      ORDER BY p."startedAt" DESC
      LIMIT 1
    ) last ON true
    WHERE ${ids === null} OR r.id = ANY (${[...(ids ?? [])]}::int[])
    ORDER BY r."fullName"`;
  return rows.map((row) => repositoryRow.parse(row));
}
