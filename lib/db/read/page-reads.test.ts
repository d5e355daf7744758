import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { PrismaClient } from '#lib/db/generated/client.ts';
import { readPatchKey } from '#lib/domain/job-key.ts';
import type { RepositoryView } from '#lib/domain/port-view.ts';
import { parseSearchText } from '#lib/domain/search-text.ts';
import { sceneIncidents } from '#lib/testing/scene-incidents.ts';
import { insertScene } from '#lib/testing/scenes.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { getIncident } from './get-incident.ts';
import { listIncidents } from './list-incidents.ts';
import { listPortNames } from './list-port-names.ts';
import { getBacktest } from './get-backtest.ts';
import { getConflict } from './get-conflict.ts';
import { getConflictText } from './get-conflict-text.ts';
import { getJobState } from './get-job-state.ts';
import { getPatchText } from './get-patch-text.ts';
import { getPort } from './get-port.ts';
import { getRebase } from './get-rebase.ts';
import { getReleasePair } from './get-release-pair.ts';
import { getStatus } from './get-status.ts';
import { listFixedReleases } from './list-fixed-releases.ts';
import { listConflictTimes } from './list-conflict-times.ts';
import { listForecastHistory } from './list-forecast-history.ts';
import { listForecasts } from './list-forecasts.ts';
import { listLastConflicts } from './list-last-conflicts.ts';
import { listLines } from './list-lines.ts';
import { listOpenIncidents } from './list-open-incidents.ts';
import { listPortSeries } from './list-port-series.ts';
import { listPorts } from './list-ports.ts';
import { listRebaseNames } from './list-rebase-names.ts';
import { listRebases } from './list-rebases.ts';
import { listReleases } from './list-releases.ts';
import { listRepositories } from './list-repositories.ts';
import { listSilentSteps } from './list-silent-steps.ts';
import { searchEverything } from './search-everything.ts';

const queriesAPageMayMake = 8;
const now = new Date();

let db: TestDatabase;
let prisma: PrismaClient<'query'>;
let queries = 0;
/** Each as it was sent, with its parameters as JSON. */
const asked: { readonly query: string; readonly params: string }[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  await insertScene(db.prisma, 'incidents', now);
  prisma = new PrismaClient({
    adapter: new PrismaPg(db.pool),
    log: [{ emit: 'event', level: 'query' }],
  });
  prisma.$on('query', ({ query, params }) => {
    queries += 1;
    asked.push({ query, params });
  });
});

afterAll(() => db.close());

async function portId(slug: string): Promise<number> {
  const port = await getPort(prisma, slug);
  if (port === null) throw new Error(`The scene has no ${slug}.`);
  return port.id;
}

type Read = (head: Promise<readonly RepositoryView[]>) => Promise<unknown>;

const pages: readonly (readonly [string, Read])[] = [
  ['the ports', () => listPorts(prisma, now)],
  [
    'a port',
    async (head) => {
      const port = await getPort(prisma, 'lumen', head);
      await listRebases(prisma, port?.id ?? 0);
      await listFixedReleases(prisma, port?.upstream.id ?? 0);
      await listForecasts(prisma, port?.id ?? 0);
      await listOpenIncidents(prisma, port?.id ?? 0);
    },
  ],
  ['a rebase', async () => getRebase(prisma, await portId('lumen'), { release: 'go1.22.0' })],
  [
    'the patch of a file that has not been read',
    async (head) => {
      const port = await getPort(prisma, 'lumen', head);
      const lookup = await getRebase(prisma, port?.id ?? 0, { release: 'go1.22.0' });
      if (lookup.kind !== 'found') throw new Error('go1.22.0 is in the scene.');
      const { revisionId } = lookup.detail;
      await getPatchText(prisma, revisionId, 'README.md');
      await getJobState(prisma, readPatchKey(revisionId, 0), now);
    },
  ],
  [
    'a forecast',
    async () => {
      const port = await getPort(prisma, 'lumen');
      await listForecasts(prisma, port?.id ?? 0);
      await listForecastHistory(prisma, port?.id ?? 0);
      await listRebaseNames(prisma, port?.id ?? 0);
      await listReleases(prisma, port?.upstream.id ?? 0);
      await listLastConflicts(prisma, port?.id ?? 0, ['src/runtime/proc.go']);
    },
  ],
  [
    'a backtest',
    async () => {
      const port = await getPort(prisma, 'lumen');
      if (port !== null) await getBacktest(prisma, port, 'base');
      await listSilentSteps(prisma, port?.id ?? 0);
    },
  ],
  [
    'the alerts',
    async () => {
      await listIncidents(
        prisma,
        { state: 'open', port: null, kind: null, severity: null, withOperators: true },
        200,
      );
      await listPortNames(prisma);
    },
  ],
  [
    'a conflict',
    async () => {
      const port = await getPort(prisma, 'lumen');
      const name = { from: 'go1.22.0', onto: 'go1.22.1', path: 'src/runtime/proc.go' };
      await getConflict(prisma, port?.id ?? 0, name);
      await getConflictText(prisma, 0, name.path);
      await listConflictTimes(prisma, port?.id ?? 0, { path: name.path, rehearsalId: 0 });
    },
  ],
  [
    'two releases of a port compared',
    async () => getReleasePair(prisma, await portId('lumen'), { from: 'go1.20', to: null }),
  ],
  [
    'ports compared',
    async () => {
      const ports = await listPortNames(prisma);
      await listPortSeries(
        prisma,
        ports.map(({ slug }) => slug),
      );
    },
  ],
  [
    'a search',
    async () => {
      const search = parseSearchText('go1.22');
      if (search !== null) await searchEverything(prisma, search, 25);
    },
  ],
  ['the status', async () => getStatus(prisma, [])],
  [
    'the status while repositories do not answer',
    async (head) =>
      getStatus(
        prisma,
        (await head).map((each) => ({ ...each, failures: 3 })),
      ),
  ],
];

describe('with the head of the page, at most eight queries are made for', () => {
  test.each(pages)('%s', async (_, read) => {
    queries = 0;
    const head = listRepositories(prisma);
    await read(head);
    await head;
    expect(queries).toBeGreaterThan(1);
    expect(queries).toBeLessThanOrEqual(queriesAPageMayMake);
  });
});

test('an incident is read with its events, notes and how many were told, but with no address', async () => {
  queries = 0;
  const incident = await getIncident(prisma, sceneIncidents.conflict);
  expect(queries).toBeLessThanOrEqual(12);
  expect(incident).toMatchObject({
    acknowledgedBy: 'Mara Maintainer',
    eventCount: 3,
    mutedPaths: ['src/os/exec.go'],
    told: [
      { channel: 'mail', state: 'scheduled', count: 1 },
      { channel: 'mail', state: 'delivered', count: 23 },
      { channel: 'webhook', state: 'delivered', count: 1 },
      { channel: 'webhook', state: 'dead', count: 1 },
    ],
  });
  expect(incident?.events.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['opened', null],
    ['updated', null],
    ['acknowledged', 'Mara Maintainer'],
  ]);
  const past = await getIncident(prisma, sceneIncidents.past);
  expect(past?.notes).toMatchObject([{ hours: 3.5, author: 'Mara Maintainer' }]);
  for (const id of ['', 'x', '\0', '01jzx000000000000000000001', '01JZX000000000000000000009']) {
    expect(await getIncident(prisma, id)).toBeNull();
  }
});

test('a line of a port alone is what the list of ports says of it', async () => {
  for (const { port, lines } of await listPorts(prisma, now)) {
    expect(await listLines(prisma, port, now)).toEqual(lines);
  }
});

test('what is remembered of a port is read anew once a rebase of it has changed', async () => {
  const trendOf = async (slug: string) =>
    (await listPorts(prisma, now)).find(({ port }) => port.slug === slug)?.rebases ?? [];
  const before = await trendOf('lumen');
  expect(await trendOf('lumen')).toBe(before);
  const revision = await prisma.revision.findFirstOrThrow({
    where: { isNewest: true, touchFiles: { not: null }, rebase: { port: { slug: 'lumen' } } },
    include: { rebase: true },
  });
  const { id, touchFiles, rebase } = revision;
  const stored = () =>
    trendOf('lumen').then((trend) => trend.find(({ release }) => release === rebase.release));
  await prisma.revision.update({ where: { id }, data: { touchFiles: 4711 } });
  expect((await stored())?.sums?.touch.files).toBe(4711);
  await prisma.rebase.update({ where: { id: rebase.id }, data: { deletedAt: now } });
  expect(await stored()).toBeUndefined();
  await prisma.rebase.update({ where: { id: rebase.id }, data: { deletedAt: null } });
  await prisma.revision.update({ where: { id }, data: { touchFiles } });
  expect(await trendOf('lumen')).toEqual(before);
});

test('what nobody has looked for is null, and what was found at another commit is not taken for it', async () => {
  const fixes = async (name: string) =>
    (await listFixedReleases(prisma)).find((release) => release.name === name)?.fixes;
  expect(await fixes('go1.20.3')).toBeNull();
  expect(await fixes('go1.20.1')).toEqual([]);
  expect(await fixes('go1.22.2')).toMatchObject([{ cve: 'CVE-2026-11001' }]);
  const release = await prisma.release.findFirstOrThrow({ where: { name: 'go1.22.2' } });
  await prisma.release.update({ where: { id: release.id }, data: { sha: 'a'.repeat(40) } });
  expect(await fixes('go1.22.2')).toBeNull();
  await prisma.release.update({ where: { id: release.id }, data: { sha: release.sha } });
});

test('a port is found by its slug alone, and no text breaks the question', async () => {
  expect(await getPort(prisma, 'lumen')).toMatchObject({
    name: 'Lumen',
    upstream: { fullName: 'golang/go' },
    fork: { fullName: 'example/lumen-go' },
  });
  for (const slug of ['LUMEN', "'; DROP TABLE port; --", '\0', '', '😀']) {
    expect(await getPort(prisma, slug)).toBeNull();
  }
});

test('sums come from the stored aggregates, in the defined order, and only those with files', async () => {
  const rebases = await listRebases(prisma, await portId('lumen'));
  const sums = rebases.at(-1)?.sums;
  expect(sums?.subsystems.map(({ subsystem }) => subsystem)).toEqual([
    'runtime',
    'syscall',
    'net',
    'os',
    'linker',
    'compiler',
    'go command',
    'crypto',
    'other commands',
    'internal',
    'other library',
    'outside source',
  ]);
  expect(rebases[0]?.sums?.subsystems.map(({ subsystem }) => subsystem)).not.toContain(
    'other library',
  );
  expect(sums?.kinds[0]?.kind).toBe('outside-source');
});

test('a rebase knows its neighbours, its earlier heads, and files in git’s order', async () => {
  const lookup = await getRebase(prisma, await portId('lumen'), { release: 'go1.22' });
  if (lookup.kind !== 'found') throw new Error('go1.22.0 is in the scene.');
  const { rebase, previous, next, earlier, files } = lookup.detail;
  expect(rebase.release).toBe('go1.22.0');
  expect([previous, next]).toEqual(['go1.21.9', 'go1.22.1']);
  expect(earlier).toHaveLength(2);
  expect(files[0]?.path).toBe('README.md');
  expect(files.find(({ copiedFrom }) => copiedFrom !== null)?.copiedFrom).toEqual({
    path: 'src/runtime/os_plan9.go',
    release: 'go1.19',
    similarity: 71,
  });
});

test('an earlier revision is found by its head, and says which one replaced it', async () => {
  const port = await portId('lumen');
  const newest = await getRebase(prisma, port, { release: 'go1.22.0' });
  if (newest.kind !== 'found') throw new Error('go1.22.0 is in the scene.');
  const [old, older] = newest.detail.earlier.map(({ head }) => head.sha);
  const lookup = await getRebase(prisma, port, { release: 'go1.22.0', revision: old ?? '' });
  if (lookup.kind !== 'found') throw new Error('It is an earlier head.');
  expect(lookup.detail.rebase.head.sha).toBe(old);
  expect(lookup.detail.replacedBy).toEqual(newest.detail.rebase.head);
  expect(lookup.detail.earlier.map(({ head }) => head.sha)).toEqual([older]);
  expect(newest.detail.replacedBy).toBe(null);
  const { sha } = newest.detail.rebase.head;
  expect(await getRebase(prisma, port, { release: 'go1.22.0', revision: sha })).toEqual(newest);
  expect(await getRebase(prisma, port, { release: 'go1.22.0', revision: '\0' })).toEqual({
    kind: 'unknown-revision',
    release: 'go1.22.0',
    heads: [sha, old, older],
  });
});

test('the status of an empty database is empty, not a failure', async () => {
  const empty = await createTestDatabase();
  const status = await getStatus(empty.prisma, await listRepositories(empty.prisma));
  expect(status).toMatchObject({
    repositories: [],
    progress: [],
    workers: [],
    queue: [],
    measuring: { measured: 0, recorded: 0, waiting: 0, unmeasured: 0 },
  });
  await empty.close();
  const withoutWorker = await createTestDatabase();
  await withoutWorker.pool.query('DROP SCHEMA graphile_worker CASCADE');
  expect((await getStatus(withoutWorker.prisma, [])).queue).toBeNull();
  await withoutWorker.close();
});

test('jobs are counted by task and state, with what the newest failure said', async () => {
  const busy = await createTestDatabase();
  for (const [key, change] of [
    ['ready', ''],
    ['later', "run_at = now() + interval '1 hour'"],
    ['given up', "attempts = max_attempts, last_error = 'It broke.'"],
  ] as const) {
    await busy.pool.query("SELECT graphile_worker.add_job('poll-repository', job_key => $1)", [
      key,
    ]);
    if (change !== '') {
      await busy.pool.query(`UPDATE graphile_worker._private_jobs SET ${change} WHERE key = $1`, [
        key,
      ]);
    }
  }
  const { queue } = await getStatus(busy.prisma, []);
  expect(queue).toMatchObject([
    { task: 'poll-repository', ready: 1, running: 0, later: 1, failed: 1, lastError: 'It broke.' },
  ]);
  expect(queue?.[0]?.nextAt).toBeInstanceOf(Date);
  await busy.close();
});

test('polls come with their repository, newest first, with UTC times as stored', async () => {
  const failing = await createTestDatabase();
  await insertScene(failing.prisma, 'poll-failed', now);
  const { repositories } = await getStatus(failing.prisma, await listRepositories(failing.prisma));
  const fork = repositories.find(({ fullName }) => fullName === 'example/lumen-go');
  expect(fork?.polls.map(({ outcome }) => outcome)).toEqual(['failed', 'unchanged']);
  expect(fork?.polls[0]?.startedAt).toEqual(new Date(now.getTime() - 61_000));
  await failing.close();
});

/** What grows with every rebase; of these no question may read all rows to find a few. */
const LARGE_TABLES = new Set([
  'conflict',
  'conflict_text',
  'file_change',
  'patch_text',
  'rehearsal',
  'revision_kind',
  'revision_subsystem',
  'silent_risk',
  'transition',
  'transition_path',
  'transition_subsystem',
]);

test('every question about what grows with the rebases goes by an index', async () => {
  const client = await db.pool.connect();
  // Then one is read without an index only where none serves.
  await client.query('SET enable_seqscan = off');
  const offending: string[] = [];
  for (const [name, read] of pages) {
    asked.length = 0;
    const head = listRepositories(prisma);
    await Promise.all([read(head), head]);
    for (const { query, params } of asked) {
      const { rows } = await client.query(`EXPLAIN (COSTS off) ${query}`, JSON.parse(params));
      const plan = rows.map((row) => String(row['QUERY PLAN'])).join('\n');
      const scanned = [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table = '']) => table);
      offending.push(
        ...scanned.filter((table) => LARGE_TABLES.has(table)).map((t) => `${name}: ${t}`),
      );
    }
  }
  client.release(true);
  expect(offending).toEqual([]);
});
