import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { mintPort } from '#lib/testing/mint-port.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { recordFetch } from './record-fetch.ts';
import { recordMetadata, type MetadataOutcome, type MetadataToRecord } from './record-metadata.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const hour = (count: number): Date => new Date(Date.UTC(2026, 1, 1, count));
let lastGithubId = 0;

function record(
  repository: { id: number; fullName: string },
  more: Partial<MetadataToRecord>,
): Promise<MetadataOutcome> {
  const { id: repositoryId, fullName } = repository;
  return recordMetadata(database.prisma, {
    repositoryId,
    fullName,
    githubId: lastGithubId,
    defaultBranch: 'master',
    archived: false,
    at: hour(1),
    ...more,
  });
}

function stored(id: number) {
  return database.prisma.repository.findUniqueOrThrow({ where: { id } });
}

async function newFork(): Promise<{ id: number; fullName: string }> {
  lastGithubId += 1;
  return (await mintPort(database.prisma)).fork;
}

describe('recordMetadata', () => {
  it('keeps what REST said, and when', async () => {
    const fork = await newFork();
    expect(await record(fork, { archived: true })).toEqual({ kind: 'recorded', renamedFrom: null });
    expect(await stored(fork.id)).toMatchObject({
      githubId: BigInt(lastGithubId),
      defaultBranch: 'master',
      archived: true,
      metadataAt: hour(1),
      formerNames: [],
    });
  });

  it('follows a rename, there and back, and remembers each name once', async () => {
    const fork = await newFork();
    const other = `${fork.fullName}-new`;
    expect(await record(fork, { fullName: other })).toEqual({
      kind: 'recorded',
      renamedFrom: fork.fullName,
    });
    await record(fork, { fullName: fork.fullName });
    await record(fork, { fullName: other });
    expect(await stored(fork.id)).toMatchObject({
      fullName: other,
      formerNames: [fork.fullName, other],
    });
  });

  it('refuses another repository that has taken the name', async () => {
    const fork = await newFork();
    await record(fork, {});
    const refused = await record(fork, { githubId: 999_999, archived: true, at: hour(2) });
    expect(refused).toEqual({
      kind: 'refused',
      reason: `${fork.fullName} is another repository now: GitHub's number for it is 999999 and was ${lastGithubId}.`,
    });
    expect(await stored(fork.id)).toMatchObject({ archived: false, metadataAt: hour(1) });
  });

  it('refuses a rename to a repository that is polled already', async () => {
    const [fork, other] = [await newFork(), await newFork()];
    const refused = await record(fork, { fullName: other.fullName });
    expect(refused).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(other.fullName),
    });
    expect(await stored(fork.id)).toMatchObject({ fullName: fork.fullName, metadataAt: null });
  });
});

describe('recordFetch', () => {
  it('keeps the newest listing that was fetched whole', async () => {
    const { id: repositoryId } = await newFork();
    for (const fetchedAt of [hour(2), hour(3), hour(1)]) {
      await recordFetch(database.prisma, { repositoryId, fetchedAt });
    }
    expect((await stored(repositoryId)).fetchedAt).toEqual(hour(3));
  });
});
