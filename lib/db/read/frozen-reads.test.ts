// What a permalink says, after the revisions that it is about were replaced.
import { afterAll, beforeAll, expect, test } from 'vitest';

import { insertScene } from '#lib/testing/scenes.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { getConflict } from './get-conflict.ts';
import { getPort } from './get-port.ts';
import { getRebase } from './get-rebase.ts';
import { getReleasePair } from './get-release-pair.ts';
import { listConflictTimes } from './list-conflict-times.ts';

const path = 'src/runtime/proc.go';

let db: TestDatabase;
let portId = 0;
/** Heads that the two ends of the step had when it was measured. */
let heads = { from: '', to: '' };

beforeAll(async () => {
  db = await createTestDatabase();
  await insertScene(db.prisma, 'rehearsed', new Date());
  portId = (await getPort(db.prisma, 'lumen'))?.id ?? 0;
  heads = { from: await replaceHead('go1.21.2'), to: await replaceHead('go1.22.0') };
});

afterAll(() => db.close());

/** The branch of a release was pushed anew; answers with the head that it had. */
async function replaceHead(release: string): Promise<string> {
  const { prisma } = db;
  const old = await prisma.revision.findFirstOrThrow({
    where: { isNewest: true, rebase: { portId, release } },
  });
  await prisma.revision.update({ where: { id: old.id }, data: { isNewest: false } });
  const { rebaseId, baseSha, baseRef, headRef } = old;
  await prisma.revision.create({
    data: {
      rebaseId,
      baseSha,
      baseRef,
      headRef,
      headSha: release.replace('go', '').replaceAll('.', '').padEnd(40, '0'),
      isNewest: true,
      seenAt: new Date(),
    },
  });
  return old.headSha;
}

async function readStep(revision: string | null) {
  const lookup = await getRebase(db.prisma, portId, { release: 'go1.22.0', revision });
  if (lookup.kind !== 'found') throw new Error(lookup.kind);
  return lookup.detail;
}

test('a revision keeps the step that led to it, from the head that the rebase before then had', async () => {
  expect((await readStep(null)).transition).toBeNull();
  const { transition, rebase } = await readStep(heads.to);
  expect(transition).toMatchObject({
    from: 'go1.21.2',
    fromHeadSha: heads.from,
    conflictedFiles: 2,
    measure: { handWork: { adaptation: 21, own: 29 } },
  });
  expect(rebase.transition).toMatchObject({ from: 'go1.21.2', conflictedFiles: 2 });
});

test('a conflict is found by the head that was rehearsed, and by no other', async () => {
  const onto = (await readStep(heads.to)).rebase.base?.sha ?? '';
  const name = { from: 'go1.21.2', onto, path };
  const lookup = await getConflict(db.prisma, portId, { ...name, revision: heads.from });
  expect(lookup).toMatchObject({
    kind: 'found',
    detail: { rehearsal: { fromHeadSha: heads.from, targetSha: onto }, conflict: { path } },
  });
  const short = heads.from.slice(0, 7).toUpperCase();
  expect(await getConflict(db.prisma, portId, { ...name, revision: short })).toEqual(lookup);
  for (const revision of [heads.to, heads.from.slice(0, 6), '\0', '']) {
    const other = await getConflict(db.prisma, portId, { ...name, revision });
    expect(other.kind).toBe('unknown');
  }
});

test('what was made of a conflict is still known, and counts no more among what happened', async () => {
  const lookup = await getConflict(db.prisma, portId, {
    from: 'go1.21.2',
    onto: 'go1.22.0',
    path,
    revision: heads.from,
  });
  if (lookup.kind !== 'found') throw new Error(lookup.kind);
  const rehearsalId = lookup.detail.rehearsal.id;
  expect(await listConflictTimes(db.prisma, portId, { path, rehearsalId })).toMatchObject([
    { rehearsalId, release: 'go1.22.0', headSha: heads.to, handWork: { insertions: 9 } },
  ]);
  expect(await listConflictTimes(db.prisma, portId, { path, rehearsalId: 0 })).toEqual([]);
});

test('two revisions are compared as they were, though one rebase is gone, and no other head is taken for them', async () => {
  const { prisma } = db;
  const pair = { from: 'go1.21.2', to: 'go1.22.0' };
  const now = await getReleasePair(prisma, portId, pair);
  expect([now.from.kind, now.to.kind]).toEqual(['unmeasured', 'unmeasured']);
  const revisions = { fromRevision: heads.from, toRevision: heads.to };
  const then = await getReleasePair(prisma, portId, { ...pair, ...revisions });
  expect(then.from).toMatchObject({ kind: 'measured', headSha: heads.from });
  expect(then.to).toMatchObject({ kind: 'measured', headSha: heads.to });
  expect(then.to).toHaveProperty('files.length', (await readStep(heads.to)).files.length);
  expect(then.choices.map(({ release }) => release)).toEqual(
    now.choices.map(({ release }) => release),
  );
  const short = {
    fromRevision: heads.from.slice(0, 7),
    toRevision: heads.to.slice(0, 7).toUpperCase(),
  };
  expect(await getReleasePair(prisma, portId, { ...pair, ...short })).toEqual(then);
  const gone = { portId_release: { portId, release: 'go1.21.2' } };
  await prisma.rebase.update({ where: gone, data: { deletedAt: new Date() } });
  const kept = await getReleasePair(prisma, portId, { ...pair, ...revisions });
  expect([kept.from, kept.to]).toEqual([then.from, then.to]);
  await prisma.rebase.update({ where: gone, data: { deletedAt: null } });
  for (const head of [heads.from, '\0', "'; --"]) {
    const other = await getReleasePair(prisma, portId, { ...pair, toRevision: head });
    expect(other.to).toEqual({ kind: 'unknown', wanted: `go1.22.0 at ${head}` });
  }
});
