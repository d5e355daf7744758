import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { loadRecordedHistory } from '#lib/db/write/load-recorded-history.ts';
import { recordedHistory } from '#lib/domain/recorded-history.ts';
import { listStepTransitions } from '#lib/db/read/list-step-transitions.ts';
import { createPollWorld, publish, type PollWorld } from '#lib/testing/poll-world.ts';
import { withFailingGit } from '#lib/testing/with-failing-git.ts';

import { confirmAllCulprits, confirmNextCulprits } from './confirm-culprits.ts';
import { enqueueUnrehearsed } from './enqueue-unmeasured.ts';
import { recordHistory } from './record-history.ts';
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

async function conflicts() {
  return (await transitions()).flatMap(({ rehearsal }) => rehearsal.conflicts);
}

async function lastStep() {
  const step = (await transitions()).at(-1);
  if (step === undefined) throw new Error('There is no step.');
  return step;
}

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

test('a culprit is compared with whole rehearsals afterwards, and only once', async () => {
  expect((await conflicts()).map(({ isConfirmed }) => isConfirmed)).toEqual([null]);
  await withFailingGit('merge-tree', 'exit 5', async () => {
    const failures = await confirmAllCulprits(world.context, world.port.id);
    expect(failures).toEqual([
      'The culprits on go1.22.0 were not confirmed: git merge-tree failed',
    ]);
  });
  expect((await conflicts()).map(({ isConfirmed }) => isConfirmed)).toEqual([null]);
  expect(await confirmAllCulprits(world.context, world.port.id)).toEqual([]);
  expect((await conflicts()).map(({ isConfirmed }) => isConfirmed)).toEqual([true]);
  expect(await confirmNextCulprits(world.context, world.port.id, null)).toBeNull();
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

test('a step whose rehearsal can be made and whose numbers cannot keeps both the conflicts and the reason', async () => {
  const { prisma } = world.database;
  await prisma.transition.deleteMany();
  await withFailingGit(
    'hash-object',
    'echo "fatal: No space left on device" >&2; exit 128',
    async () => {
      const { failures } = await rehearsePort(world.context, world.port.id);
      expect(failures).toEqual([
        'The step to go1.22.0: git hash-object found no space left on the disk: No space left on device.',
      ]);
    },
  );
  expect(await lastStep()).toMatchObject({
    adaptation: null,
    reason: 'git hash-object found no space left on the disk: No space left on device.',
    rehearsal: { outcome: 'conflict', error: null, conflictedFiles: 1 },
  });
  const view = (await listStepTransitions(prisma, world.port.id)).get(
    (await lastStep()).toRevisionId,
  );
  expect(view).toMatchObject({
    outcome: 'conflict',
    conflictedFiles: 1,
    measure: null,
    flow: null,
  });
  expect(view?.reason).toMatch(/^git hash-object .*\.$/);
  // What was found out about the conflict is still there, and is not looked for again.
  expect((await lastStep()).rehearsal.conflicts[0]?.culpritSha).not.toBeNull();
  expect(await isRehearsalDue(world.context, world.port.id)).toBe(true);
  const { done } = await rehearsePort(world.context, world.port.id);
  expect(done).toEqual({ targets: 0, transitions: 1, culprits: 0 });
  expect(await lastStep()).toMatchObject({ adaptation: 2, reason: null });
});

test('the poll that sees a new tag has its forecast queued when it ends, before anything of the background', async () => {
  const { prisma, pool } = world.database;
  await enqueueUnrehearsed(world.context, { hasNews: true });
  await pool.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
  await prisma.rehearsal.updateMany({ data: { confirmedAt: null } });
  const files = { 'src/net/net.go': '//go:build !js\n\npackage net\n' };
  const culprit = world.repo.commit({ files, message: 'net: forget F\n' });
  world.repo.tag('go1.23rc1', culprit);
  await world.poll();
  // What failed is left to wait by whoever has no news, and is tried at once by a poll that has.
  const put = `UPDATE graphile_worker._private_jobs SET attempts = 3, run_at = now() + interval '1 hour' WHERE key LIKE 'rehearse-port:%'`;
  const isPutOff = `SELECT run_at > now() AS "isPutOff" FROM graphile_worker.jobs WHERE task_identifier = 'rehearse-port'`;
  await pool.query(put);
  await enqueueUnrehearsed(world.context, { hasNews: false });
  expect((await pool.query(isPutOff)).rows).toEqual([{ isPutOff: true }]);
  await enqueueUnrehearsed(world.context, { hasNews: true });
  expect((await pool.query(isPutOff)).rows).toEqual([{ isPutOff: false }]);
  const queue = `SELECT task_identifier AS task, priority FROM graphile_worker.jobs
    WHERE task_identifier IN ('rehearse-port', 'confirm-culprits') ORDER BY priority`;
  expect((await pool.query(queue)).rows).toEqual([
    { task: 'rehearse-port', priority: 0 },
    { task: 'confirm-culprits', priority: 10 },
  ]);
  await rehearsePort(world.context, world.port.id);
  const forecast = await prisma.rehearsal.findFirst({
    where: { target: 'go1.23rc1', isForecast: true },
    orderBy: { from: { rebase: { order: 'desc' } } },
    include: { conflicts: true },
  });
  expect(forecast?.conflicts).toMatchObject([{ path: 'src/net/net.go', culpritSha: culprit }]);
});

test('a recording shows in a new database all that was found out about steps, but for who wrote what', async () => {
  const { prisma } = world.database;
  await rehearsePort(world.context, world.port.id);
  await confirmAllCulprits(world.context, world.port.id);
  const measured = await stepsWithoutWho();
  expect(measured.some(({ rehearsal }) => rehearsal.conflicts.length > 0)).toBe(true);
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'tidemark-test-')), 'port.json.gz');
  await recordHistory(world.context, { port: world.port.slug, path: file });
  const history = recordedHistory.parse(JSON.parse(gunzipSync(readFileSync(file)).toString()));
  await prisma.rebase.deleteMany();
  await loadRecordedHistory(prisma, history);
  expect(await stepsWithoutWho()).toEqual(measured);
  const recorded = await prisma.rehearsal.findMany({ include: { conflicts: true } });
  for (const { source, outcome, culpritsAt, confirmedAt, conflicts: found } of recorded) {
    expect(source).toBe('recorded');
    const isExplained = outcome === 'conflict';
    expect([culpritsAt !== null, confirmedAt !== null]).toEqual([isExplained, isExplained]);
    for (const { culpritAuthor, culpritSubject } of found) {
      expect([culpritAuthor, culpritSubject]).toEqual([null, null]);
    }
  }
});

function stepsWithoutWho() {
  const who = { id: true, source: true } as const;
  return world.database.prisma.transition.findMany({
    omit: { ...who, fromRevisionId: true, toRevisionId: true, rehearsalId: true, measuredAt: true },
    include: {
      rehearsal: {
        omit: {
          ...who,
          fromRevisionId: true,
          rehearsedAt: true,
          culpritsAt: true,
          confirmedAt: true,
          silentRisksAt: true,
        },
        include: {
          conflicts: {
            omit: { rehearsalId: true, culpritAuthor: true, culpritSubject: true },
            orderBy: { position: 'asc' },
          },
          silentRisks: { omit: { rehearsalId: true }, orderBy: { path: 'asc' } },
        },
      },
      subsystems: { omit: { transitionId: true }, orderBy: { subsystem: 'asc' } },
      paths: { omit: { transitionId: true }, orderBy: { position: 'asc' } },
      silentWork: { omit: { transitionId: true }, orderBy: { path: 'asc' } },
    },
    orderBy: { to: { rebase: { order: 'asc' } } },
  });
}
