// Rehearsals of a made-up port: a clean step, one with conflicts of which one has no culprit, one that failed, and what lies ahead.
import { createHash } from 'node:crypto';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { READING_VERSION } from '#lib/domain/conflict-reading.ts';
import { PATCH_READING_VERSION } from '#lib/domain/patch-reading.ts';

import { sceneConflictText } from './scene-conflict-text.ts';
import { SCENE_PATCHES } from './scene-patch-text.ts';

const dayMs = 86_400_000;
const measuredWith = { gitVersion: '2.39.5', methodVersion: 1 };

const culpritDate = (now: Date): Date => new Date(now.getTime() - 200 * dayMs);

function sceneConflicts(now: Date) {
  return [
    {
      position: 0,
      path: 'src/runtime/proc.go',
      type: 'content',
      gitTypes: ['contents'],
      subsystem: 'runtime',
      hunks: 2,
      culpritSha: shaOf('culprit'),
      culpritDate: culpritDate(now),
      culpritAuthor: 'A. Gopher',
      culpritSubject: 'runtime: park more <quietly> & often',
      culpritCl: 'https://go-review.googlesource.com/c/go/+/123456',
      culpritFoundBy: 'path',
      isMonotonic: false,
      isConfirmed: false,
      candidates: 7,
    },
    {
      position: 1,
      path: 'src/net/sock_posix.go',
      type: 'modify/delete',
      gitTypes: ['modify/delete'],
      subsystem: 'net',
      hunks: null,
      culpritReason: 'No commit explains it.',
      isMonotonic: true,
      candidates: 0,
    },
  ];
}

/** For the port `lumen` of scenes.ts, once it is there. */
export async function insertSceneRehearsals(db: DatabaseClient, now: Date): Promise<void> {
  const revisions = await db.revision.findMany({
    where: { isNewest: true, rebase: { port: { slug: 'lumen' } } },
    select: { id: true, baseSha: true, rebase: { select: { release: true, releasedAt: true } } },
  });
  const find = (release: string) => {
    const found = revisions.find(({ rebase }) => rebase.release === release);
    if (found === undefined) throw new Error(`The scene has no ${release}.`);
    return found;
  };
  const rehearse = async (
    from: string,
    to: {
      readonly target: string;
      readonly kind: string;
      readonly sha: string;
      readonly date: Date | null;
    },
    result: object,
  ): Promise<number> => {
    const { id } = await db.rehearsal.create({
      data: {
        fromRevisionId: find(from).id,
        target: to.target,
        targetKind: to.kind,
        targetSha: to.sha,
        targetDate: to.date,
        outcome: 'clean',
        conflictedFiles: 0,
        rehearsedAt: now,
        ...measuredWith,
        ...result,
      },
      select: { id: true },
    });
    return id;
  };
  const step = async (from: string, to: string, kind: string, result: object, numbers: object) => {
    const target = find(to);
    const rehearsalId = await rehearse(
      from,
      { target: to, kind, sha: target.baseSha ?? '', date: target.rebase.releasedAt },
      result,
    );
    await db.transition.create({
      data: {
        fromRevisionId: find(from).id,
        toRevisionId: target.id,
        rehearsalId,
        measuredAt: now,
        methodVersion: 1,
        ...numbers,
      },
    });
  };
  const conflicted = { outcome: 'conflict', conflictedFiles: 2 };
  await step(
    'go1.21.2',
    'go1.22.0',
    'first',
    {
      ...conflicted,
      culpritsAt: now,
      conflicts: { create: sceneConflicts(now) },
      texts: {
        create: {
          path: 'src/runtime/proc.go',
          reading: sceneConflictText(),
          readAt: now,
          readingVersion: READING_VERSION,
        },
      },
    },
    sumsWithConflicts,
  );
  await db.patchText.createMany({
    data: SCENE_PATCHES.map(({ path, reading }) => ({
      revisionId: find('go1.22.0').id,
      path,
      reading,
      readAt: now,
      readingVersion: PATCH_READING_VERSION,
    })),
  });
  await step('go1.22.0', 'go1.22.1', 'patch', {}, sumsOfNothing);
  await step(
    'go1.22.1',
    'go1.22.2',
    'patch',
    { outcome: 'error', conflictedFiles: null, error: 'The mirror does not hold the tree of x.' },
    {},
  );
  const tip = { target: 'tip', kind: 'tip' };
  const ago = (days: number) => new Date(now.getTime() - days * dayMs);
  await rehearse(
    'go1.22.3',
    { ...tip, sha: shaOf('tip 1'), date: ago(3) },
    { rehearsedAt: ago(3) },
  );
  await rehearse(
    'go1.22.3',
    { ...tip, sha: shaOf('tip 2'), date: ago(2) },
    {
      ...conflicted,
      rehearsedAt: ago(2),
      silentRisksAt: ago(2),
      conflicts: { create: sceneConflicts(now) },
      silentRisks: { create: [{ path: 'src/os/new_js.go', rule: 'constraint' }] },
    },
  );
  await rehearse(
    'go1.22.3',
    { ...tip, sha: shaOf('tip 3'), date: ago(1) },
    { outcome: 'error', conflictedFiles: null, error: 'Git ran out of time.', rehearsedAt: ago(1) },
  );
  await rehearse(
    'go1.22.3',
    { target: 'go1.23rc1', kind: 'rc', sha: shaOf('rc1'), date: ago(4) },
    { silentRisksAt: now },
  );
  // Followed meanwhile: no forecast any more.
  await rehearse(
    'go1.22.3',
    { target: 'go1.22rc2', kind: 'rc', sha: shaOf('rc2'), date: ago(140) },
    {},
  );
}

const sumsOfNothing = {
  handConflicted: 0,
  handClean: 0,
  adaptation: 0,
  own: 0,
  handFiles: 0,
  pressureFiles: 0,
  pressureInsertions: 0,
  pressureDeletions: 0,
  pressureCommits: 0,
  flowSame: 12,
  flowChanged: 0,
  flowDropped: 0,
  flowNew: 0,
};

const sumsWithConflicts = {
  handConflicted: 9,
  handClean: 41,
  adaptation: 21,
  own: 29,
  handFiles: 3,
  pressureFiles: 2,
  pressureInsertions: 300,
  pressureDeletions: 100,
  pressureCommits: 14,
  flowReason: 'A patch series is too long to be compared.',
  subsystems: {
    create: [
      { subsystem: 'net', conflictedFiles: 1, adaptation: 12, own: 0, pressure: 100 },
      { subsystem: 'runtime', conflictedFiles: 1, adaptation: 9, own: 29, pressure: 300 },
    ],
  },
  paths: {
    create: [
      handWork(0, 'src/net/dial.go', 'net', { isAdaptation: true, insertions: 12 }),
      handWork(1, 'src/runtime/os_lumen.go', 'runtime', { insertions: 29 }),
      handWork(2, 'src/runtime/proc.go', 'runtime', {
        isInConflict: true,
        isAdaptation: true,
        insertions: 9,
      }),
    ],
  },
};

function handWork(position: number, path: string, subsystem: string, rest: object) {
  const plain = { isInConflict: false, isAdaptation: false, insertions: 0, deletions: 0 };
  return { position, path, subsystem, ...plain, ...rest };
}

function shaOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
