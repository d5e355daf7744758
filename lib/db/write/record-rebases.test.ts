import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { mintPort, type MintedPort } from '#lib/testing/mint-port.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { recordRebases, type RebaseChanges, type RebaseToRecord } from './record-rebases.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const day = (count: number): Date => new Date(Date.UTC(2026, 1, count));
const none: RebaseChanges = { added: [], moved: [], amended: [], deleted: [], reappeared: [] };

function rebase(release: string, head: string, more: Partial<RebaseToRecord> = {}): RebaseToRecord {
  const [, minor = 0] = release.split('.').map((part) => Number.parseInt(part, 10));
  return {
    release,
    line: `go1.${minor}`,
    kind: 'first',
    order: minor * 1_000_000 + 300,
    head: { sha: head, ref: `refs/heads/tamago1.${minor}` },
    base: { sha: `base-${minor}`, ref: `refs/tags/${release}` },
    unmeasuredReason: null,
    earlier: [],
    releasedAt: day(1),
    publishedAt: day(4),
    ...more,
  };
}

function record(
  port: MintedPort,
  at: Date,
  rebases: readonly RebaseToRecord[],
): Promise<RebaseChanges> {
  return recordRebases(database.prisma, { portId: port.id, rebases, at });
}

/** Rows of the port with the version that Postgres gives each, which changes with any write to it. */
async function rows(port: MintedPort): Promise<unknown> {
  const rebases = await database.pool.query(
    'SELECT xmin, * FROM rebase WHERE "portId" = $1 ORDER BY "order"',
    [port.id],
  );
  const revisions = await database.pool.query(
    `SELECT v.xmin, v.* FROM revision v JOIN rebase r ON r.id = v."rebaseId"
     WHERE r."portId" = $1 ORDER BY v.id`,
    [port.id],
  );
  return [rebases.rows, revisions.rows];
}

function held(port: MintedPort) {
  return database.prisma.rebase.findMany({
    where: { portId: port.id },
    orderBy: { order: 'asc' },
    include: { revisions: { orderBy: { id: 'asc' } } },
  });
}

describe('recordRebases', () => {
  it('keeps each rebase with its revisions and dates', async () => {
    const port = await mintPort(database.prisma);
    const earlier = [{ sha: 'h0', ref: 'refs/tags/tamago-go1.14' }];
    const changes = await record(port, day(9), [rebase('go1.14', 'h1', { earlier })]);
    expect(changes).toEqual({ ...none, added: ['go1.14'] });
    expect(await held(port)).toMatchObject([
      {
        release: 'go1.14',
        line: 'go1.14',
        kind: 'first',
        releasedAt: day(1),
        publishedAt: day(4),
        lagDays: 3,
        deletedAt: null,
        revisions: [
          {
            baseSha: 'base-14',
            headSha: 'h1',
            isNewest: true,
            seenAt: day(9),
            measuredAt: null,
            source: 'measured',
          },
          {
            baseSha: 'base-14',
            headSha: 'h0',
            isNewest: false,
            headRef: 'refs/tags/tamago-go1.14',
          },
        ],
      },
    ]);
  });

  it('writes nothing at all the second time', async () => {
    const port = await mintPort(database.prisma);
    const rebases = [
      rebase('go1.14', 'h1', { earlier: [{ sha: 'h0', ref: 'refs/tags/t' }] }),
      rebase('go1.99', 'h2', { base: null, unmeasuredReason: 'no tag', releasedAt: null }),
    ];
    await record(port, day(9), rebases);
    const before = await rows(port);
    expect(await record(port, day(10), rebases)).toEqual(none);
    expect(await rows(port)).toEqual(before);
  });

  it('is done once when two workers do it at the same time', async () => {
    const port = await mintPort(database.prisma);
    const rebases = [rebase('go1.14', 'h1'), rebase('go1.15', 'h2')];
    const changes = await Promise.all([
      record(port, day(9), rebases),
      record(port, day(9), rebases),
    ]);
    expect(changes).toContainEqual(none);
    expect(changes).toContainEqual({ ...none, added: ['go1.14', 'go1.15'] });
    expect(await held(port)).toHaveLength(2);
  });

  it('makes a new revision of a moved branch, and keeps the numbers of the old one', async () => {
    const port = await mintPort(database.prisma);
    await record(port, day(9), [rebase('go1.14', 'h1')]);
    const [first] = await held(port);
    await database.prisma.revision.update({
      where: { id: first?.revisions[0]?.id ?? 0 },
      data: { measuredAt: day(9), files: 133 },
    });
    const changes = await record(port, day(10), [rebase('go1.14', 'h2')]);
    expect(changes).toEqual({ ...none, moved: ['go1.14'] });
    expect(await held(port)).toMatchObject([
      {
        revisions: [
          { headSha: 'h1', isNewest: false, files: 133, measuredAt: day(9) },
          { headSha: 'h2', isNewest: true, files: null, measuredAt: null, seenAt: day(10) },
        ],
      },
    ]);
  });

  it('keeps a recorded revision of the same commits, with its numbers, and shows it', async () => {
    const port = await mintPort(database.prisma);
    const { release, line, kind, order, head, base } = rebase('go1.14', 'h1');
    await database.prisma.rebase.create({
      data: {
        portId: port.id,
        release,
        line,
        kind,
        order,
        releasedAt: day(1),
        publishedAt: day(4),
        lagDays: 3,
        revisions: {
          create: {
            baseSha: base?.sha ?? '',
            baseRef: base?.ref ?? '',
            headSha: head.sha,
            headRef: head.ref,
            isNewest: true,
            seenAt: day(2),
            measuredAt: day(2),
            files: 133,
            source: 'recorded',
            recordedAt: day(2),
            recordedFrom: 'a copy',
          },
        },
      },
    });
    const before = await rows(port);
    expect(await record(port, day(9), [rebase('go1.14', 'h1')])).toEqual(none);
    expect(await rows(port)).toEqual(before);
  });

  it('renames a rebase to upstream’s spelling when the tag comes, and gives it the base', async () => {
    const port = await mintPort(database.prisma);
    const early = rebase('go1.21', 'h1', {
      base: null,
      unmeasuredReason: 'no tag',
      releasedAt: null,
    });
    await record(port, day(9), [early]);
    expect(await held(port)).toMatchObject([{ release: 'go1.21', lagDays: null }]);
    expect(await record(port, day(10), [rebase('go1.21.0', 'h1')])).toEqual({
      ...none,
      moved: ['go1.21.0'],
    });
    expect(await held(port)).toMatchObject([
      {
        release: 'go1.21.0',
        lagDays: 3,
        revisions: [{ baseSha: 'base-21', unmeasuredReason: null }],
      },
    ]);
  });

  it('keeps known dates when the caller does not know them, unless the commits are others', async () => {
    const port = await mintPort(database.prisma);
    const undated = { releasedAt: null, publishedAt: null };
    await record(port, day(9), [rebase('go1.14', 'h1')]);
    expect(await record(port, day(9), [rebase('go1.14', 'h1', undated)])).toEqual(none);
    await record(port, day(10), [rebase('go1.14', 'h2', undated)]);
    expect(await held(port)).toMatchObject([
      { releasedAt: day(1), publishedAt: null, lagDays: null },
    ]);
    expect(await record(port, day(11), [rebase('go1.14', 'h2')])).toEqual({
      ...none,
      amended: ['go1.14'],
    });
  });

  it('marks a rebase whose refs are gone, keeps its revisions, and takes the mark away when it is back', async () => {
    const port = await mintPort(database.prisma);
    await seeRef(port, 'refs/heads/tamago1.14');
    await record(port, day(9), [rebase('go1.14', 'h1'), rebase('go1.15', 'h2')]);
    expect(await record(port, day(10), [rebase('go1.15', 'h2')])).toEqual({
      ...none,
      deleted: ['go1.14'],
    });
    expect(await record(port, day(11), [rebase('go1.15', 'h2')])).toEqual(none);
    expect(await held(port)).toMatchObject([
      { deletedAt: day(10), revisions: [{ headSha: 'h1', isNewest: true }] },
      { deletedAt: null },
    ]);
    expect(await record(port, day(12), [rebase('go1.14', 'h1'), rebase('go1.15', 'h2')])).toEqual({
      ...none,
      reappeared: ['go1.14'],
    });
    expect(await held(port)).toMatchObject([{ deletedAt: null }, { deletedAt: null }]);
  });

  it('does not mark a recorded rebase at the first listing, which is the only one to lack it', async () => {
    const port = await mintPort(database.prisma);
    await record(port, day(8), [rebase('go1.14', 'h1')]);
    expect(await record(port, day(9), [])).toEqual(none);
    await database.prisma.poll.create({
      data: {
        repositoryId: port.fork.id,
        startedAt: day(9),
        finishedAt: day(9),
        outcome: 'unchanged',
        refs: 3,
      },
    });
    expect(await record(port, day(10), [])).toEqual({ ...none, deleted: ['go1.14'] });
  });

  it('touches no other port', async () => {
    const [one, other] = [await mintPort(database.prisma), await mintPort(database.prisma)];
    await seeRef(one, 'refs/heads/tamago1.14');
    await record(one, day(9), [rebase('go1.14', 'h1')]);
    await record(other, day(9), [rebase('go1.14', 'h1')]);
    await record(one, day(10), []);
    expect(await held(other)).toMatchObject([{ deletedAt: null }]);
  });
});

async function seeRef(port: MintedPort, name: string): Promise<void> {
  await database.prisma.ref.create({
    data: {
      repositoryId: port.fork.id,
      name,
      sha: 'h1',
      firstSeenAt: day(1),
      movedAt: day(1),
      missedListings: 2,
      deletedAt: day(10),
    },
  });
}
