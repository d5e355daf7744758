import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { getJobState } from '#lib/db/read/get-job-state.ts';
import { getPatchText } from '#lib/db/read/get-patch-text.ts';
import { readPatchKey } from '#lib/domain/job-key.ts';
import { createPollWorld, publish, type PollWorld } from '#lib/testing/poll-world.ts';

import { enqueueReadPatch } from './enqueue.ts';
import { readFilePatches } from './read-file-patches.ts';

const names = Array.from({ length: 12 }, (_, index) => `A/${String(index).padStart(2, '0')}`);

let world: PollWorld;
let revisionId: number;
beforeAll(async () => {
  world = await createPollWorld();
  world.repo.tag('go1.22.0', world.repo.commit({ files: { 'A/00': 'upstream\n' } }));
  publish(world.repo, '1.22.0', Object.fromEntries(names.map((name) => [name, 'port\n'])));
  await world.poll();
  await world.measure();
  const revision = await world.database.prisma.revision.findFirstOrThrow({
    where: { files: { gt: 12 } },
  });
  revisionId = revision.id;
});
afterAll(() => world.close());

const textOf = (name: string) => getPatchText(world.database.prisma, revisionId, name);

/** The worker's context with a mirror that holds nothing. */
function withoutObjects() {
  const objectDir = mkdtempSync(path.join(tmpdir(), 'tidemark-test-'));
  const reader = { ...world.context.mirror.reader, objectDir };
  return { ...world.context, mirror: { ...world.context.mirror, reader } };
}

test('a failure is stored with its reason, replaces no text, and gives way to one', async () => {
  const { failure } = await readFilePatches(withoutObjects(), { revisionId, position: 0 });
  expect(failure).toMatch(/needs an object that the mirror lacks: .*[^.]\.$/);
  expect(await textOf('A/00')).toMatchObject({ kind: 'failed', failure });
  expect((await readFilePatches(world.context, { revisionId, position: 0 })).failure).toBeNull();
  expect(await textOf('A/00')).toMatchObject({
    kind: 'read',
    reading: { sums: { insertions: 1, deletions: 1 } },
  });
  await readFilePatches(withoutObjects(), { revisionId, position: 0 });
  expect((await textOf('A/00')).kind).toBe('read');
});

test('the files after it are read as well, as many as are looked at next, and none twice', async () => {
  await world.database.prisma.patchText.deleteMany();
  expect((await readFilePatches(world.context, { revisionId, position: 2 })).read).toBe(8);
  const kinds = await Promise.all(names.map(async (name) => (await textOf(name)).kind));
  expect(kinds.map((kind) => kind === 'read')).toEqual(
    names.map((_, index) => index >= 2 && index < 10),
  );
  expect((await readFilePatches(world.context, { revisionId, position: 2 })).read).toBe(0);
  expect((await readFilePatches(world.context, { revisionId, position: 9 })).read).toBe(5);
  for (const payload of [
    { revisionId, position: 4711 },
    { revisionId: 4711, position: 0 },
  ]) {
    expect(await readFilePatches(world.context, payload)).toEqual({ read: 0, failure: null });
  }
});

test('of all texts the newest two thousand are kept, and another version’s is read again', async () => {
  const { prisma } = world.database;
  await prisma.patchText.updateMany({ data: { readingVersion: 0 } });
  expect(await textOf('A/02')).toEqual({ kind: 'unread' });
  const old = Array.from({ length: 2000 }, (_, index) => ({
    revisionId,
    path: `old/${index}`,
    readAt: new Date(index * 1000),
    readingVersion: 1,
  }));
  await prisma.patchText.createMany({ data: old });
  await readFilePatches(world.context, { revisionId, position: 2 });
  expect(await prisma.patchText.count()).toBeLessThanOrEqual(2000);
  expect((await textOf('A/02')).kind).toBe('read');
});

test('however often a patch is asked for, one job waits', async () => {
  const { prisma } = world.database;
  const key = readPatchKey(revisionId, 3);
  expect((await getJobState(prisma, key, new Date())).job).toBe('none');
  const payload = { revisionId, position: 3 };
  await Promise.all(Array.from({ length: 3 }, () => enqueueReadPatch(prisma, payload)));
  const jobs: unknown =
    await prisma.$queryRaw`SELECT key FROM graphile_worker.jobs WHERE key = ${key}`;
  expect(jobs).toEqual([{ key }]);
});
