// Nothing is lost and nothing sent under another id, wherever the worker is killed or Postgres goes away: from what a
// rehearsal found, by the real decision, to receivers over real sockets.
import type { ChildProcess } from 'node:child_process';

import { Logger, runMigrations } from 'graphile-worker';
import { afterEach, expect, test } from 'vitest';

import { migrateDatabase } from '#lib/db/migrate.ts';
import { openDatabase } from '#lib/db/prisma-client.ts';
import { findWrongs } from '#lib/testing/delivery-oracle.ts';
import {
  bringDigests,
  endLeases,
  endOf,
  momentOfKill,
  prepareWorkers,
  until,
  untilDrained,
} from '#lib/testing/delivery-processes.ts';
import {
  createDeliveryWorld,
  type DeliveryWorld,
  type TestEndpoint,
} from '#lib/testing/delivery-world.ts';
import { createTestDatabase } from '#lib/testing/template-database.ts';
import { startTestPostgres } from '#lib/testing/test-postgres.ts';
import { EVENTS_OF_STEP, watchPort } from '#lib/testing/watched-port.ts';

import { type CrashPoint, CRASH_POINTS } from './crash-point.ts';
import { enqueueDeliver } from './enqueue.ts';

/** For what takes a second or two on a machine that does nothing else. */
const PATIENCE_MS = 120_000;

/** Undone after each test, the last first. */
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).toReversed()) await undo();
});

async function createWorld(
  database: Parameters<typeof createDeliveryWorld>[0],
): Promise<{ world: DeliveryWorld; endpoints: readonly TestEndpoint[] }> {
  const world = await createDeliveryWorld(database);
  cleanUp.push(() => world.close());
  const filters = { leastSeverity: 'critical', lines: ['go1.26'] } as const;
  const endpoints = [await world.addWebhook(), await world.addWebhook({ filters })];
  await world.addReader('all@example.org');
  await world.addReader('daily@example.org', { pace: 'daily' });
  await world.addReader('net@example.org', { subsystems: ['net'], kinds: ['forecast-conflict'] });
  await world.addReader('nothing@example.org', { lines: ['go1.20'] });
  return { world, endpoints };
}

function wrongsOf(
  { database, smtp }: DeliveryWorld,
  endpoints: readonly TestEndpoint[],
  kills: readonly number[],
): Promise<string[]> {
  const webhooks = endpoints.map(({ id, secret, sink }) => ({
    endpointId: id,
    secrets: [secret],
    receipts: sink.receipts(),
  }));
  const received = { webhooks, mails: smtp.receipts() };
  return findWrongs(database, received, { mostRepeated: 0, kills });
}

test(
  'a worker killed at any point is followed by one that goes on: owed whole or not at all, received once, and once more at most for a kill',
  async () => {
    const database = await createTestDatabase();
    cleanUp.push(() => database.close());
    const { world, endpoints } = await createWorld(database);
    const port = await watchPort(world.context, world.port);
    const workers = await prepareWorkers(world);
    const { prisma } = database;
    const kills: number[] = [];
    const sinks = endpoints.map(({ sink }) => sink);
    const receipts = () =>
      world.smtp.receipts().length +
      endpoints.reduce((sum, { sink }) => sum + sink.receipts().length, 0);
    const count = async () => ({
      events: await prisma.incidentEvent.count(),
      taken: await prisma.delivery.count({ where: { attempts: { gt: 0 } } }),
      made: await prisma.delivery.count({ where: { body: { not: null } } }),
      delivered: await prisma.delivery.count({ where: { state: 'delivered' } }),
    });
    const killAt = async (crashAt: CrashPoint) => {
      const before = receipts();
      const killed = keep(workers.start(crashAt));
      expect([crashAt, await endOf(killed)]).toEqual([crashAt, 'SIGKILL']);
      kills.push(await momentOfKill(world, sinks, PATIENCE_MS));
      expect(await wrongsOf(world, endpoints, kills)).toEqual([]);
      await endLeases(world);
      return { ...(await count()), received: receipts() - before };
    };

    await port.goOn();
    const nothing = { events: 0, taken: 0, made: 0, delivered: 0, received: 0 };
    expect(await killAt('before-transaction')).toEqual(nothing);
    expect(await killAt('in-transaction')).toEqual(nothing);
    expect(await killAt('after-transaction')).toEqual({ ...nothing, events: EVENTS_OF_STEP });
    await bringDigests(world);
    const leased = await killAt('after-lease');
    expect(leased.taken).toBeGreaterThan(0);
    expect(leased).toMatchObject({ made: 0, received: 0 });
    const made = await killAt('after-body');
    expect(made.made).toBeGreaterThan(0);
    const sent = await killAt('after-send');
    expect(sent.received).toBeGreaterThan(0);
    expect(sent.delivered).toBe(0);
    const unacknowledged = await killAt('before-acknowledgement');
    expect(unacknowledged.received).toBeGreaterThan(0);
    expect(unacknowledged.delivered).toBe(0);
    expect((await killAt('after-acknowledgement')).delivered).toBeGreaterThan(0);
    expect(kills).toHaveLength(CRASH_POINTS.length);

    // One that is told to stop ends what it is sending, and the next sends the rest.
    await port.goOn();
    const before = receipts();
    const stopped = keep(workers.start());
    await until(() => receipts() > before, PATIENCE_MS);
    await until(async () => (await count()).events === 2 * EVENTS_OF_STEP, PATIENCE_MS);
    stopped.kill('SIGTERM');
    expect(await endOf(stopped)).toBe(0);
    expect(await prisma.delivery.count({ where: { leaseToken: { not: null } } })).toBe(0);
    await bringDigests(world);
    await world.deliver();
    expect(await wrongsOf(world, endpoints, kills)).toEqual([]);
    const states = await prisma.delivery.groupBy({ by: ['state'], _count: true });
    // To all and each day everything, to one endpoint what is critical, and of four subsystems it was net's turn.
    expect(states).toEqual([{ state: 'delivered', _count: 2 * (3 + 3 + 3 + 2 + 1) }]);
  },
  PATIENCE_MS * 4,
);

test(
  'Postgres killed and started again under a worker that sends leaves nothing out',
  async () => {
    const postgres = await startTestPostgres({ isDurable: true });
    cleanUp.push(() => postgres.stop());
    await migrateDatabase(postgres.url);
    const logger = new Logger(() => () => {});
    await runMigrations({ connectionString: postgres.url, logger });
    const database = { ...openDatabase(postgres.url, { poolSize: 3 }), url: postgres.url };
    cleanUp.push(() => database.close());
    const { world, endpoints } = await createWorld(database);
    const port = await watchPort(world.context, world.port);
    const worker = await (await prepareWorkers(world)).supervise();
    cleanUp.push(() => worker.stop());
    const isDecided = async (steps: number): Promise<boolean> => {
      const events = await database.prisma.incidentEvent.count().catch(() => Number.NaN);
      return events === steps * EVENTS_OF_STEP;
    };
    const [endpoint] = endpoints;
    await port.goOn();
    await until(() => (endpoint?.sink.receipts().length ?? 0) > 0, PATIENCE_MS);
    await until(() => isDecided(1), PATIENCE_MS);
    await port.goOn();

    const begin = Date.now();
    await postgres.crash();
    const kills = [begin, Date.now()];
    // Whoever lost its connection ends, so that its jobs are not left taken.
    await worker.firstEnd;
    kills.push(Date.now());
    await until(() => isDecided(2), PATIENCE_MS);
    await endLeases(world);
    await bringDigests(world);
    await enqueueDeliver(database.prisma);
    await untilDrained(world, PATIENCE_MS);
    expect(await wrongsOf(world, endpoints, kills)).toEqual([]);
    expect(await database.prisma.delivery.count()).toBe(2 * (3 + 3 + 3 + 2 + 1));
  },
  PATIENCE_MS * 4,
);

function keep(child: ChildProcess): ChildProcess {
  cleanUp.push(() => child.kill('SIGKILL'));
  return child;
}
