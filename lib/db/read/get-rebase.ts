import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { findRelease, nearestReleases } from '#lib/domain/find-release.ts';
import { findSha } from '#lib/domain/find-sha.ts';
import type { RebaseLookup, RebaseView } from '#lib/domain/rebase-view.ts';

import { toFileChange } from './file-change-row.ts';
import { getStepTransition } from './get-step-transition.ts';
import { type RevisionRow, toRebaseView } from './rebase-row.ts';
import { UNMEASURED_WHEN_REPLACED } from './revision-source.ts';
import { readSums, sumsColumns } from './sums-row.ts';

const nearestCount = 6;

/**
 * One rebase with every file of its newest revision, or of the one whose head is `revision`, whole or abbreviated: what that says
 * stays the same when a newer one replaces it. `release` may be spelled either way (go1.21 is go1.21.0), and any text is safe; when the
 * port has no such rebase, the answer names those nearest to it.
 */
export async function getRebase(
  db: DatabaseClient,
  portId: number,
  {
    release: wanted,
    revision: wantedHead = null,
  }: { readonly release: string; readonly revision?: string | null },
): Promise<RebaseLookup> {
  const rebases = await db.rebase.findMany({
    where: { portId },
    orderBy: [{ order: 'asc' }, { release: 'asc' }],
  });
  const names = rebases.map(({ release }) => release);
  const place = names.indexOf(findRelease(names, wanted) ?? '');
  const rebase = rebases[place];
  const revisions =
    rebase === undefined
      ? []
      : await db.$queryRaw<readonly RevisionRow[]>`
          SELECT n.*, ${sumsColumns} FROM revision n WHERE n."rebaseId" = ${rebase.id} ORDER BY n."seenAt" DESC`;
  const newest = revisions.find((revision) => revision.isNewest);
  if (rebase === undefined || newest === undefined) {
    return { kind: 'unknown', nearest: nearestReleases(names, wanted, nearestCount) };
  }
  const heads = [...new Set([newest, ...revisions].map(({ headSha }) => headSha))];
  const head = wantedHead === null ? newest.headSha : findSha(heads, wantedHead);
  // The newest first, since one head may have stood on two bases.
  const shown = [newest, ...revisions].find(({ headSha }) => headSha === head);
  if (shown === undefined) return { kind: 'unknown-revision', release: rebase.release, heads };
  const [files, transition] = await Promise.all([
    db.fileChange.findMany({ where: { revisionId: shown.id }, orderBy: { position: 'asc' } }),
    getStepTransition(db, shown.id, { isFrozen: wantedHead !== null }),
  ]);
  const { measuredAt, gitVersion, methodVersion, durationMs } = shown;
  const view = toRebaseView(rebase, shown, { sums: readSums(shown), transition });
  const detail = {
    revisionId: shown.id,
    rebase: shown === newest ? view : withReasonOfReplaced(view),
    transition,
    origin: { measuredAt, gitVersion, methodVersion, durationMs },
    replacedBy: shown === newest ? null : { sha: newest.headSha, ref: newest.headRef },
    earlier: revisions
      .filter((revision) => revision !== newest && revision !== shown)
      .map(({ headSha, headRef, seenAt }) => ({ head: { sha: headSha, ref: headRef }, seenAt })),
    files: files.map(toFileChange),
    previous: names[place - 1] ?? null,
    next: names[place + 1] ?? null,
  };
  return { kind: 'found', detail };
}

function withReasonOfReplaced(rebase: RebaseView): RebaseView {
  return rebase.sums === null ? { ...rebase, unmeasuredReason: UNMEASURED_WHEN_REPLACED } : rebase;
}
