// Fills a port that has no rebase yet from a recording; what is there already is never touched.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import { lagDays } from '#lib/domain/lag.ts';
import {
  endOfCopy,
  type RecordedHistory,
  type RecordedRebase,
} from '#lib/domain/recorded-history.ts';

import { idOf } from './id-of.ts';
import { insertRows } from './insert-rows.ts';
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
    const revisions = await loadRebases(tx, port.id, history);
    await loadRecordedSteps(tx, { history, revisions });
    const recordedAsOf = endOfCopy(history.copy);
    await tx.port.update({ where: { id: port.id }, data: { recordedAsOf } });
    return history.rebases.length;
  });
}

/** Of all rebases at once: one by one they take longer than a transaction may on a busy machine. Ids of revisions by release. */
async function loadRebases(
  tx: Prisma.TransactionClient,
  portId: number,
  history: RecordedHistory,
): Promise<ReadonlyMap<string, number>> {
  const rebaseIds = new Map(
    (
      await tx.rebase.createManyAndReturn({
        data: history.rebases.map((rebase) => rebaseRow(portId, rebase)),
        select: { id: true, release: true },
      })
    ).map(({ id, release }) => [release, id]),
  );
  const rowsOf = new Map(history.rebases.map((rebase) => [rebase, measurementRows(rebase)]));
  const revisionIds = new Map(
    (
      await tx.revision.createManyAndReturn({
        data: [...rowsOf].map(([rebase, { revision }]) => ({
          ...revision,
          ...revisionRow(history, rebase),
          rebaseId: idOf(rebaseIds, rebase.release),
        })),
        select: { id: true, rebaseId: true },
      })
    ).map(({ id, rebaseId }) => [rebaseId, id]),
  );
  const revisions = new Map(
    [...rebaseIds].map(([release, rebaseId]) => [release, idOf(revisionIds, rebaseId)]),
  );
  const owned = <Row>(rows: (measured: ReturnType<typeof measurementRows>) => readonly Row[]) =>
    [...rowsOf].flatMap(([{ release }, measured]) => {
      const revisionId = idOf(revisions, release);
      return rows(measured).map((row) => ({ ...row, revisionId }));
    });
  await insertRows(
    tx,
    'revision_subsystem',
    owned(({ subsystems }) => subsystems),
  );
  await insertRows(
    tx,
    'revision_kind',
    owned(({ kinds }) => kinds),
  );
  await insertRows(
    tx,
    'file_change',
    owned(({ fileChanges }) => fileChanges),
  );
  return revisions;
}

function rebaseRow(portId: number, { release: name, releasedAt, publishedAt }: RecordedRebase) {
  const release = parseGoRelease(name);
  if (!release) throw new Error(`The recording names ${name}, which is no release of Go.`);
  return {
    portId,
    release: name,
    line: release.line,
    kind: release.kind,
    order: releaseOrder(release),
    releasedAt,
    publishedAt,
    lagDays:
      releasedAt === null || publishedAt === null
        ? null
        : lagDays(new Date(releasedAt), new Date(publishedAt)),
  };
}

function revisionRow(history: RecordedHistory, { base, head }: RecordedRebase) {
  const { recordedAt, copy, gitVersion, methodVersion } = history;
  return {
    baseSha: base.sha,
    baseRef: base.ref,
    headSha: head.sha,
    headRef: head.ref,
    isNewest: true,
    seenAt: recordedAt,
    source: 'recorded',
    recordedAt,
    recordedFrom: copy,
    measuredAt: recordedAt,
    gitVersion,
    methodVersion,
  };
}
