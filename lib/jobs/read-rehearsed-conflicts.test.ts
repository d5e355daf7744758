import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { getConflictText } from '#lib/db/read/get-conflict-text.ts';
import { getJobState } from '#lib/db/read/get-job-state.ts';
import { readConflictsKey } from '#lib/domain/job-key.ts';
import { createPollWorld, publish, type PollWorld } from '#lib/testing/poll-world.ts';

import { enqueueReadConflicts } from './enqueue.ts';
import { readRehearsedConflicts } from './read-rehearsed-conflicts.ts';
import { rehearsePort } from './rehearse-port.ts';

const FILE = 'src/net/net.go';

let world: PollWorld;
let rehearsalId: number;
beforeAll(async () => {
  world = await createPollWorld();
  const files = { [FILE]: source('!js && !wasip1') };
  world.repo.tag('go1.22.0', world.repo.commit({ files }));
  publish(world.repo, '1.22.0', { [FILE]: source('!js && !wasip1 && !tamago') });
  await world.poll();
  await world.measure();
  await rehearsePort(world.context, world.port.id);
  const rehearsal = await world.database.prisma.rehearsal.findFirstOrThrow({
    where: { outcome: 'conflict' },
    orderBy: [{ from: { rebase: { order: 'desc' } } }, { id: 'asc' }],
  });
  rehearsalId = rehearsal.id;
});
afterAll(() => world.close());

function source(constraint: string): string {
  return `//go:build ${constraint}\n\npackage net\n\nfunc F() int {\n\treturn 1\n}\n`;
}

const texts = () => world.database.prisma.conflictText.findMany();

/** The worker's context with a mirror that holds nothing. */
function withoutObjects() {
  const objectDir = mkdtempSync(path.join(tmpdir(), 'tidemark-test-'));
  const reader = { ...world.context.mirror.reader, objectDir };
  return { ...world.context, mirror: { ...world.context.mirror, reader } };
}

test('a conflict is read, and reading it again changes nothing', async () => {
  expect(await readRehearsedConflicts(world.context, rehearsalId)).toEqual({
    read: 1,
    failure: null,
  });
  const before = await texts();
  const text = await getConflictText(world.database.prisma, rehearsalId, FILE);
  expect(text).toMatchObject({
    kind: 'read',
    reading: {
      changes: {
        upstream: { insertions: 1, deletions: 1 },
        port: { insertions: 1, deletions: 1 },
      },
      places: [{ regions: [1] }],
    },
  });
  expect(await readRehearsedConflicts(world.context, rehearsalId)).toEqual({
    read: 0,
    failure: null,
  });
  expect(await texts()).toEqual(before);
  expect(await readRehearsedConflicts(world.context, 4711)).toEqual({ read: 0, failure: null });
});

test('a failure is stored with its reason, replaces no text, and gives way to one', async () => {
  const broken = withoutObjects();
  expect((await readRehearsedConflicts(broken, rehearsalId)).failure).toBeNull();
  await world.database.prisma.conflictText.deleteMany();
  const { failure } = await readRehearsedConflicts(broken, rehearsalId);
  expect(failure).toMatch(/^[A-Z].*\.$/);
  expect(await getConflictText(world.database.prisma, rehearsalId, FILE)).toMatchObject({
    kind: 'failed',
    failure,
  });
  await readRehearsedConflicts(world.context, rehearsalId);
  const text = await getConflictText(world.database.prisma, rehearsalId, FILE);
  expect(text.kind).toBe('read');
});

test('a text of another version of the program is read again', async () => {
  await world.database.prisma.conflictText.updateMany({ data: { readingVersion: 0 } });
  expect(await getConflictText(world.database.prisma, rehearsalId, FILE)).toEqual({
    kind: 'unread',
  });
  expect((await readRehearsedConflicts(world.context, rehearsalId)).read).toBe(1);
});

test('of all texts the newest thousand are kept', async () => {
  const { prisma } = world.database;
  const old = Array.from({ length: 1005 }, (_, index) => ({
    rehearsalId,
    path: `old/${index}`,
    readAt: new Date(index * 1000),
    readingVersion: 1,
  }));
  await prisma.conflictText.createMany({ data: old });
  await prisma.conflictText.deleteMany({ where: { path: FILE } });
  await readRehearsedConflicts(world.context, rehearsalId);
  expect(await prisma.conflictText.count()).toBe(1000);
  const oldest = await prisma.conflictText.findFirst({ orderBy: { readAt: 'asc' } });
  expect(oldest?.path).toBe('old/6');
  expect((await getConflictText(prisma, rehearsalId, FILE)).kind).toBe('read');
});

test('however often a conflict is asked for, one job waits', async () => {
  const { prisma } = world.database;
  const key = readConflictsKey(rehearsalId);
  expect((await getJobState(prisma, key, new Date())).job).toBe('none');
  await Promise.all(Array.from({ length: 5 }, () => enqueueReadConflicts(prisma, { rehearsalId })));
  expect((await getJobState(prisma, key, new Date())).job).toBe('waiting');
  const jobs: unknown =
    await prisma.$queryRaw`SELECT key FROM graphile_worker.jobs WHERE key = ${key}`;
  expect(jobs).toEqual([{ key }]);
});
