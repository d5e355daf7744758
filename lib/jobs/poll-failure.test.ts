// Whatever GitHub does, what was stored stays, the reason is said, and no ref is called deleted.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { createPollWorld, type PollWorld } from '#lib/testing/poll-world.ts';
import type { PlannedFault } from '#lib/testing/local-github/fault.ts';

let world: PollWorld;
beforeAll(async () => {
  world = await createPollWorld({ githubToken: 'a-token' });
  await world.poll();
  await world.measure();
});
afterAll(() => world.close());
afterEach(() => world.github.clearFaults());

const stored = async () => {
  const { prisma } = world.database;
  return {
    refs: await prisma.ref.findMany({ orderBy: { id: 'asc' } }),
    rebases: await prisma.rebase.findMany({ orderBy: { id: 'asc' } }),
    revisions: await prisma.revision.findMany({ orderBy: { id: 'asc' } }),
    files: await prisma.fileChange.count(),
  };
};

const gitFaults: Readonly<Record<string, PlannedFault>> = {
  'answers 500': { fault: { kind: 'status', status: 500, retryAfter: null }, scope: { on: 'git' } },
  'answers 502': { fault: { kind: 'status', status: 502, retryAfter: null }, scope: { on: 'git' } },
  'answers 429': { fault: { kind: 'status', status: 429, retryAfter: '30' }, scope: { on: 'git' } },
  'answers 401': { fault: { kind: 'status', status: 401, retryAfter: null }, scope: { on: 'git' } },
  'answers 404': { fault: { kind: 'status', status: 404, retryAfter: null }, scope: { on: 'git' } },
  'answers 451': { fault: { kind: 'status', status: 451, retryAfter: null }, scope: { on: 'git' } },
  'cuts the connection': {
    fault: { kind: 'cut', at: 'start', afterBytes: 0 },
    scope: { on: 'git' },
  },
  'cuts the list of refs short': {
    fault: { kind: 'cut', at: 'body', afterBytes: 200 },
    scope: { on: 'git', service: 'ls-refs' },
  },
  'sends half of the list': {
    fault: { kind: 'truncated', afterBytes: 200 },
    scope: { on: 'git', service: 'ls-refs' },
  },
  'sends a page instead': {
    fault: { kind: 'content-type', contentType: 'text/html', body: '<p>Unicorn</p>' },
    scope: { on: 'git', service: 'info-refs' },
  },
  'lists no refs': { fault: { kind: 'lying-refs', patterns: [] }, scope: { on: 'git' } },
};

describe('a git server that', () => {
  test.each(Object.entries(gitFaults))(
    '%s changes nothing that is stored',
    async (_name, fault) => {
      const before = await stored();
      world.github.addFault(fault);
      const { outcome, reason, nextPollAt } = await world.pollFork();
      expect(outcome).toBe('failed');
      expect(reason).toMatch(/^[A-Z].*; not tried again before .*UTC\.$/);
      expect(nextPollAt.getTime()).toBeGreaterThan(Date.now());
      expect(await stored()).toEqual(before);
      const [poll] = await world.database.prisma.poll.findMany({
        orderBy: { id: 'desc' },
        take: 1,
      });
      expect(poll).toMatchObject({ outcome: 'failed', reason, refs: null });
      world.github.clearFaults();
      expect((await world.pollFork()).outcome).not.toBe('failed');
      expect(await stored()).toEqual(before);
    },
  );

  test('sends a bad pack leaves the moved branch for the next poll', async () => {
    const before = await stored();
    const head = world.repo.commit({
      on: 'refs/heads/tamago1.20.1',
      files: { 'src/os/x.go': 'package os\n' },
    });
    for (const fault of [
      { kind: 'bad-pack' },
      { kind: 'cut', at: 'body', afterBytes: 50 },
    ] as const) {
      world.github.addFault({ fault, scope: { on: 'git', service: 'fetch' } });
      expect((await world.pollFork()).outcome).toBe('failed');
      world.github.clearFaults();
      expect(await stored()).toEqual(before);
    }
    expect((await world.pollFork()).outcome).toBe('changed');
    await world.measure();
    const { revisions } = await stored();
    expect(revisions.find(({ headSha }) => headSha === head)).toMatchObject({
      isNewest: true,
      files: 4,
    });
  });

  test('hides a part of its refs for one listing makes none of them deleted', async () => {
    const live = (await stored()).refs.length;
    world.github.addFault({
      fault: { kind: 'lying-refs', patterns: ['refs/heads/tamago1.2*.0'] },
      scope: { on: 'git' },
    });
    await world.pollFork();
    world.github.clearFaults();
    await world.pollFork();
    const { refs, rebases } = await stored();
    expect(refs.filter(({ deletedAt }) => deletedAt === null)).toHaveLength(live);
    expect(rebases.every(({ deletedAt }) => deletedAt === null)).toBe(true);
  });
});

const restFaults: Readonly<Record<string, PlannedFault['fault']>> = {
  'answers 500': { kind: 'status', status: 500, retryAfter: null },
  'sends half of its JSON': { kind: 'truncated', afterBytes: 80 },
  'cuts the connection': { kind: 'cut', at: 'header', afterBytes: 10 },
  'asks to slow down': { kind: 'secondary-limit', status: 403, retryAfter: '60' },
};

describe('a REST API that', () => {
  test.each(Object.entries(restFaults))(
    '%s does not stop refs from being polled',
    async (_name, fault) => {
      const { prisma } = world.database;
      await prisma.poll.deleteMany();
      await prisma.rateLimit.deleteMany();
      // A 304 has no body that could be spoilt.
      await prisma.restAnswer.deleteMany();
      world.github.addFault({ fault, scope: { on: 'rest' } });
      const { outcome, reason } = await world.pollFork();
      expect(outcome).toBe('failed');
      expect(reason).toMatch(/^[A-Z].*; not tried again before /);
      const [poll] = await prisma.poll.findMany({ orderBy: { id: 'desc' }, take: 1 });
      expect(poll?.refs).toBeGreaterThan(0);
    },
  );

  test('pauses the credential is asked nothing until the pause is over', async () => {
    await world.database.prisma.poll.deleteMany();
    await world.database.prisma.rateLimit.deleteMany();
    world.github.addFault({
      fault: { kind: 'primary-limit', resetInSeconds: 600 },
      scope: { on: 'rest' },
    });
    await world.pollFork();
    world.github.clearFaults();
    await world.database.prisma.poll.deleteMany();
    world.github.forgetRequests();
    await world.pollFork();
    expect(world.github.requests().filter(({ on }) => on === 'rest')).toEqual([]);
  });
});

test('a repository that was renamed is followed', async () => {
  await world.database.prisma.poll.deleteMany();
  await world.database.prisma.rateLimit.deleteMany();
  const { fullName } = world.port.fork;
  world.github.control({ act: 'rename', repository: fullName, to: `${fullName}-renamed` });
  await world.pollFork();
  const repository = await world.database.prisma.repository.findUnique({
    where: { id: world.port.fork.id },
  });
  expect(repository?.fullName).toBe(`${fullName}-renamed`);
  expect((await world.pollFork()).outcome).not.toBe('failed');
  const { rebases } = await stored();
  expect(rebases.every(({ deletedAt }) => deletedAt === null)).toBe(true);
});
