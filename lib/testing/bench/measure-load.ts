// How quickly the built pages answer in a large world, made anew and given again, beside a worker that runs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import autocannon from 'autocannon';
import { execa } from 'execa';

import { openDatabase, type Database } from '#lib/db/prisma-client.ts';
import type { ConflictName } from '#lib/domain/conflict-page.ts';
import { prepareSchema } from '#lib/jobs/open-store.ts';
import { projectDirectory } from '#lib/jobs/project-directory.ts';
import { bundleProgramInto } from '#lib/testing/bundle-program-into.ts';
import { createEmptyDatabase } from '#lib/testing/clone-database.ts';
import { startApp, type RunningApp } from '#lib/testing/start-app.ts';
import { startTestPostgres } from '#lib/testing/test-postgres.ts';

import { startQueryCounter } from './count-queries.ts';
import { fillLargeWorld, type WorldSize } from './fill-large-world.ts';
import { listLoadAddresses, type LoadAddress } from './load-addresses.ts';

export interface AddressLoad {
  readonly name: string;
  readonly kind: LoadAddress['kind'];
  /** Of one answer made anew. */
  readonly queries: number;
  readonly freshMs: Percentiles;
  readonly keptMs: Percentiles;
  readonly perSecond: number;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

export interface LoadResult {
  readonly size: WorldSize;
  readonly fillSeconds: number;
  readonly addresses: readonly AddressLoad[];
  /** From storing something to a page that shows it. */
  readonly shownAfterMs: number;
}

/** Ports asked for first: the first answers of a process are those of code that has not run before, or not been compiled for speed. */
const WARMING = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** Answers made anew of each address, of one port after another: of 20, the worst but one would be taken for the p95. */
const FRESH_ROUNDS = 100;
const CONNECTIONS = 10;
const SECONDS_EACH = 3;
/** As often as a worker that measures stores something. */
const STORE_EVERY_MS = 500;
const GIVE_UP_MS = 10_000;
const WORKER_STARTS_MS = 20_000;

/** Of what was built last. `say` is told how far it is. */
export async function measureLoad(
  size: WorldSize,
  say: (line: string) => void,
): Promise<LoadResult> {
  const postgres = await startTestPostgres();
  try {
    const { url } = await createEmptyDatabase(postgres.url);
    await prepareSchema(url);
    const database = openDatabase(url, { poolSize: 2 });
    try {
      say(`filling: ${size.ports} ports, ${size.rebases} rebases each, ${size.files} files each`);
      const begin = performance.now();
      await fillLargeWorld(database.pool, size, new Date());
      const fillSeconds = (performance.now() - begin) / 1000;
      say(`filled in ${fillSeconds.toFixed(0)} s`);
      const addresses = listLoadAddresses(await chooseReleases(database));
      const fresh = await measureFresh(url, addresses, { ports: size.ports, say });
      const kept = await measureKept({ url, database }, addresses, say);
      return {
        size,
        fillSeconds,
        addresses: addresses.map(({ name, kind }, index) => ({
          name,
          kind,
          ...(fresh[index] ?? { queries: 0, freshMs: NONE }),
          ...(kept.loads[index] ?? { keptMs: NONE, perSecond: 0 }),
        })),
        shownAfterMs: kept.shownAfterMs,
      };
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
  }
}

const NONE: Percentiles = { p50: NaN, p95: NaN };

async function chooseReleases({ prisma, pool }: Database) {
  const ofFirst = { portId: 1, revisions: { some: { isNewest: true } } };
  const rebases = await prisma.rebase.findMany({ where: ofFirst, orderBy: { order: 'asc' } });
  const middle = rebases.slice(Math.floor(rebases.length / 2));
  const from = middle.find(({ kind }) => kind === 'first') ?? rebases[0];
  const to = rebases.at(-2);
  if (from === undefined || to === undefined) throw new Error('It is too small.');
  const met = await pool.query<ConflictName & { slug: string }>(
    `SELECT DISTINCT ON (p.id) p.slug, b.release AS "from", r.target AS onto, c.path
     FROM port p JOIN rebase b ON b."portId" = p.id JOIN revision n ON n."rebaseId" = b.id
       JOIN rehearsal r ON r."fromRevisionId" = n.id AND NOT r."isForecast" JOIN conflict c ON c."rehearsalId" = r.id
     ORDER BY p.id, b."order" DESC, c.position`,
  );
  const conflicts = new Map(met.rows.map(({ slug, ...conflict }) => [slug, conflict]));
  return {
    from: from.release,
    to: to.release,
    conflictOf: (slug: string) => {
      const conflict = conflicts.get(slug);
      if (conflict === undefined) throw new Error(`${slug} has met no conflict.`);
      return conflict;
    },
  };
}

async function measureFresh(
  databaseUrl: string,
  addresses: readonly LoadAddress[],
  { ports, say }: { readonly ports: number; readonly say: (line: string) => void },
) {
  const queries = await countQueries(databaseUrl, addresses);
  // Not by way of what counts: that would be measured too.
  const app = await startApp({ databaseUrl, isMeasured: true });
  const results: Pick<AddressLoad, 'queries' | 'freshMs'>[] = [];
  try {
    for (const [index, { name, path }] of addresses.entries()) {
      for (const number of WARMING) await ask(app, path(slugOf(number)));
      const times: number[] = [];
      for (let round = 0; round < FRESH_ROUNDS; round += 1) {
        times.push(await ask(app, path(slugOf(1 + (round % ports)))));
      }
      const freshMs = percentiles(times);
      const asked = queries[index] ?? NaN;
      say(`${name}: ${asked} queries, made anew in ${freshMs.p95.toFixed(0)} ms (p95)`);
      results.push({ queries: asked, freshMs });
    }
    return results;
  } finally {
    await app.stop();
  }
}

/** Of one answer each, once what is remembered between answers is. */
async function countQueries(
  databaseUrl: string,
  addresses: readonly LoadAddress[],
): Promise<readonly number[]> {
  const counter = await startQueryCounter(databaseUrl);
  const app = await startApp({ databaseUrl: counter.url });
  try {
    const counts: number[] = [];
    for (const { path } of addresses) {
      for (const number of WARMING) await ask(app, path(slugOf(number)));
      const before = counter.count();
      await ask(app, path(slugOf(1)));
      counts.push(counter.count() - before);
    }
    return counts;
  } finally {
    await app.stop();
    await counter.stop();
  }
}

async function measureKept(
  { url, database }: { readonly url: string; readonly database: Database },
  addresses: readonly LoadAddress[],
  say: (line: string) => void,
) {
  const stopWorker = await startIdleWorker(url);
  const app = await startApp({
    databaseUrl: url,
    env: { PAGE_CACHE: 'on' },
    isMeasured: true,
  });
  const storing = setInterval(() => void storeSomething(database), STORE_EVERY_MS);
  // It looks through everything once when it starts; what follows is what it does all day.
  await sleep(WORKER_STARTS_MS);
  const loads: Pick<AddressLoad, 'keptMs' | 'perSecond'>[] = [];
  try {
    for (const { name, path } of addresses) {
      for (const number of WARMING) await ask(app, path(slugOf(number)));
      const { times, requests, failed } = await fireAt(encodeURI(`${app.url}${path(slugOf(1))}`));
      if (failed > 0) throw new Error(`${path(slugOf(1))} failed under load.`);
      const keptMs = percentiles(times);
      const perSecond = requests / SECONDS_EACH;
      say(`${name}: ${perSecond.toFixed(0)} a second, ${keptMs.p95.toFixed(1)} ms (p95)`);
      loads.push({ keptMs, perSecond });
    }
    return { loads, shownAfterMs: await waitUntilShown(app, database) };
  } finally {
    clearInterval(storing);
    await app.stop();
    await stopWorker();
  }
}

/** Each connection asks again as soon as it is answered. */
function fireAt(url: string): Promise<{
  readonly times: readonly number[];
  readonly requests: number;
  readonly failed: number;
}> {
  return new Promise((settle, fail) => {
    const times: number[] = [];
    const run = autocannon(
      // As browsers ask, and most programs.
      {
        url,
        connections: CONNECTIONS,
        duration: SECONDS_EACH,
        headers: { 'accept-encoding': 'gzip' },
        setupClient: leaveBodiesPacked,
      },
      (error: Error | null, result) => {
        if (error !== null) return fail(error);
        return settle({
          times,
          requests: result.requests.total,
          failed: result.non2xx + result.errors,
        });
      },
    );
    run.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  });
}

/**
 * Autocannon reads each packed byte as UTF-8 to compare bodies with one that is expected: of 34 kB that takes three times as long as all
 * the rest, on the processor that the server is measured on. Nothing of ours is expected there.
 */
function leaveBodiesPacked(client: autocannon.Client): void {
  const { pipelinedRequests } = client as unknown as {
    readonly pipelinedRequests: { addBody: (bytes: Buffer) => void };
  };
  pipelinedRequests.addBody = () => undefined;
}

/** A worker with nothing to fetch: it looks for work, sweeps, and says that it lives. */
async function startIdleWorker(databaseUrl: string): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tidemark-load-'));
  const program = await bundleProgramInto(dataDir, 'lib/jobs/worker.ts');
  const worker = execa(process.execPath, [program], {
    cwd: projectDirectory,
    env: {
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      POLL: 'off',
      LOG_LEVEL: 'silent',
      APP_SECRET: 'x'.repeat(32),
    },
    stdio: 'ignore',
    reject: false,
  });
  return async () => {
    worker.kill('SIGTERM');
    await worker;
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function storeSomething({ prisma }: Database): Promise<void> {
  const at = new Date();
  const row = { stage: 'Measuring', done: 1, unit: 'rebases', startedAt: at, updatedAt: at };
  await prisma.progress
    .upsert({ where: { id: 'measure:load' }, create: { id: 'measure:load', ...row }, update: row })
    .catch(() => undefined);
}

async function waitUntilShown(app: RunningApp, { prisma }: Database): Promise<number> {
  const path = '/ports/port-001';
  await ask(app, path);
  await prisma.port.update({ where: { id: 1 }, data: { name: 'Changed just now' } });
  const begin = performance.now();
  for (;;) {
    const shown = await fetch(`${app.url}${path}`).then((answer) => answer.text());
    const waitedMs = performance.now() - begin;
    if (shown.includes('Changed just now')) return waitedMs;
    if (waitedMs > GIVE_UP_MS) return Infinity;
    await sleep(20);
  }
}

/** Milliseconds until the whole answer is there. */
async function ask(app: RunningApp, path: string): Promise<number> {
  const begin = performance.now();
  const answer = await fetch(encodeURI(`${app.url}${path}`));
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
  return performance.now() - begin;
}

function percentiles(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b);
  // Nearest rank: https://en.wikipedia.org/wiki/Percentile#The_nearest-rank_method
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1];
  return { p50: at(0.5) ?? NaN, p95: at(0.95) ?? NaN };
}

function slugOf(number: number): string {
  return `port-${String(number).padStart(3, '0')}`;
}
