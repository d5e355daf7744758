import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listFailedPolls } from '#lib/db/read/list-failed-polls.ts';
import { mintPort } from '#lib/testing/mint-port.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { recordPoll, type PollToRecord } from './record-poll.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const minute = (count: number): Date => new Date(Date.UTC(2026, 1, 1, 12, count));

async function newRepository(): Promise<number> {
  return (await mintPort(database.prisma)).fork.id;
}

function poll(repositoryId: number, start: number, more: Partial<PollToRecord> = {}): PollToRecord {
  return {
    repositoryId,
    startedAt: minute(start),
    finishedAt: minute(start + 1),
    failure: null,
    listing: { refs: 3, changes: 0, listedAt: minute(start) },
    rest: { requests: 1, charged: 0 },
    nextPollAt: minute(start + 6),
    ...more,
  };
}

const failure = { failureKind: 'server-error', reason: 'GitHub answered 502; tried again later.' };

function stored(repositoryId: number) {
  return database.prisma.repository.findUniqueOrThrow({
    where: { id: repositoryId },
    include: { polls: { orderBy: { startedAt: 'asc' } } },
  });
}

describe('recordPoll', () => {
  it('keeps what was asked and what came of it, and when the next is due', async () => {
    const id = await newRepository();
    await recordPoll(database.prisma, poll(id, 0));
    await recordPoll(
      database.prisma,
      poll(id, 5, { listing: { refs: 4, changes: 2, listedAt: minute(5) } }),
    );
    await recordPoll(database.prisma, poll(id, 10, { failure, listing: null }));
    expect(await stored(id)).toMatchObject({
      failures: 1,
      listedAt: minute(5),
      nextPollAt: minute(16),
      polls: [
        {
          outcome: 'unchanged',
          refs: 3,
          changes: 0,
          restRequests: 1,
          restCharged: 0,
          reason: null,
        },
        { outcome: 'changed', refs: 4, changes: 2 },
        { outcome: 'failed', refs: null, changes: null, ...failure },
      ],
    });
  });

  it('counts failures in a row, and starts anew after a poll that did not fail', async () => {
    const id = await newRepository();
    for (const start of [0, 5, 10]) await recordPoll(database.prisma, poll(id, start, { failure }));
    expect((await stored(id)).failures).toBe(3);
    await recordPoll(database.prisma, poll(id, 15));
    expect((await stored(id)).failures).toBe(0);
  });

  it('keeps the listing of a poll whose REST question failed', async () => {
    const id = await newRepository();
    await recordPoll(database.prisma, poll(id, 0, { failure }));
    expect(await stored(id)).toMatchObject({
      listedAt: minute(0),
      polls: [{ outcome: 'failed', refs: 3, failureKind: 'server-error' }],
    });
  });

  it('changes nothing the second time', async () => {
    const id = await newRepository();
    const once = poll(id, 0, { failure });
    await Promise.all([recordPoll(database.prisma, once), recordPoll(database.prisma, once)]);
    expect(await stored(id)).toMatchObject({ failures: 1, polls: [{ startedAt: minute(0) }] });
  });

  it('never sets the time of the last listing back', async () => {
    const id = await newRepository();
    await recordPoll(database.prisma, poll(id, 5));
    await recordPoll(database.prisma, poll(id, 0));
    expect((await stored(id)).listedAt).toEqual(minute(5));
  });

  it('lets polls of more than 90 days ago go, and only those of the repository', async () => {
    const [id, other] = [await newRepository(), await newRepository()];
    const minutesPerDay = 24 * 60;
    for (const repositoryId of [id, other])
      await recordPoll(database.prisma, poll(repositoryId, 0));
    await recordPoll(database.prisma, poll(id, 90 * minutesPerDay));
    expect((await stored(id)).polls).toHaveLength(2);
    await recordPoll(database.prisma, poll(id, 91 * minutesPerDay));
    expect((await stored(id)).polls).toHaveLength(2);
    expect((await stored(other)).polls).toHaveLength(1);
  });

  it('says so when there is no such repository', async () => {
    await expect(recordPoll(database.prisma, poll(2_000_000_000, 0))).rejects.toThrow(
      'There is no repository 2000000000',
    );
  });
});

async function failedPolls(id: number) {
  return (await listFailedPolls(database.prisma, [id])).get(id);
}

describe('listFailedPolls', () => {
  it('gives those since the last poll that did not fail', async () => {
    const id = await newRepository();
    await recordPoll(database.prisma, poll(id, 0, { failure }));
    expect(await failedPolls(id)).toHaveLength(1);
    await recordPoll(database.prisma, poll(id, 5));
    expect(await failedPolls(id)).toBeUndefined();
    await recordPoll(database.prisma, poll(id, 10, { failure }));
    await recordPoll(database.prisma, poll(id, 15, { failure }));
    expect(await failedPolls(id)).toEqual([
      { at: minute(10), failureKind: 'server-error' },
      { at: minute(15), failureKind: 'server-error' },
    ]);
  });
});
