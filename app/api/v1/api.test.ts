import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  ApiPorts,
  ApiProblem,
  ApiRebases,
  ApiRebaseWithFiles,
  type ApiFileChange,
} from '#lib/domain/api-v1.ts';
import { insertScene } from '#lib/testing/scenes.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { GET as getUnknown } from '#app/api/[...rest]/route.ts';
import { GET as getHealth } from '#app/healthz/route.ts';

import { GET as getComparisonCsv } from './compare.csv/route.ts';
import { GET as getPorts } from './ports/route.ts';
import { GET as getPairCsv } from './ports/[port]/compare.csv/route.ts';
import { GET as getRebases, OPTIONS as askRebases } from './ports/[port]/rebases/route.ts';
import { GET as getRebase } from './ports/[port]/rebases/[release]/route.ts';
import { GET as getDirectoriesCsv } from './ports/[port]/rebases/[release]/directories.csv/route.ts';
import { GET as getKindsCsv } from './ports/[port]/rebases/[release]/kinds.csv/route.ts';
import { GET as getSubsystemsCsv } from './ports/[port]/rebases/[release]/subsystems.csv/route.ts';
import { GET as getLinesCsv } from './ports/[port]/lines.csv/route.ts';
import { GET as getRebasesCsv } from './ports/[port]/rebases.csv/route.ts';

let db: TestDatabase;
const now = new Date();

beforeAll(async () => {
  db = await createTestDatabase();
  await insertScene(db.prisma, 'ports-in-every-state', now);
  globalThis.tidemarkDatabase = db;
});

afterAll(async () => {
  globalThis.tidemarkDatabase = undefined;
  await db.close();
});

function request(headers: Record<string, string> = {}): Request {
  return new Request('http://tidemark.test/', { headers });
}

function rebasesOf(port: string, headers?: Record<string, string>) {
  return getRebases(request(headers), { params: Promise.resolve({ port }) });
}

function rebaseOf(port: string, release: string, query = '') {
  return getRebase(new Request(`http://tidemark.test/${query}`), {
    params: Promise.resolve({ port, release }),
  });
}

function comparePair(toRevision: string) {
  const query = `from=go1.21.2&to=go1.22.0&toRevision=${toRevision}`;
  return getPairCsv(new Request(`http://tidemark.test/?${query}`), {
    params: Promise.resolve({ port: 'lumen' }),
  });
}

function compare(query: string) {
  return getComparisonCsv(new Request(`http://tidemark.test/api/v1/compare.csv${query}`));
}

async function readRebase(port: string, release: string) {
  return ApiRebaseWithFiles.parse(await (await rebaseOf(port, release)).json());
}

describe('ports', () => {
  test('come with the state of each, those that need a person first', async () => {
    const ports = ApiPorts.parse(await (await getPorts(request())).json());
    expect(ports.map(({ slug, state }) => [slug, state])).toEqual([
      ['fallow', 'abandoned'],
      ['drift', 'behind'],
      ['fresh', 'unmeasured'],
      ['lumen', 'current'],
    ]);
    expect(ports[3]).toMatchObject({
      name: 'Lumen',
      upstream: 'golang/go',
      fork: 'example/lumen-go',
      layout: 'branch-per-release',
      rebases: 11,
      latest: { release: 'go1.22.3', lagDays: 2, source: 'measured' },
    });
  });

  test('say of each line what its users are exposed to, since when, and what is not known', async () => {
    const ports = ApiPorts.parse(await (await getPorts(request())).json());
    const lineOf = (slug: string) => ports.find((port) => port.slug === slug)?.lines[0];
    expect(lineOf('lumen')).toMatchObject({ line: 'go1.22', cves: [], exposedSince: null });
    const drift = lineOf('drift');
    expect(drift).toMatchObject({
      line: 'go1.22',
      lagDays: 3,
      notFollowed: [{ release: 'go1.22.3' }],
      daysNotFollowed: 22,
      notLookedFor: [],
      end: null,
    });
    expect(drift?.cves.map(({ id, release }) => [id, release])).toEqual([
      ['CVE-2026-11002', 'go1.22.3'],
      ['CVE-2026-11003', 'go1.22.3'],
    ]);
    expect(drift?.exposedSince).toBe(drift?.notFollowed[0]?.releasedAt);
    expect(lineOf('fallow')).toMatchObject({
      line: 'go1.20',
      notLookedFor: ['go1.20.3'],
      end: { laterCves: null },
      exposure: expect.stringContaining('may apply, which nobody has measured'),
    });
  });

  test('a port without a measurement has null for its numbers, with the reason', async () => {
    const ports = ApiPorts.parse(await (await getPorts(request())).json());
    expect(ports.find(({ slug }) => slug === 'fresh')?.latest).toMatchObject({
      patch: null,
      touch: null,
      unmeasuredReason: 'It waits for its turn to be measured.',
    });
  });
});

describe('rebases', () => {
  test('come in release order, every field as documented', async () => {
    const { port, rebases } = ApiRebases.parse(await (await rebasesOf('lumen')).json());
    expect(port).toBe('lumen');
    expect(rebases.map(({ release }) => release)).toEqual([
      'go1.20',
      'go1.20.1',
      'go1.20.2',
      'go1.20.3',
      'go1.21.0',
      'go1.21.1',
      'go1.21.2',
      'go1.21.9',
      'go1.22.0',
      'go1.22.1',
      'go1.22.2',
      'go1.22.3',
    ]);
  });

  test('one that is not measured has null and a reason, and no base', async () => {
    const { rebases } = ApiRebases.parse(await (await rebasesOf('lumen')).json());
    expect(rebases.find(({ release }) => release === 'go1.21.9')).toMatchObject({
      base: null,
      releasedAt: null,
      lagDays: null,
      commits: null,
      patch: null,
      touch: null,
      kinds: null,
      subsystems: null,
      unmeasuredReason: 'Upstream has no tag go1.21.9, so there is no base to compare with.',
    });
  });

  test('one that was recorded says so, with date and copy; one astray from its base is flagged', async () => {
    const { rebases } = ApiRebases.parse(await (await rebasesOf('lumen')).json());
    expect(rebases.find(({ release }) => release === 'go1.20.1')).toMatchObject({
      source: 'recorded',
      recorded: {
        at: '2026-02-23T00:00:00.000Z',
        copy: 'a copy of example/lumen-go of 2026-02-23',
      },
    });
    expect(rebases.find(({ release }) => release === 'go1.20.3')).toMatchObject({
      isDescendant: false,
      lagDays: -1,
    });
    expect(rebases.find(({ release }) => release === 'go1.21.1')?.deletedAt).not.toBeNull();
  });
});

describe('one rebase', () => {
  test('its sums are those of its files', async () => {
    const rebase = await readRebase('lumen', 'go1.22.3');
    const touched = rebase.files.filter(({ status }) => status !== 'added');
    expect(countLines(rebase.files)).toEqual({
      files: rebase.patch?.files,
      insertions: rebase.patch?.insertions,
      deletions: rebase.patch?.deletions,
    });
    expect(countLines(touched)).toEqual(rebase.touch);
    for (const { kind, ...sums } of rebase.kinds ?? []) {
      expect(countLines(rebase.files.filter((file) => file.kind === kind))).toEqual(sums);
    }
    for (const { subsystem, ...sums } of rebase.subsystems ?? []) {
      expect(countLines(rebase.files.filter((file) => file.subsystem === subsystem))).toEqual(sums);
    }
  });

  test('the newest revision is shown, not the earlier heads', async () => {
    const rebase = await readRebase('lumen', 'go1.22.0');
    expect(rebase.files.length).toBe(rebase.patch?.files);
    expect(rebase.files.length).toBeGreaterThan(0);
  });

  test('an earlier revision stays what it was, by its head; any other sha is a problem', async () => {
    const { headSha } = await db.prisma.revision.findFirstOrThrow({
      where: { isNewest: false, rebase: { release: 'go1.22.0' } },
    });
    const rebase = ApiRebaseWithFiles.parse(
      await (await rebaseOf('lumen', 'go1.22.0', `?revision=${headSha}`)).json(),
    );
    expect(rebase.head.sha).toBe(headSha);
    expect(rebase.files).toHaveLength(rebase.patch?.files ?? -1);
    for (const spelt of [headSha.slice(0, 7), headSha.toUpperCase()]) {
      const same = await rebaseOf('lumen', 'go1.22.0', `?revision=${spelt}`);
      expect(ApiRebaseWithFiles.parse(await same.json())).toEqual(rebase);
    }
    expect((await rebaseOf('lumen', 'go1.22.0', `?revision=${headSha.slice(0, 6)}`)).status).toBe(
      404,
    );
    const unknown = await rebaseOf('lumen', 'go1.22.0', `?revision=${'0'.repeat(40)}`);
    expect(unknown.status).toBe(404);
    expect(ApiProblem.parse(await unknown.json()).detail).toContain(headSha);
  });

  test('is compared as an earlier revision has it, by its head; any other sha is a problem', async () => {
    const { headSha } = await db.prisma.revision.findFirstOrThrow({
      where: { isNewest: false, rebase: { release: 'go1.22.0' } },
    });
    const before = await readRebase('lumen', 'go1.21.2');
    const rows = (await (await comparePair(headSha)).text()).trimEnd().split('\r\n').slice(1);
    // The scene's earlier revisions hold no file, so all of them went.
    expect(rows).toHaveLength(before.files.length);
    expect(rows.every((row) => row.includes(',went,'))).toBe(true);
    const unknown = await comparePair('0'.repeat(40));
    expect(unknown.status).toBe(404);
    expect(ApiProblem.parse(await unknown.json()).detail).toContain(
      `go1.22.0 at ${'0'.repeat(40)}`,
    );
  });

  test.each([
    ['go1.21', 'go1.21.0'],
    ['go1.20.0', 'go1.20'],
  ])('is found in either spelling: %s is %s', async (asked, found) => {
    expect((await readRebase('lumen', asked)).release).toBe(found);
  });

  test('awkward paths arrive as they are', async () => {
    const { files } = await readRebase('lumen', 'go1.20');
    const paths = files.map(({ path }) => path);
    expect(paths).toContain('src/net/with space & "quotes" <b>.go');
    expect(paths).toContain('"src/net/caf\\351_test.go"');
    expect(files.find(({ path }) => path === 'misc/image.bin')).toMatchObject({
      insertions: null,
      deletions: null,
      unmeasuredReason: expect.stringContaining('larger'),
    });
  });
});

describe('what is not there', () => {
  test.each(['x', '', '../lumen', '%00', '\0', "l'umen"])('port %j is a problem', async (port) => {
    const response = await rebasesOf(port);
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    const problem = ApiProblem.parse(await response.json());
    expect(problem).toMatchObject({ status: 404, ports: ['drift', 'fallow', 'fresh', 'lumen'] });
  });

  test('an unknown release names those nearest to it', async () => {
    const response = await rebaseOf('lumen', 'go1.21.5');
    expect(response.status).toBe(404);
    const problem = ApiProblem.parse(await response.json());
    expect(problem.nearest).toEqual([
      'go1.21.0',
      'go1.21.1',
      'go1.21.2',
      'go1.21.9',
      'go1.22.0',
      'go1.22.1',
    ]);
    expect(problem.detail).toContain('go1.21.5');
  });

  test('an address that nothing takes says where to start', async () => {
    const response = getUnknown(new Request('http://tidemark.test/api/v9/x'));
    expect(response.status).toBe(404);
    expect(ApiProblem.parse(await response.json()).detail).toContain('/api/v1/ports');
  });
});

describe('for other programs', () => {
  test('an answer that has not changed is a 304 without a body', async () => {
    const first = await rebasesOf('lumen');
    const etag = first.headers.get('ETag') ?? '';
    expect(etag).toMatch(/^W\/"/);
    for (const known of [etag, `"x", ${etag}`, etag.slice(2), '*']) {
      const again = await rebasesOf('lumen', { 'If-None-Match': known });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
    }
    expect((await rebasesOf('lumen', { 'If-None-Match': 'W/"other"' })).status).toBe(200);
    expect((await rebasesOf('drift')).headers.get('ETag')).not.toBe(etag);
  });

  test('any site may ask, conditionally too', async () => {
    expect((await rebasesOf('lumen')).headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect((await rebasesOf('nobody')).headers.get('Access-Control-Allow-Origin')).toBe('*');
    const preflight = askRebases();
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toBe('If-None-Match');
  });

  test('rebases come as CSV: one row each, empty where not measured', async () => {
    const response = await getRebasesCsv(request(), { params: Promise.resolve({ port: 'lumen' }) });
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const [head = '', ...rows] = (await response.text()).trimEnd().split('\r\n');
    expect(rows).toHaveLength(12);
    const names = head.split(',');
    const row = rows[7]?.split(',') ?? [];
    expect(row[names.indexOf('release')]).toBe('go1.21.9');
    expect(row[names.indexOf('files')]).toBe('');
    expect(row[names.indexOf('crypto.files')]).toBe('');
    expect(names).toContain('go-command.touchInsertions');
  });

  test('lines come as CSV: one row each, newest first', async () => {
    const response = await getLinesCsv(request(), { params: Promise.resolve({ port: 'drift' }) });
    const [head = '', ...rows] = (await response.text()).trimEnd().split('\r\n');
    expect(rows).toHaveLength(1);
    const row = rows[0]?.split(',') ?? [];
    expect(row[head.split(',').indexOf('cves')]).toBe('CVE-2026-11002 CVE-2026-11003');
    expect(row[head.split(',').indexOf('notFollowed')]).toBe('go1.22.3');
    expect(row[head.split(',').indexOf('laterCves')]).toBe('');
  });

  test('ports compared come as CSV: the largest first, empty where not measured, and none made up', async () => {
    const csv = await (await compare('?metric=lag')).text();
    const [head, ...rows] = csv.trimEnd().split('\r\n');
    expect(head).toMatch(/^port,name,metric,newest,newestRelease,first,firstRelease,change/);
    expect(rows.map((row) => row.split(',').slice(0, 5).join())).toEqual([
      'lumen,Lumen,lag,2,go1.22.3',
      'drift,Drift,lag,1,go1.22.2',
      'fallow,Fallow,lag,1,go1.20.1',
      'fresh,Fresh,lag,1,go1.22.3',
    ]);
    const patch = await (await compare('?ports=fresh&ports=drift')).text();
    expect(patch).toMatch(/^fresh,Fresh,patch,,,,,,,,Nothing of it is measured yet\.\r$/m);
    const unknown = await compare('?ports=lumen,nobody,noone');
    expect(unknown.status).toBe(404);
    const problem = ApiProblem.parse(await unknown.json());
    expect(problem.ports).toContain('lumen');
    expect(problem.detail).toMatch(
      /^There is no port "nobody" and no port "noone"\. Known: .*lumen/,
    );
  });

  test('a port without any rebase has a row as well, empty and with the reason', async () => {
    const ofFresh = { where: { port: { slug: 'fresh' } } };
    await db.prisma.rebase.updateMany({ ...ofFresh, data: { deletedAt: now } });
    const csv = await (await compare('?ports=fresh,drift')).text();
    await db.prisma.rebase.updateMany({ ...ofFresh, data: { deletedAt: null } });
    expect(csv.split('\r\n').map((row) => row.split(',')[0])).toEqual([
      'port',
      'drift',
      'fresh',
      '',
    ]);
    expect(csv).toMatch(/^fresh,Fresh,patch,,,,,,,,No rebase of it has been found yet\.\r$/m);
  });

  test('files come as CSV, and a path that looks like a formula stays text', async () => {
    const response = await rebaseOf('lumen', 'go1.20.csv');
    expect(response.headers.get('Content-Disposition')).toContain('lumen-go1.20-files.csv');
    const csv = await response.text();
    expect(csv).toContain("'=cmd|calc.go");
    expect(csv).not.toMatch(/^=/m);
    expect(csv).toContain('"src/net/with space & ""quotes"" <b>.go"');
  });

  test('the sums of a rebase come as CSV: what its JSON says, and what its files add up to', async () => {
    const { files, kinds, subsystems } = await readRebase('lumen', 'go1.20');
    expect(await readSums(getSubsystemsCsv)).toEqual([
      'subsystem,files,insertions,deletions,touchFiles,touchInsertions,touchDeletions',
      ...(subsystems ?? []).map(({ subsystem, ...part }) => {
        const touched = countLines(
          files.filter((file) => file.subsystem === subsystem && file.status !== 'added'),
        );
        return [
          [subsystem, part.files, part.insertions, part.deletions],
          [touched.files, touched.insertions, touched.deletions],
        ].join();
      }),
    ]);
    expect(await readSums(getKindsCsv)).toEqual([
      'kind,files,insertions,deletions',
      ...(kinds ?? [])
        .toSorted((a, b) => b.files - a.files)
        .map((each) => [each.kind, each.files, each.insertions, each.deletions].join()),
    ]);
    const [head = '', ...rows] = await readSums(getDirectoriesCsv);
    const [, ...columns] = head.split(',');
    expect(columns.toSorted()).toEqual(
      [...(kinds ?? []).map(({ kind }) => kind), 'all'].toSorted(),
    );
    const cells = rows.map((row) => row.split(',').slice(1).map(Number));
    const sums = columns.map((_, index) => cells.reduce((sum, row) => sum + (row[index] ?? 0), 0));
    expect(sums).toEqual(
      columns.map((name) =>
        name === 'all' ? files.length : kinds?.find(({ kind }) => kind === name)?.files,
      ),
    );
  });

  test('what is not there is a problem, whatever is asked about it', async () => {
    for (const get of [getSubsystemsCsv, getKindsCsv, getDirectoriesCsv]) {
      const unknown = await get(request(), {
        params: Promise.resolve({ port: 'lumen', release: 'go1.99' }),
      });
      expect(unknown.status).toBe(404);
      expect(ApiProblem.parse(await unknown.json()).nearest).toContain('go1.22.3');
    }
  });

  test('a table of what is not measured is a problem with the reason, and never an empty table', async () => {
    for (const [get, release] of [
      [getSubsystemsCsv, 'go1.21.9'],
      [getKindsCsv, 'go1.21.9'],
      [getDirectoriesCsv, 'go1.21.9'],
      [getRebase, 'go1.21.9.csv'],
    ] as const) {
      const unmeasured = await get(request(), {
        params: Promise.resolve({ port: 'lumen', release }),
      });
      expect(unmeasured.status).toBe(404);
      expect(ApiProblem.parse(await unmeasured.json())).toMatchObject({
        title: 'Not measured',
        detail: expect.stringContaining('Upstream has no tag go1.21.9'),
      });
    }
  });

  test('health is 200 while the database answers', async () => {
    const response = await getHealth();
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });
});

/** Lines of one of the tables of lumen on go1.20. */
async function readSums(get: typeof getKindsCsv): Promise<readonly string[]> {
  const response = await get(request(), {
    params: Promise.resolve({ port: 'lumen', release: 'go1.20' }),
  });
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  return (await response.text()).trimEnd().split('\r\n');
}

function countLines(files: readonly ApiFileChange[]) {
  return {
    files: files.length,
    insertions: files.reduce((sum, file) => sum + (file.insertions ?? 0), 0),
    deletions: files.reduce((sum, file) => sum + (file.deletions ?? 0), 0),
  };
}
