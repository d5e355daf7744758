import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { findSha, isShaOrPart } from '#lib/domain/find-sha.ts';
import type { ReleaseKind } from '#lib/domain/go-release.ts';
import {
  choosePair,
  type PairRevisions,
  type PairSide,
  type ReleasePair,
  type WantedPair,
} from '#lib/domain/release-pair.ts';
import { shorten } from '#lib/domain/shorten.ts';

import { toFileChange } from './file-change-row.ts';
import {
  toRevisionSource,
  toUnmeasuredReason,
  UNMEASURED_WHEN_REPLACED,
} from './revision-source.ts';
import { storedWord } from './stored-word.ts';

const releaseKinds: readonly ReleaseKind[] = ['beta', 'rc', 'first', 'patch'];

/**
 * The files of two of a port's rebases, each as its newest revision has them, or as the one does that is wanted, whole or
 * abbreviated: that is there though the rebase is gone by now. Any text is safe. Two questions.
 */
export async function getReleasePair(
  db: DatabaseClient,
  portId: number,
  { fromRevision = null, toRevision = null, ...wanted }: WantedPair & Partial<PairRevisions>,
): Promise<ReleasePair> {
  const heads = [fromRevision, toRevision].flatMap((head) =>
    head !== null && isShaOrPart(head) ? head.toLowerCase() : [],
  );
  const stored = await db.revision.findMany({
    where: {
      rebase: { portId },
      OR: [
        { isNewest: true, rebase: { deletedAt: null } },
        ...heads.map((head) => ({ headSha: { startsWith: head } })),
      ],
    },
    // The newest first, since one head may have stood on two bases.
    orderBy: [
      { rebase: { order: 'asc' } },
      { rebase: { release: 'asc' } },
      { isNewest: 'desc' },
      { seenAt: 'desc' },
    ],
    select: {
      id: true,
      headSha: true,
      isNewest: true,
      source: true,
      measuredAt: true,
      recordedAt: true,
      recordedFrom: true,
      unmeasuredReason: true,
      rebase: { select: { release: true, line: true, kind: true } },
    },
  });
  // One for each release.
  const shown = [
    ...new Map(stored.toReversed().map((each) => [each.rebase.release, each])).values(),
  ];
  const choices = shown.toReversed().map((revision) => ({
    release: revision.rebase.release,
    line: revision.rebase.line,
    kind: storedWord(releaseKinds, revision.rebase.kind, 'rebase.kind'),
    unmeasuredReason: whyUnmeasured(revision),
  }));
  const pair = choosePair(choices, wanted);
  const find = (release: string | null, head: string | null) => {
    const ofRelease = stored.filter((each) => each.rebase.release === release);
    if (head === null) return ofRelease.find(({ isNewest }) => isNewest);
    const sha = findSha(
      ofRelease.map(({ headSha }) => headSha),
      head,
    );
    return ofRelease.find(({ headSha }) => headSha === sha);
  };
  const from = find(pair.from, fromRevision);
  const to = find(pair.to, toRevision);
  const files = await db.fileChange.findMany({
    where: { revisionId: { in: [from, to].flatMap((revision) => revision?.id ?? []) } },
    orderBy: [{ revisionId: 'asc' }, { position: 'asc' }],
  });
  const side = (revision: typeof from, release: string | null, head: string | null): PairSide => {
    if (revision === undefined) {
      const named = release === null ? null : shorten(release);
      return {
        kind: 'unknown',
        wanted: head === null ? named : `${named ?? ''} at ${shorten(head)}`,
      };
    }
    const reason = whyUnmeasured(revision);
    const { headSha } = revision;
    if (reason !== null) return { kind: 'unmeasured', release: revision.rebase.release, reason };
    return {
      kind: 'measured',
      release: revision.rebase.release,
      headSha,
      files: files.filter(({ revisionId }) => revisionId === revision.id).map(toFileChange),
      source: toRevisionSource(revision),
    };
  };
  return {
    choices,
    from: side(from, pair.from, fromRevision),
    to: side(to, pair.to, toRevision),
  };
}

/** Null: it is measured. */
function whyUnmeasured({
  measuredAt,
  unmeasuredReason,
  isNewest,
}: {
  readonly measuredAt: Date | null;
  readonly unmeasuredReason: string | null;
  readonly isNewest: boolean;
}): string | null {
  if (measuredAt !== null) return null;
  return isNewest ? toUnmeasuredReason(unmeasuredReason) : UNMEASURED_WHEN_REPLACED;
}
