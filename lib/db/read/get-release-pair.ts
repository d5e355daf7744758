import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { ReleaseKind } from '#lib/domain/go-release.ts';
import {
  choosePair,
  type PairSide,
  type ReleasePair,
  type WantedPair,
} from '#lib/domain/release-pair.ts';

import { toFileChange } from './file-change-row.ts';
import { toRevisionSource, toUnmeasuredReason } from './revision-source.ts';
import { storedWord } from './stored-word.ts';

const releaseKinds: readonly ReleaseKind[] = ['beta', 'rc', 'first', 'patch'];

/** The files of two of a port's rebases, each as its newest revision has them. Any text is safe as a release. Two questions. */
export async function getReleasePair(
  db: DatabaseClient,
  portId: number,
  wanted: WantedPair,
): Promise<ReleasePair> {
  const revisions = await db.revision.findMany({
    where: { isNewest: true, rebase: { portId, deletedAt: null } },
    orderBy: [{ rebase: { order: 'asc' } }, { rebase: { release: 'asc' } }],
    select: {
      id: true,
      source: true,
      measuredAt: true,
      recordedAt: true,
      recordedFrom: true,
      unmeasuredReason: true,
      rebase: { select: { release: true, line: true, kind: true } },
    },
  });
  const choices = revisions.map(({ rebase, measuredAt, unmeasuredReason }) => ({
    release: rebase.release,
    line: rebase.line,
    kind: storedWord(releaseKinds, rebase.kind, 'rebase.kind'),
    unmeasuredReason: measuredAt === null ? toUnmeasuredReason(unmeasuredReason) : null,
  }));
  const pair = choosePair(choices, wanted);
  const revisionOf = (release: string | null) =>
    revisions.find(({ rebase }) => rebase.release === release);
  const ids = [pair.from, pair.to].flatMap((release) => revisionOf(release)?.id ?? []);
  const files = await db.fileChange.findMany({
    where: { revisionId: { in: ids } },
    orderBy: [{ revisionId: 'asc' }, { position: 'asc' }],
  });
  const side = (release: string | null): PairSide => {
    const choice = choices.find((each) => each.release === release);
    const revision = revisionOf(release);
    if (choice === undefined || revision === undefined) return { kind: 'unknown', wanted: release };
    if (choice.unmeasuredReason !== null) {
      return { kind: 'unmeasured', release: choice.release, reason: choice.unmeasuredReason };
    }
    return {
      kind: 'measured',
      release: choice.release,
      files: files.filter(({ revisionId }) => revisionId === revision.id).map(toFileChange),
      source: toRevisionSource(revision),
    };
  };
  return { choices, from: side(pair.from), to: side(pair.to) };
}
