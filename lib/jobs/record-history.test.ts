import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { loadRecordedHistory } from '#lib/db/write/load-recorded-history.ts';
import { recordedHistory, type RecordedHistory } from '#lib/domain/recorded-history.ts';
import { sumFileChanges } from '#lib/domain/sum-file-changes.ts';
import { createPollWorld, type PollWorld } from '#lib/testing/poll-world.ts';

import { findFixes } from './find-fixes.ts';
import { recordHistory } from './record-history.ts';

let world: PollWorld;
beforeAll(async () => {
  world = await createPollWorld();
});
afterAll(() => world.close());

const file = path.join(mkdtempSync(path.join(tmpdir(), 'tidemark-test-')), 'port.json.gz');
const record = () => recordHistory(world.context, { port: world.port.slug, path: file });

function read(at: string | URL): RecordedHistory {
  return recordedHistory.parse(JSON.parse(gunzipSync(readFileSync(at)).toString()));
}

/** Everything that pages and the API can show of the rebases, without who measured it when. */
async function shown() {
  const rebases = await world.database.prisma.rebase.findMany({
    where: { portId: world.port.id },
    orderBy: { order: 'asc' },
    omit: { id: true },
    include: {
      revisions: {
        where: { isNewest: true },
        omit: {
          id: true,
          rebaseId: true,
          seenAt: true,
          measuredAt: true,
          durationMs: true,
          source: true,
          recordedAt: true,
          recordedFrom: true,
        },
        include: {
          fileChanges: { orderBy: { position: 'asc' }, omit: { revisionId: true } },
          kinds: { orderBy: { kind: 'asc' }, omit: { revisionId: true } },
          subsystems: { orderBy: { subsystem: 'asc' }, omit: { revisionId: true } },
        },
      },
    },
  });
  return rebases;
}

test('nothing measured is refused with what to do, and leaves no file', async () => {
  const outcome = await record();
  expect(outcome.kind).toBe('refused');
  expect(outcome.kind === 'refused' && outcome.reason).toContain('npm run poll');
  expect(() => readFileSync(file)).toThrow('ENOENT');
});

describe('a recording', () => {
  test('shows in a new database what measuring showed, marked with its date and copy, until the first poll', async () => {
    await world.poll();
    await world.measure();
    const measured = await shown();
    expect(await record()).toMatchObject({ kind: 'recorded', rebases: 3 });
    const { prisma } = world.database;
    await prisma.rebase.deleteMany();
    const history = read(file);
    expect(await loadRecordedHistory(prisma, history)).toBe(3);
    expect(await shown()).toEqual(measured);
    const marks = await prisma.revision.findMany({
      select: { source: true, recordedFrom: true, recordedAt: true },
    });
    expect(new Set(marks.map((mark) => JSON.stringify(mark)))).toEqual(
      new Set([
        JSON.stringify({
          source: 'recorded',
          recordedFrom: `${world.port.fork.fullName} as of 2020-01-01`,
          recordedAt: history.recordedAt,
        }),
      ]),
    );
    // The day of the copy was not over with its newest commit.
    expect(await prisma.port.findMany({ select: { recordedAsOf: true } })).toEqual([
      { recordedAsOf: new Date('2020-01-01T23:59:59.999Z') },
    ]);
    expect(await loadRecordedHistory(prisma, history)).toBe(0);

    world.repo.annotatedTag('tamago-go1.20.1', 'refs/heads/tamago1.20.1', { date: 1_577_840_000 });
    await world.poll();
    expect((await world.measure()).measured).toBe(3);
    expect(await prisma.revision.count({ where: { source: 'recorded' } })).toBe(0);
    const [first, , third] = await shown();
    expect([first, third]).toEqual([measured[0], measured[2]]);
  });

  test('of a rebase that the fork no longer has is taken back after two complete listings', async () => {
    const { prisma } = world.database;
    await prisma.rebase.deleteMany();
    await loadRecordedHistory(prisma, read(file));
    const ref = 'refs/heads/tamago1.21.0';
    await prisma.rebase.updateMany({
      where: { release: 'go1.21.0' },
      data: { release: 'go1.19', order: 1 },
    });
    await prisma.revision.updateMany({
      where: { headRef: ref },
      data: { headRef: 'refs/heads/tamago1.19' },
    });
    const isGone = async () =>
      (await prisma.rebase.findFirst({ where: { release: 'go1.19' } }))?.deletedAt !== null;
    expect(await isGone()).toBe(false);
    await world.poll();
    await world.poll();
    expect(await isGone()).toBe(true);
  });

  test('holds no text of commits or code', () => {
    const json = gunzipSync(readFileSync(file)).toString();
    for (const text of ['port to go', 'waits for the event loop', 'func F', 'Ada Test']) {
      expect(json).not.toContain(text);
    }
  });
});

function fixes() {
  return world.database.prisma.release.findMany({
    where: { repositoryId: world.port.upstream.id },
    orderBy: { order: 'asc' },
    select: {
      name: true,
      sha: true,
      fixesAtSha: true,
      fixesMethodVersion: true,
      fixes: { select: { cve: true, sha: true, committedAt: true } },
    },
  });
}

describe('what releases fix', () => {
  test('is recorded, with null for what nobody has looked for, and loaded as it was found', async () => {
    const { prisma } = world.database;
    const message = 'os: an end\n\nFixes CVE-2024-1001\n';
    world.repo.tag('go1.21.2', world.repo.commit({ files: { 'src/os/a.go': '//\n' }, message }));
    await world.poll();
    await world.measure();
    expect(await record()).toMatchObject({ kind: 'recorded' });
    expect(read(file).releases.map((release) => release.fixes)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
    await findFixes(world.context);
    await record();
    const history = read(file);
    expect(history.releases.map((release) => release.fixes?.map(({ cve }) => cve))).toEqual([
      [],
      [],
      [],
      [],
      ['CVE-2024-1001'],
    ]);
    expect(gunzipSync(readFileSync(file)).toString()).not.toContain('an end');

    const found = await fixes();
    await prisma.rebase.deleteMany();
    await prisma.release.deleteMany();
    await loadRecordedHistory(prisma, history);
    expect(await fixes()).toEqual(found);
  });

  test('found here is not replaced by what was recorded', async () => {
    const { prisma } = world.database;
    await findFixes(world.context);
    const subjects = () => prisma.releaseFix.findMany({ select: { subject: true } });
    expect(await subjects()).toEqual([{ subject: 'os: an end' }]);
    await prisma.rebase.deleteMany();
    await loadRecordedHistory(prisma, read(file));
    expect(await subjects()).toEqual([{ subject: 'os: an end' }]);
  });
});

describe('the recording that is shipped', () => {
  const shipped = read(new URL('../../prisma/recorded/tamago.json.gz', import.meta.url));
  const of = (release: string) => {
    const rebase = shipped.rebases.find((candidate) => candidate.release === release);
    if (!rebase) throw new Error(`There is no ${release}.`);
    return sumFileChanges(rebase.files);
  };

  test('has all 97 rebases of tamago, every file counted', () => {
    expect(shipped.rebases).toHaveLength(97);
    expect(
      shipped.rebases.flatMap(({ files }) => files).filter(({ insertions }) => insertions === null),
    ).toEqual([]);
  });

  // Quoted in https://github.com/golang/go/issues/37503: "133 files changed, 4349 insertions(+), 168 deletions(-)".
  test('says of go1.14 what the proposal says', () => {
    const { patch, kinds } = of('go1.14');
    expect(patch).toMatchObject({ files: 133, insertions: 4349, deletions: 168 });
    expect(kinds.find(({ kind }) => kind === 'constraint-only')?.files).toBe(57);
  });

  test('says of go1.26.0 what git says', () => {
    expect(of('go1.26.0').patch).toMatchObject({ files: 367, insertions: 8251, deletions: 354 });
    expect(of('go1.26.0').touch).toEqual({
      files: 223,
      insertions: expect.any(Number),
      deletions: 354,
    });
  });

  // https://go.dev/doc/devel/release has these releases' CVEs, those without an id in a message excepted.
  test.each([
    ['go1.21.9', ['CVE-2023-45288']],
    ['go1.22.2', ['CVE-2023-45288']],
    ['go1.22.3', ['CVE-2024-24787']],
    ['go1.24.13', ['CVE-2025-61732', 'CVE-2025-68119', 'CVE-2025-68121']],
    ['go1.25.7', ['CVE-2025-61732', 'CVE-2025-68121']],
    ['go1.25.3', ['CVE-2025-58187']],
    ['go1.25.4', []],
    ['go1.26.0', []],
  ])('says what %s fixes', (name, cves) => {
    const release = shipped.releases.find((candidate) => candidate.name === name);
    expect(release?.fixes?.map(({ cve }) => cve)).toEqual(cves);
  });
});
