// What a database holds for a port, as a recording takes it: the newest measured revision of each rebase.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { RecordedHistory } from '#lib/domain/recorded-history.ts';

import { getRecordableSteps } from './get-recordable-steps.ts';

export interface RecordableHistory {
  readonly releases: RecordedHistory['releases'];
  readonly rebases: readonly unknown[];
  readonly rehearsals: readonly unknown[];
  readonly transitions: readonly unknown[];
  readonly gitVersion: string | null;
  readonly methodVersion: number | null;
  /** Heads of the port's rebases; the newest dates the copy. */
  readonly heads: readonly string[];
  /** "owner/name" of the fork. */
  readonly fork: string;
}

/** Null: there is no such port. Rebases are as RecordedHistory has them, dates as ISO text. */
export async function getRecordableHistory(
  db: DatabaseClient,
  slug: string,
): Promise<RecordableHistory | null> {
  const port = await db.port.findUnique({ where: { slug }, include: { fork: true } });
  if (!port) return null;
  const releases = await db.release.findMany({
    where: { repositoryId: port.upstreamId },
    orderBy: [{ order: 'asc' }, { name: 'asc' }],
    include: {
      fixes: { orderBy: { cve: 'asc' }, select: { cve: true, sha: true, committedAt: true } },
    },
  });
  const revisions = await db.revision.findMany({
    where: {
      isNewest: true,
      source: 'measured',
      measuredAt: { not: null },
      rebase: { portId: port.id, deletedAt: null },
    },
    include: {
      rebase: true,
      fileChanges: { orderBy: { position: 'asc' }, omit: { revisionId: true, position: true } },
    },
    orderBy: { rebase: { order: 'asc' } },
  });
  return {
    ...(await getRecordableSteps(db, port.id)),
    releases: releases.map(({ name, sha, releasedAt, fixesAtSha, fixes }) => ({
      name,
      sha,
      releasedAt: iso(releasedAt),
      fixes:
        fixesAtSha === sha
          ? fixes.map(({ committedAt, ...fix }) => ({
              ...fix,
              committedAt: committedAt.toISOString(),
            }))
          : null,
    })),
    rebases: revisions.map(({ rebase, fileChanges, ...revision }) => ({
      release: rebase.release,
      releasedAt: iso(rebase.releasedAt),
      publishedAt: iso(rebase.publishedAt),
      base: { sha: revision.baseSha, ref: revision.baseRef },
      head: { sha: revision.headSha, ref: revision.headRef },
      commits: revision.commits,
      isDescendant: revision.isDescendant,
      files: fileChanges.map(({ copiedFromPath, copiedFromRelease, similarity, ...file }) => ({
        ...file,
        copiedFrom:
          copiedFromPath === null
            ? null
            : { path: copiedFromPath, release: copiedFromRelease, similarity },
      })),
    })),
    gitVersion: revisions[0]?.gitVersion ?? null,
    methodVersion: revisions[0]?.methodVersion ?? null,
    fork: port.fork.fullName,
    heads: revisions.map(({ headSha }) => headSha),
  };
}

function iso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
