import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

const sumsRow = z.object({
  revisionId: z.number(),
  by: z.enum(['subsystem', 'kind']),
  name: z.string(),
  files: z.number(),
  insertions: z.number(),
  deletions: z.number(),
  touchFiles: z.number(),
  touchInsertions: z.number(),
  touchDeletions: z.number(),
});
export type SumsRow = z.output<typeof sumsRow>;

/** The sums by subsystem and by kind of these revisions, by their ids, in one query. Of a kind the touched part is 0. */
export async function listSums(
  db: DatabaseClient,
  revisionIds: readonly number[],
): Promise<ReadonlyMap<number, readonly SumsRow[]>> {
  const ids = [...revisionIds];
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT "revisionId", 'subsystem' AS by, subsystem AS name, files, insertions, deletions,
      "touchFiles", "touchInsertions", "touchDeletions"
    FROM revision_subsystem WHERE "revisionId" = ANY (${ids}::int[])
    UNION ALL
    SELECT "revisionId", 'kind', kind, files, insertions, deletions, 0, 0, 0
    FROM revision_kind WHERE "revisionId" = ANY (${ids}::int[])`;
  const sums = new Map<number, SumsRow[]>(ids.map((id) => [id, []]));
  for (const row of rows) {
    const read = sumsRow.parse(row);
    sums.get(read.revisionId)?.push(read);
  }
  return sums;
}
