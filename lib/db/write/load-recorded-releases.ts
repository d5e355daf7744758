// The first part of a recording: upstream's releases and what each fixes; what was found here is never replaced.
import type { Prisma } from '#lib/db/generated/client.ts';
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import type { RecordedHistory } from '#lib/domain/recorded-history.ts';

export async function loadRecordedReleases(
  tx: Prisma.TransactionClient,
  repositoryId: number,
  { releases, methodVersion }: RecordedHistory,
): Promise<void> {
  await tx.release.createMany({
    skipDuplicates: true,
    data: releases.flatMap(({ name, sha, releasedAt }) => {
      const release = parseGoRelease(name);
      if (!release) return [];
      const { line, kind } = release;
      return [{ repositoryId, name, line, kind, order: releaseOrder(release), sha, releasedAt }];
    }),
  });
  const waiting = await tx.release.findMany({
    where: { repositoryId, fixesAtSha: null },
    select: { id: true, name: true, sha: true },
  });
  const recorded = new Map(releases.map(({ name, sha, fixes }) => [`${name} ${sha}`, fixes]));
  const found = waiting.flatMap(({ id, name, sha }) => {
    const fixes = recorded.get(`${name} ${sha}`);
    return fixes ? [{ id, fixes }] : [];
  });
  await tx.$executeRaw`
    UPDATE release SET "fixesAtSha" = sha, "fixesMethodVersion" = ${methodVersion}
    WHERE id = ANY(${found.map(({ id }) => id)})`;
  await tx.releaseFix.createMany({
    data: found.flatMap(({ id: releaseId, fixes }) => fixes.map((fix) => ({ releaseId, ...fix }))),
  });
}
