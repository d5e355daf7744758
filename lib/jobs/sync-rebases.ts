// Works out, after refs have moved, which rebases the ports show, and dates them.
import { listLiveRefs } from '#lib/db/read/list-refs.ts';
import { listReleases } from '#lib/db/read/list-releases.ts';
import { listPortsToSync, type PortToSync } from '#lib/db/read/list-ports-to-sync.ts';
import { recordRebases } from '#lib/db/write/record-rebases.ts';
import { recordReleaseDates } from '#lib/db/write/record-release-dates.ts';
import { readDates } from '#lib/git/read-dates.ts';
import { planRebases, type PlannedRebase } from '#lib/poller/plan-rebases.ts';

import type { WorkerContext } from './worker-context.ts';

/** For every port that has the repository as its upstream or its fork. Run twice, the second run changes nothing. */
export async function syncRebases(
  context: WorkerContext,
  repository: { readonly id: number },
): Promise<void> {
  await dateReleases(context, repository.id);
  const ports = await listPortsToSync(context.database.prisma, repository.id);
  for (const port of ports) await syncPort(context, port);
}

/** /method#dates: `releasedAt` is the commit date of the upstream tag. */
async function dateReleases(
  { database, mirror }: WorkerContext,
  repositoryId: number,
): Promise<void> {
  const releases = await listReleases(database.prisma, repositoryId);
  const undated = releases.filter(({ releasedAt }) => releasedAt === null);
  if (undated.length === 0) return;
  const dates = await readDates(
    mirror.reader,
    undated.map(({ sha }) => sha),
  );
  await recordReleaseDates(
    database.prisma,
    repositoryId,
    undated.flatMap(({ name, sha }) => {
      const releasedAt = dates.get(sha);
      return releasedAt ? [{ name, sha, releasedAt }] : [];
    }),
  );
}

async function syncPort(
  { database, mirror, now, log }: WorkerContext,
  port: PortToSync,
): Promise<void> {
  const { prisma } = database;
  const releases = await listReleases(prisma, port.upstream.id);
  const forkRefs = await listLiveRefs(prisma, port.fork.id);
  // A fork that was never listed has no refs to show yet; that says nothing about its rebases.
  if (forkRefs.length === 0) return;
  const { rebases, ignored } = planRebases({
    port,
    forkRefs,
    upstream: { fullName: port.upstream.fullName, releases },
  });
  if (ignored.length > 0) log.info({ port: port.slug, ignored }, 'Some refs fit no release.');
  const dates = await readDates(mirror.reader, rebases.flatMap(datedObjects));
  const releasedAt = new Map(releases.map((release) => [release.sha, release.releasedAt]));
  await recordRebases(prisma, {
    portId: port.id,
    at: now(),
    rebases: rebases.map((rebase) => ({
      ...rebase,
      releasedAt: (rebase.base && releasedAt.get(rebase.base.sha)) ?? null,
      publishedAt: publishedAt(rebase, dates),
    })),
  });
}

function datedObjects({ head, publishingTag }: PlannedRebase): string[] {
  if (!publishingTag) return [head.sha];
  return publishingTag.tagSha === null
    ? [publishingTag.sha]
    : [publishingTag.tagSha, publishingTag.sha];
}

/** /method#dates: the fork's own release tag (tagger date, else commit date), else the committer date of head. */
function publishedAt(
  { head, publishingTag }: PlannedRebase,
  dates: ReadonlyMap<string, Date | null>,
): Date | null {
  if (!publishingTag) return dates.get(head.sha) ?? null;
  const { sha, tagSha } = publishingTag;
  return (tagSha === null ? null : dates.get(tagSha)) ?? dates.get(sha) ?? null;
}
