import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listLiveRefs, listRefs } from '#lib/db/read/list-refs.ts';
import { listReleases } from '#lib/db/read/list-releases.ts';
import { planRefs } from '#lib/poller/plan-refs.ts';
import type { ListedRef } from '#lib/poller/listing-digest.ts';
import { mintPort } from '#lib/testing/mint-port.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { recordListing, type ListingOutcome, type RecordListingInput } from './record-listing.ts';
import { recordReleaseDates } from './record-release-dates.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const hour = (count: number): Date => new Date(Date.UTC(2026, 1, 1, count));

function ref(name: string, digit: string, tagSha: string | null = null): ListedRef {
  return { name: `refs/${name}`, sha: digit.repeat(40), tagSha };
}

async function prepare(
  repositoryId: number,
  listedAt: Date,
  listing: readonly ListedRef[],
): Promise<RecordListingInput> {
  const basedOn = await database.prisma.repository.findUniqueOrThrow({
    where: { id: repositoryId },
  });
  const stored = await listRefs(database.prisma, repositoryId);
  const changes = planRefs({ storedDigest: basedOn.listingDigest, stored, listing });
  if (changes.kind !== 'plan') throw new Error(`planned ${changes.kind}`);
  return { repositoryId, basedOn, listedAt, changes };
}

async function record(
  repositoryId: number,
  listedAt: Date,
  listing: readonly ListedRef[],
): Promise<ListingOutcome> {
  return recordListing(database.prisma, await prepare(repositoryId, listedAt, listing));
}

describe('recordListing', () => {
  it('keeps every ref as it was listed, with the time', async () => {
    const { fork } = await mintPort(database.prisma);
    await record(fork.id, hour(1), [ref('heads/a', '1'), ref('tags/t', '2', '3'.repeat(40))]);
    expect(await listRefs(database.prisma, fork.id)).toEqual([
      {
        ...ref('heads/a', '1'),
        firstSeenAt: hour(1),
        movedAt: hour(1),
        missedListings: 0,
        deletedAt: null,
      },
      {
        ...ref('tags/t', '2', '3'.repeat(40)),
        firstSeenAt: hour(1),
        movedAt: hour(1),
        missedListings: 0,
        deletedAt: null,
      },
    ]);
  });

  it('follows a ref that moves, goes away and comes back', async () => {
    const { fork } = await mintPort(database.prisma);
    const keep = ref('heads/keep', '9');
    const history = async (): Promise<unknown> =>
      (await listRefs(database.prisma, fork.id))
        .filter(({ name }) => name === 'refs/heads/a')
        .map(({ sha, movedAt, missedListings, deletedAt }) => [
          sha[0],
          movedAt,
          missedListings,
          deletedAt,
        ])[0];

    await record(fork.id, hour(1), [ref('heads/a', '1'), keep]);
    await record(fork.id, hour(2), [ref('heads/a', '2'), keep]);
    expect(await history()).toEqual(['2', hour(2), 0, null]);
    await record(fork.id, hour(3), [keep]);
    expect(await history()).toEqual(['2', hour(2), 1, null]);
    expect(await listLiveRefs(database.prisma, fork.id)).toHaveLength(2);
    await record(fork.id, hour(4), [keep]);
    expect(await history()).toEqual(['2', hour(2), 2, hour(4)]);
    expect(await listLiveRefs(database.prisma, fork.id)).toHaveLength(1);
    await record(fork.id, hour(5), [ref('heads/a', '2'), keep]);
    expect(await history()).toEqual(['2', hour(5), 0, null]);
  });

  it('keeps a ref that only one listing missed', async () => {
    const { fork } = await mintPort(database.prisma);
    const listing = [ref('heads/a', '1'), ref('heads/b', '1')];
    await record(fork.id, hour(1), listing);
    await record(fork.id, hour(2), listing.slice(1));
    await record(fork.id, hour(3), listing);
    await record(fork.id, hour(4), listing.slice(1));
    expect(await listLiveRefs(database.prisma, fork.id)).toMatchObject([
      { name: 'refs/heads/a', missedListings: 1, movedAt: hour(1) },
      { name: 'refs/heads/b', missedListings: 0 },
    ]);
  });

  it('writes nothing the second time, nor for a worker that compared with an older state', async () => {
    const { fork } = await mintPort(database.prisma);
    await record(fork.id, hour(1), [ref('heads/a', '1'), ref('heads/b', '1')]);
    const input = await prepare(fork.id, hour(2), [ref('heads/b', '2')]);
    expect(await recordListing(database.prisma, input)).toEqual({
      kind: 'recorded',
      releases: null,
    });
    const after = await listRefs(database.prisma, fork.id);
    expect(await recordListing(database.prisma, input)).toEqual({ kind: 'stale' });
    expect(await listRefs(database.prisma, fork.id)).toEqual(after);
  });

  it('lets one of two workers win who come at the same time', async () => {
    const { fork } = await mintPort(database.prisma);
    const input = await prepare(fork.id, hour(1), [ref('heads/a', '1')]);
    const outcomes = await Promise.all([
      recordListing(database.prisma, input),
      recordListing(database.prisma, { ...input, listedAt: hour(2) }),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['recorded', 'stale']);
    expect(await listRefs(database.prisma, fork.id)).toHaveLength(1);
  });

  it('writes nothing of a listing when a part of it cannot be written', async () => {
    const { fork } = await mintPort(database.prisma);
    const input = await prepare(fork.id, hour(1), [ref('heads/a', '1')]);
    const twice = { ...input.changes, added: [...input.changes.added, ...input.changes.added] };
    await expect(recordListing(database.prisma, { ...input, changes: twice })).rejects.toThrow(
      /unique/i,
    );
    expect(await listRefs(database.prisma, fork.id)).toEqual([]);
    const row = await database.prisma.repository.findUniqueOrThrow({ where: { id: fork.id } });
    expect([row.listedAt, row.listingDigest]).toEqual([null, null]);
  });

  it('takes its place inside a transaction that is under way', async () => {
    const { fork } = await mintPort(database.prisma);
    const input = await prepare(fork.id, hour(1), [ref('heads/a', '1')]);
    await expect(
      database.prisma.$transaction(async (tx) => {
        await recordListing(tx, input);
        throw new Error('the rest failed');
      }),
    ).rejects.toThrow('the rest failed');
    expect(await listRefs(database.prisma, fork.id)).toEqual([]);
  });
});

describe('releases of an upstream', () => {
  const tags = [
    ref('tags/go1.9', '1'),
    ref('tags/go1.10', '2'),
    ref('tags/go1.10rc1', '3', '4'.repeat(40)),
    ref('tags/go1.10-weird', '5'),
    ref('tags/weekly', '6'),
    ref('heads/go1.11', '7'),
  ];

  it('are its tags that name one, in release order', async () => {
    const { upstream } = await mintPort(database.prisma);
    const outcome = await record(upstream.id, hour(1), tags);
    expect(outcome).toMatchObject({ releases: { moved: [], removed: [] } });
    const releases = await listReleases(database.prisma, upstream.id);
    expect(releases.map(({ name, line, kind, sha }) => [name, line, kind, sha[0]])).toEqual([
      ['go1.9', 'go1.9', 'first', '1'],
      ['go1.10rc1', 'go1.10', 'rc', '3'],
      ['go1.10', 'go1.10', 'first', '2'],
    ]);
  });

  it('are not kept for a fork, which carries the same tags', async () => {
    const { fork } = await mintPort(database.prisma);
    expect(await record(fork.id, hour(1), tags)).toEqual({ kind: 'recorded', releases: null });
    expect(await listReleases(database.prisma, fork.id)).toEqual([]);
  });

  it('lose their date when the tag moves, and go after two listings without it', async () => {
    const { upstream } = await mintPort(database.prisma);
    await record(upstream.id, hour(1), [ref('tags/go1.9', '1'), ref('tags/go1.10', '2')]);
    const dates = ['1', '2'].map((digit, index) => ({
      name: `go1.${9 + index}`,
      sha: digit.repeat(40),
      releasedAt: hour(index),
    }));
    expect(await recordReleaseDates(database.prisma, upstream.id, dates)).toBe(2);
    expect(await recordReleaseDates(database.prisma, upstream.id, dates)).toBe(0);

    const moved = await record(upstream.id, hour(2), [ref('tags/go1.9', '8')]);
    expect(moved).toMatchObject({ releases: { added: [], moved: ['go1.9'], removed: [] } });
    // The date of the old commit comes late, and is not taken for the new one's.
    expect(await recordReleaseDates(database.prisma, upstream.id, dates)).toBe(0);
    expect(await listReleases(database.prisma, upstream.id)).toMatchObject([
      { name: 'go1.9', releasedAt: null },
      { name: 'go1.10', releasedAt: hour(1) },
    ]);

    const removed = await record(upstream.id, hour(3), [ref('tags/go1.9', '8')]);
    expect(removed).toMatchObject({ releases: { moved: [], removed: ['go1.10'] } });
    expect(await listReleases(database.prisma, upstream.id)).toHaveLength(1);
  });
});
