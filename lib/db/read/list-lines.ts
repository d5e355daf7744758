import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import { type LineExposure, listLineExposures } from '#lib/domain/line-exposure.ts';

import { listFixedReleases } from './list-fixed-releases.ts';

/** A port's lines as of `now`, newest first, with what users of each are exposed to. */
export async function listLines(
  db: DatabaseClient,
  port: { readonly id: number; readonly upstream: { readonly id: number } },
  now: Date,
): Promise<readonly LineExposure[]> {
  const [rebases, releases] = await Promise.all([
    db.rebase.findMany({
      where: { portId: port.id, deletedAt: null },
      select: {
        release: true,
        publishedAt: true,
        revisions: { where: { isNewest: true }, select: { measuredAt: true } },
      },
    }),
    listFixedReleases(db, port.upstream.id),
  ]);
  const { lines } = judgePort({
    rebases: rebases.map(({ release, publishedAt, revisions }) => ({
      release,
      publishedAt,
      sums: revisions.some(({ measuredAt }) => measuredAt !== null) ? {} : null,
    })),
    releases,
    now,
  });
  return listLineExposures({ lines, releases, now });
}
