// What a poll finds becomes an incident with deliveries once, and its end too, whoever looks how often.
import { afterAll, beforeAll, expect, test } from 'vitest';

import { acknowledgeIncident, unacknowledgeIncident } from '#lib/db/write/acknowledge-incident.ts';
import { mutePath, unmutePath } from '#lib/db/write/mute-path.ts';
import { noteIncident } from '#lib/db/write/note-incident.ts';
import { snoozeIncident, unsnoozeIncident } from '#lib/db/write/snooze-incident.ts';
import { incidentFacts } from '#lib/domain/incident-facts.ts';
import { createPollWorld, publish, type PollWorld } from '#lib/testing/poll-world.ts';

import { evaluateAlerts } from './evaluate-alerts.ts';
import { findFixes } from './find-fixes.ts';
import { rehearsePort } from './rehearse-port.ts';
import type { WorkerContext } from './worker-context.ts';

const HOUR = 3_600_000;
const PATH = 'src/net/net.go';
/** For what polls, measures and rehearses on a busy machine. */
const PATIENCE_MS = 120_000;

let world: PollWorld;
let context: WorkerContext;
let other: WorkerContext;
let laterMs = 0;
const now = () => new Date(Date.now() + laterMs);

beforeAll(async () => {
  world = await createPollWorld({ tipIntervalMs: 1_000_000_000 });
  context = { ...world.context, now };
  other = { ...(await world.openContext()), now };
  const { prisma } = world.database;
  const owner = { id: 'owner', name: 'Owner', email: 'owner@example.org', isAdministrator: false };
  await prisma.user.create({ data: owner });
  for (const [id, filters] of Object.entries({
    all: {},
    net: { subsystems: ['net'], pace: 'daily' },
    runtime: { subsystems: ['runtime'] },
    critical: { leastSeverity: 'critical' },
  })) {
    await prisma.mailAddress.create({
      data: {
        id,
        address: `${id}@example.org`,
        verifiedAt: now(),
        linkSecret: id,
        createdAt: now(),
        subscriptions: {
          create: {
            id,
            lines: [],
            subsystems: [],
            kinds: ['forecast-conflict'],
            createdAt: now(),
            activeSince: now(),
            ...filters,
          },
        },
      },
    });
  }
  await look();
}, PATIENCE_MS);
afterAll(() => world.close());

/** Everything up to the alerts, as the worker does it. */
async function look(): Promise<void> {
  await world.poll();
  await world.measure();
  await rehearsePort(context, world.port.id);
  await findFixes(context, world.port.upstream.id);
}

const evaluate = () => evaluateAlerts(context, world.port.id);

async function stored() {
  const { prisma } = world.database;
  return {
    watches: await prisma.alertWatch.findMany({ orderBy: { key: 'asc' } }),
    incidents: await prisma.incident.findMany({ orderBy: { id: 'asc' } }),
    events: await prisma.incidentEvent.findMany({
      orderBy: [{ incidentId: 'asc' }, { seq: 'asc' }],
    }),
    deliveries: await prisma.delivery.findMany({ orderBy: { id: 'asc' } }),
  };
}

async function conflictIncident() {
  return await world.database.prisma.incident.findFirstOrThrow({
    where: { kind: 'forecast-conflict' },
    include: { events: { orderBy: { seq: 'asc' }, include: { deliveries: true } } },
  });
}

/** "opened to all, net" */
async function timeLine(): Promise<readonly string[]> {
  const { events } = await conflictIncident();
  return events.map(({ kind, deliveries }) => {
    const told = deliveries.map(({ subscriptionId }) => subscriptionId ?? '').toSorted();
    return told.length === 0 ? kind : `${kind} to ${told.join(', ')}`;
  });
}

/** Of the newest line, as the incident is. */
async function newestRehearsal(): Promise<{ readonly id: number }> {
  return await world.database.prisma.rehearsal.findFirstOrThrow({
    where: { target: 'go1.22rc1' },
    orderBy: { from: { rebase: { order: 'desc' } } },
  });
}

/** As if the port had been rehearsed again with this outcome. */
async function rehearseAs(change: object): Promise<void> {
  await world.database.prisma.rehearsal.updateMany({
    where: { target: 'go1.22rc1' },
    data: change,
  });
}

test('what was so when the port was first looked at is recorded, and alerts nobody', async () => {
  expect(await world.database.prisma.port.findFirst()).toMatchObject({ alertsSince: null });
  await evaluate();
  const { incidents, events, deliveries } = await stored();
  // Its newest line has not followed go1.21.1 for years: given up, and so not told to be behind as well.
  expect(incidents.map(({ kind }) => kind).toSorted()).toEqual(['line-abandoned']);
  expect(incidents.every(({ isSilent }) => isSilent)).toBe(true);
  expect(events.every(({ isOwed }) => !isOwed)).toBe(true);
  expect(deliveries).toEqual([]);
  expect((await world.database.prisma.port.findFirst())?.alertsSince).not.toBeNull();
});

test(
  'a pre-release that will conflict makes one incident with its culprit, and one delivery for each subscription it fits, though two workers look at once',
  async () => {
    const message =
      'net: know wasip1\n\nReviewed-on: https://go-review.googlesource.com/c/go/+/99\n';
    const files = {
      [PATH]: '//go:build !js && !wasip1\n\npackage net\n\nfunc F() int {\n\treturn 1\n}\n',
    };
    const culprit = world.repo.commit({ files, message });
    world.repo.tag('go1.22rc1', culprit);
    await look();
    const both = await Promise.all([evaluate(), evaluateAlerts(other, world.port.id)]);
    expect(both.flatMap(({ events }) => events).map(({ kind }) => kind)).toEqual(['opened']);
    expect(await timeLine()).toEqual(['opened to all, net']);
    const incident = await conflictIncident();
    expect(incident).toMatchObject({
      key: `forecast-conflict:${world.port.slug}:go1.21:go1.22`,
      state: 'firing',
      severity: 'warning',
      subsystems: ['net'],
    });
    const facts = incidentFacts.parse(incident.facts);
    expect(facts).toMatchObject({
      target: { name: 'go1.22rc1' },
      conflicts: [{ path: PATH, culprit: { sha: culprit, cl: expect.stringMatching(/99$/) } }],
    });
    const [all, net] =
      incident.events[0]?.deliveries.toSorted((a, b) => (a.lane < b.lane ? -1 : 1)) ?? [];
    expect(all).toMatchObject({ lane: `all:${incident.id}`, seq: 1, channel: 'mail' });
    expect(net?.dueAt.getUTCHours()).toBe(7);
    const conflict = await world.database.prisma.conflict.findFirst({ where: { path: PATH } });
    expect(conflict?.patchId).toMatch(/^[0-9a-f]{40}$/);
  },
  PATIENCE_MS,
);

test('to look again changes nothing', async () => {
  const before = await stored();
  expect(await evaluate()).toEqual({ events: [], deliveries: 0 });
  expect(await stored()).toEqual(before);
});

test('an error ends nothing and tells nobody; after a day without a result that is noted', async () => {
  await rehearseAs({ outcome: 'error', error: 'The disk is full.' });
  await evaluate();
  laterMs += 25 * HOUR;
  await evaluate();
  expect(await timeLine()).toEqual(['opened to all, net', 'stale']);
  await rehearseAs({ outcome: 'conflict', error: null });
  await evaluate();
  expect((await timeLine()).at(-1)).toBe('fresh');
  expect(await conflictIncident()).toMatchObject({ state: 'firing', staleSince: null });
});

test('another method that sees it otherwise alerts nobody', async () => {
  const { prisma } = world.database;
  const { id } = await newestRehearsal();
  const more = { path: 'src/os/file.go', type: 'content', gitTypes: [], subsystem: 'os' };
  await prisma.conflict.create({ data: { rehearsalId: id, position: 1, ...more } });
  await rehearseAs({ methodVersion: 1000 });
  await evaluate();
  expect((await timeLine()).at(-1)).toBe('re-evaluated');
  laterMs += 24 * HOUR;
  await evaluate();
  expect((await timeLine()).at(-1)).toBe('re-evaluated');
});

test('an act is kept with who did it, once, and wins over the same act a moment later', async () => {
  const { prisma } = world.database;
  const { id: incidentId } = await conflictIncident();
  const act = { incidentId, actorId: 'owner', at: now() };
  const both = [acknowledgeIncident(prisma, act), acknowledgeIncident(prisma, act)];
  expect((await Promise.all(both)).toSorted()).toEqual(['done', 'unchanged']);
  expect(await conflictIncident()).toMatchObject({ acknowledgedById: 'owner' });
  expect(await unacknowledgeIncident(prisma, act)).toBe('done');
  const until = new Date(now().getTime() + 48 * HOUR);
  expect(await snoozeIncident(prisma, { ...act, until })).toBe('done');
  expect(await snoozeIncident(prisma, { ...act, until })).toBe('unchanged');
  expect(await unsnoozeIncident(prisma, act)).toBe('done');
  expect(await unsnoozeIncident(prisma, act)).toBe('unchanged');
  await noteIncident(prisma, { ...act, text: 'by hand', hours: 1.5 });
  expect((await timeLine()).slice(-4)).toEqual([
    'acknowledged',
    'unacknowledged',
    'snoozed',
    'unsnoozed',
  ]);
  expect(await acknowledgeIncident(prisma, { ...act, incidentId: 'no such' })).toBe('gone');
});

test('with all of its paths muted it closes without a word, and unmuted it goes on without one', async () => {
  const { prisma } = world.database;
  const act = { portId: world.port.id, actorId: 'owner', at: now() };
  for (const path of [PATH, 'src/os/file.go'])
    expect(await mutePath(prisma, { ...act, path })).toBe(true);
  expect(await mutePath(prisma, { ...act, path: PATH })).toBe(false);
  await evaluate();
  expect((await timeLine()).at(-1)).toBe('closed');
  for (const path of [PATH, 'src/os/file.go'])
    expect(await unmutePath(prisma, { ...act, path })).toBe(true);
  await evaluate();
  expect((await timeLine()).at(-1)).toBe('regressed');
  expect(await conflictIncident()).toMatchObject({ occurrence: 2, state: 'firing' });
});

test(
  'fifty results that take turns make no second opened, one flapping and a digest a day; then the true state holds',
  async () => {
    const { prisma } = world.database;
    const { id: rehearsalId } = await newestRehearsal();
    const release = { name: 'go1.22rc1', repositoryId: world.port.upstream.id };
    const tag = await prisma.release.findFirstOrThrow({ where: release });
    const { length: before } = await timeLine();
    const startedAt = laterMs;
    let moves = 0;
    // Upstream moves its tag each time: the same commits with the same method have the same result.
    const resultAfter = async (afterMs: number, outcome: 'clean' | 'conflict') => {
      laterMs += afterMs;
      moves += 1;
      const targetSha = String(moves).padStart(40, '0');
      await prisma.release.updateMany({ where: release, data: { sha: targetSha } });
      await prisma.conflict.deleteMany({ where: { rehearsalId } });
      const conflict = { path: PATH, type: 'content', gitTypes: [], subsystem: 'net', position: 0 };
      await prisma.rehearsal.update({
        where: { id: rehearsalId },
        data: {
          outcome,
          targetSha,
          rehearsedAt: now(),
          conflicts: { create: outcome === 'clean' ? [] : [conflict] },
        },
      });
      await evaluate();
    };
    for (let turn = 0; turn < 50; turn += 1) {
      await resultAfter(HOUR / 2, turn % 2 === 0 ? 'clean' : 'conflict');
    }
    const told = (await timeLine()).slice(before).filter((event) => event.includes(' to '));
    expect(told[0]).toBe('flapping to all, net');
    const days = Math.ceil((laterMs - startedAt) / (24 * HOUR));
    expect(told.length).toBeLessThanOrEqual(1 + days);
    expect(told.slice(1).every((event) => event.startsWith('digest to '))).toBe(true);
    for (let day = 0; day < 5; day += 1) await resultAfter(24 * HOUR, 'conflict');
    expect(await conflictIncident()).toMatchObject({ state: 'firing' });
    expect((await timeLine()).filter((event) => event.startsWith('opened'))).toHaveLength(1);
    await prisma.release.updateMany({ where: release, data: { sha: tag.sha } });
    await prisma.rehearsal.update({ where: { id: rehearsalId }, data: { targetSha: tag.sha } });
    await evaluate();
  },
  PATIENCE_MS,
);

test(
  'when the fork publishes its rebase it is over, for those who were told',
  async () => {
    publish(world.repo, '1.22rc1', {
      [PATH]:
        '//go:build !js && !wasip1 && !tamago\n\npackage net\n\nfunc F() int {\n\treturn 1\n}\n',
    });
    await look();
    await evaluate();
    expect((await timeLine()).at(-1)).toBe('resolved to all, net');
    const incident = await conflictIncident();
    expect(incident).toMatchObject({ state: 'resolved', openKey: null });
    expect(incident.resolvedReason).toBe('The port has published go1.22rc1.');
    expect(await evaluate()).toEqual({ events: [], deliveries: 0 });
  },
  PATIENCE_MS,
);

test('a repository that cannot be read for half an hour is our own trouble', async () => {
  const { prisma } = world.database;
  const { id: repositoryId, fullName } = world.port.fork;
  for (const minutes of [0, 15, 29]) {
    const startedAt = new Date(now().getTime() + minutes * 60_000);
    const failed = { outcome: 'failed', reason: 'GitHub says no.', failureKind: 'server-error' };
    await prisma.poll.create({
      data: { repositoryId, startedAt, finishedAt: startedAt, ...failed },
    });
  }
  laterMs += 29 * 60_000;
  expect((await evaluateAlerts(context, null)).events).toEqual([]);
  laterMs += 2 * 60_000;
  const { events, deliveries } = await evaluateAlerts(context, null);
  expect(events.map(({ kind }) => kind)).toEqual(['opened']);
  expect(deliveries).toBe(0);
  const incident = await prisma.incident.findFirst({ where: { kind: 'cannot-poll' } });
  expect(incident).toMatchObject({ key: `cannot-poll:${fullName}`, portId: null });
});
