import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

const versionRow = z.object({ version: z.string() });

/**
 * Another text whenever listAlertHistories would answer otherwise, and sometimes when it would not. One query over names and dates;
 * of rebases, of which there are many, over the transactions that wrote them, since whatever changes a row gives it a later one
 * (https://www.postgresql.org/docs/current/ddl-system-columns.html).
 */
export async function getHistoryVersion(db: DatabaseClient): Promise<string> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT concat_ws(' ',
      (SELECT md5(string_agg(concat_ws(' ', p.id, p.slug, p.name, f."fullName", u."fullName"), ',' ORDER BY p.id))
        FROM port p JOIN repository f ON f.id = p."forkId" JOIN repository u ON u.id = p."upstreamId"),
      (SELECT md5(string_agg(concat_ws(' ', id, name, sha, "releasedAt", "fixesAtSha", "fixesMethodVersion"), ',' ORDER BY id)) FROM release),
      (SELECT concat_ws(' ', count(*), sum(b.xmin::text::bigint), sum(n.xmin::text::bigint))
        FROM rebase b LEFT JOIN revision n ON n."rebaseId" = b.id AND n."isNewest" WHERE b."deletedAt" IS NULL),
      (SELECT concat_ws(' ', count(*), max(id), max("rehearsedAt")) FROM rehearsal WHERE "targetKind" <> 'tip')
    ) AS version`;
  return versionRow.parse(rows[0]).version;
}
