import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createPollWorld, publish, type PollWorld } from '#lib/testing/poll-world.ts';

import { isRehearsalDue, rehearsePort } from './rehearse-port.ts';

let world: PollWorld;
beforeAll(async () => {
  world = await createPollWorld();
  // Upstream rewrites the line that the port edits, and the port follows by hand.
  const file = {
    'src/net/net.go': '//go:build !js && !wasip1\n\npackage net\n\nfunc F() int {\n\treturn 1\n}\n',
  };
  const message =
    'net: know wasip1\n\nReviewed-on: https://go-review.googlesource.com/c/go/+/12345\n';
  world.repo.tag('go1.22.0', world.repo.commit({ files: file, message }));
  publish(world.repo, '1.22.0', {
    'src/net/net.go':
      '//go:build !js && !wasip1 && !tamago\n\npackage net\n\nfunc F() int {\n\treturn 1\n}\n',
  });
  await world.poll();
  await world.measure();
});
afterAll(() => world.close());

const transitions = () =>
  world.database.prisma.transition.findMany({
    include: {
      rehearsal: { include: { conflicts: true } },
      from: { include: { rebase: true } },
      to: { include: { rebase: true } },
      subsystems: true,
    },
    orderBy: { to: { rebase: { order: 'asc' } } },
  });

test('each rebase is compared with the one before it in release order, and a second run finds nothing to do', async () => {
  expect(await isRehearsalDue(world.context, world.port.id)).toBe(true);
  const first = await rehearsePort(world.context, world.port.id);
  expect(first).toEqual({ done: { targets: 1, transitions: 3, culprits: 1 }, failures: [] });
  const steps = (await transitions()).map(({ from, to, rehearsal }) => [
    from.rebase.release,
    to.rebase.release,
    rehearsal.outcome,
  ]);
  expect(steps).toEqual([
    ['go1.20', 'go1.20.1', 'clean'],
    ['go1.20.1', 'go1.21.0', 'clean'],
    ['go1.21.0', 'go1.22.0', 'conflict'],
  ]);
  expect(await isRehearsalDue(world.context, world.port.id)).toBe(false);
  const second = await rehearsePort(world.context, world.port.id);
  expect(second).toEqual({ done: { targets: 0, transitions: 0, culprits: 0 }, failures: [] });
});

test('a conflict has its upstream commit, its change on Gerrit and the lines that people wrote', async () => {
  const last = (await transitions()).at(-1);
  expect(last?.rehearsal.conflicts).toHaveLength(1);
  expect(last?.rehearsal.conflicts[0]).toMatchObject({
    path: 'src/net/net.go',
    type: 'content',
    subsystem: 'net',
    hunks: 1,
    culpritSha: world.repo.shaOf('refs/tags/go1.22.0'),
    culpritCl: 'https://go-review.googlesource.com/c/go/+/12345',
    isMonotonic: true,
    candidates: 1,
  });
  // From either automatic resolution one line is taken and one given.
  expect(last).toMatchObject({ handConflicted: 2, adaptation: 2 });
  expect(last?.subsystems.find(({ subsystem }) => subsystem === 'net')).toMatchObject({
    conflictedFiles: 1,
    adaptation: 2,
    pressure: 2,
  });
});

test('a blob that is missing makes the step an error with its reason, which a later run replaces', async () => {
  const { prisma } = world.database;
  const before = await transitions();
  await prisma.transition.deleteMany();
  await prisma.rehearsal.deleteMany();
  const objectDir = mkdtempSync(path.join(tmpdir(), 'tidemark-test-'));
  const reader = { ...world.context.mirror.reader, objectDir };
  const broken = { ...world.context, mirror: { ...world.context.mirror, reader } };
  const { done, failures } = await rehearsePort(broken, world.port.id);
  expect(done.transitions).toBe(0);
  // Three steps, and the forecast onto tip.
  expect(failures).toHaveLength(4);
  for (const { rehearsal, adaptation } of await transitions()) {
    expect(rehearsal).toMatchObject({ outcome: 'error', conflictedFiles: null });
    expect(rehearsal.error).toMatch(/^[A-Za-z].*\.$/);
    expect(adaptation).toBeNull();
  }
  await rehearsePort(world.context, world.port.id);
  const numbers = (rows: typeof before) =>
    rows.map(({ adaptation, own, flowSame }) => ({ adaptation, own, flowSame }));
  expect(numbers(await transitions())).toEqual(numbers(before));
  const again = await rehearsePort(broken, world.port.id);
  expect(again.failures).toEqual([]);
});
