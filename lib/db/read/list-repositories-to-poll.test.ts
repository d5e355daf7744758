import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { recordPoll } from '#lib/db/write/record-poll.ts';
import { mintPort } from '#lib/testing/mint-port.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { listRepositoriesToPoll, type RepositoryToPoll } from './list-repositories-to-poll.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.port.deleteMany();
  await database.prisma.repository.deleteMany();
});

const minute = (count: number): Date => new Date(Date.UTC(2026, 1, 1, 12, count));

function list(dueAt: Date | null, portSlug: string | null = null): Promise<RepositoryToPoll[]> {
  return listRepositoriesToPoll(database.prisma, { dueAt, portSlug });
}

async function failures(id: number): Promise<RepositoryToPoll['restFailures'] | undefined> {
  return (await list(null)).find((repository) => repository.id === id)?.restFailures;
}

async function change(id: number, data: { nextPollAt?: Date; metadataAt?: Date }): Promise<void> {
  await database.prisma.repository.update({ where: { id }, data });
}

describe('listRepositoriesToPoll', () => {
  it('gives upstreams first, with the ports that each belongs to', async () => {
    const port = await mintPort(database.prisma);
    const name = [{ id: port.id, slug: port.slug }];
    expect(await list(null)).toMatchObject([
      {
        fullName: port.upstream.fullName,
        upstreamOf: name,
        forkOf: [],
        lastRefChangeAt: null,
        restFailures: null,
      },
      { fullName: port.fork.fullName, upstreamOf: [], forkOf: name },
    ]);
  });

  it('leaves out repositories of no port, those not yet due, and those of other ports', async () => {
    const [port, other] = [await mintPort(database.prisma), await mintPort(database.prisma)];
    await database.prisma.repository.create({ data: { fullName: 'no/port' } });
    await change(port.fork.id, { nextPollAt: minute(5) });
    expect(await list(null)).toHaveLength(4);
    expect(await list(minute(4))).toHaveLength(3);
    expect(await list(minute(5))).toHaveLength(4);
    const ids = (await list(null, other.slug)).map(({ id }) => id);
    expect(ids).toEqual([other.upstream.id, other.fork.id]);
    expect(await list(null, 'no-such-port')).toEqual([]);
  });

  it('tells when a ref last changed, deletions too', async () => {
    const { fork } = await mintPort(database.prisma);
    const ref = { repositoryId: fork.id, sha: 'a', firstSeenAt: minute(0) };
    const changed = async (): Promise<unknown> =>
      (await list(null)).find(({ id }) => id === fork.id)?.lastRefChangeAt;
    await database.prisma.ref.create({ data: { ...ref, name: 'a', movedAt: minute(3) } });
    await database.prisma.ref.create({ data: { ...ref, name: 'b', movedAt: minute(2) } });
    expect(await changed()).toEqual(minute(3));
    await database.prisma.ref.create({
      data: { ...ref, name: 'c', movedAt: minute(1), deletedAt: minute(4) },
    });
    expect(await changed()).toEqual(minute(4));
  });

  it('counts the REST questions that failed since the last that did not', async () => {
    const { fork, upstream } = await mintPort(database.prisma);
    const poll = {
      listing: null,
      nextPollAt: null,
      failure: { failureKind: 'server-error', reason: 'GitHub answered 502.' },
    };
    const asked = { requests: 1, charged: 1 };
    for (const [start, rest] of [
      [0, asked],
      [5, asked],
      [10, { requests: 0, charged: 0 }],
      [15, asked],
    ] as const) {
      const times = { startedAt: minute(start), finishedAt: minute(start + 1) };
      await recordPoll(database.prisma, { repositoryId: fork.id, ...times, ...poll, rest });
    }
    expect(await failures(fork.id)).toEqual({ count: 3, lastAt: minute(16) });
    expect(await failures(upstream.id)).toBeNull();
    await change(fork.id, { metadataAt: minute(7) });
    expect(await failures(fork.id)).toEqual({ count: 1, lastAt: minute(16) });
    await change(fork.id, { metadataAt: minute(20) });
    expect(await failures(fork.id)).toBeNull();
  });
});
