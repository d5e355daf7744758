// Fills a port that has no rebase yet from a recording; what is there already is never touched.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import { lagDays } from '#lib/domain/lag.ts';
import type { RecordedHistory, RecordedRebase } from '#lib/domain/recorded-history.ts';

import { loadRecordedReleases } from './load-recorded-releases.ts';
import { loadRecordedSteps } from './load-recorded-steps.ts';
import { measurementRows } from './measurement-rows.ts';

/** Returns the number of rebases that were loaded: 0 where the port is unknown or has some. */
export function loadRecordedHistory(db: DatabaseClient, history: RecordedHistory): Promise<number> {
  return inTransaction(db, async (tx) => {
    const port = await tx.port.findUnique({ where: { slug: history.port } });
    if (!port) return 0;
    await tx.$queryRaw`SELECT 1 FROM port WHERE id = ${port.id} FOR UPDATE`;
    if ((await tx.rebase.count({ where: { portId: port.id } })) > 0) return 0;
    await loadRecordedReleases(tx, port.upstreamId, history);
    const revisions = new Map<string, number>();
    for (const rebase of history.rebases) {
      revisions.set(rebase.release, await loadRebase(tx, port.id, { rebase, history }));
    }
    await loadRecordedSteps(tx, { history, revisions });
    return history.rebases.length;
  });
}

async function loadRebase(
  tx: Prisma.TransactionClient,
  portId: number,
  { rebase, history }: { readonly rebase: RecordedRebase; readonly history: RecordedHistory },
): Promise<number> {
  const release = parseGoRelease(rebase.release);
  if (!release)
    throw new Error(`The recording names ${rebase.release}, which is no release of Go.`);
  const { releasedAt, publishedAt } = rebase;
  const { id: rebaseId } = await tx.rebase.create({
    data: {
      portId,
      release: rebase.release,
      line: release.line,
      kind: release.kind,
      order: releaseOrder(release),
      releasedAt,
      publishedAt,
      lagDays:
        releasedAt === null || publishedAt === null
          ? null
          : lagDays(new Date(releasedAt), new Date(publishedAt)),
    },
  });
  const { revision, subsystems, kinds, fileChanges } = measurementRows(rebase);
  const { id: revisionId } = await tx.revision.create({
    data: {
      ...revision,
      rebaseId,
      baseSha: rebase.base.sha,
      baseRef: rebase.base.ref,
      headSha: rebase.head.sha,
      headRef: rebase.head.ref,
      isNewest: true,
      seenAt: history.recordedAt,
      source: 'recorded',
      recordedAt: history.recordedAt,
      recordedFrom: history.copy,
      measuredAt: history.recordedAt,
      gitVersion: history.gitVersion,
      methodVersion: history.methodVersion,
    },
  });
  const owned = <Row>(rows: readonly Row[]) => rows.map((row) => ({ ...row, revisionId }));
  await tx.revisionSubsystem.createMany({ data: owned(subsystems) });
  await tx.revisionKind.createMany({ data: owned(kinds) });
  await tx.fileChange.createMany({ data: owned(fileChanges) });
  return revisionId;
}
