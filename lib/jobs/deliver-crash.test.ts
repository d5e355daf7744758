// Nothing is lost and nothing sent under another id, wherever the worker is killed or Postgres goes away.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts';
import { openDatabase } from '#lib/db/prisma-client.ts';
import { findWrongs } from '#lib/testing/delivery-oracle.ts';
import {
  endLeases,
  endOf,
  startProducer,
  startWorkerProcess,
  superviseWorker,
  untilDrained,
} from '#lib/testing/delivery-processes.ts';
import {
  createDeliveryWorld,
  type DeliveryWorld,
  type TestEndpoint,
} from '#lib/testing/delivery-world.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { enqueueDeliver } from './enqueue.ts';
import { prepareSchema } from './open-store.ts';

let database: TestDatabase;
let world: DeliveryWorld;
let endpoint: TestEndpoint;
const running: ChildProcess[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  world = await createDeliveryWorld(database);
  endpoint = await world.addWebhook();
  await world.addReader('reader@example.org');
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await world.close();
  await database.close();
});

function keep(child: ChildProcess): ChildProcess {
  running.push(child);
  return child;
}

function wrongsAfter(kills: number): Promise<string[]> {
  return findWrongs(
    database,
    {
      webhooks: [
        { endpointId: endpoint.id, secrets: [endpoint.secret], receipts: endpoint.sink.receipts() },
      ],
      mails: world.smtp.receipts(),
    },
    { mostRepeated: kills },
  );
}

test('a worker killed at any point of sending is followed by one that ends it, each receipt at most once more a kill', async () => {
  const databaseUrl = database.url;
  const incidents = [await world.openIncident(), await world.openIncident()];
  const points = [
    'after-lease',
    'after-body',
    'after-send',
    'before-acknowledgement',
    'after-acknowledgement',
  ] as const;
  for (const [index, crashAt] of points.entries()) {
    for (const incidentId of incidents) await world.happen(incidentId);
    const killed = keep(startWorkerProcess(world, { databaseUrl, crashAt }));
    expect(await endOf(killed)).toBe('SIGKILL');
    expect(await wrongsAfter(index + 1)).toEqual([]);
    await endLeases(world);
  }
  const last = keep(startWorkerProcess(world, { databaseUrl }));
  await untilDrained(world, 300_000);
  last.kill('SIGTERM');
  expect(await endOf(last)).toBe(0);
  expect(await wrongsAfter(points.length)).toEqual([]);
  const rows = await database.prisma.delivery.findMany();
  expect(rows).toHaveLength(2 * 2 * points.length);
  expect(rows.every(({ state }) => state === 'delivered')).toBe(true);
}, 600_000);

test('a decision that is killed before, in or after its transaction is owed whole or not at all', async () => {
  const databaseUrl = database.url;
  const plan = { databaseUrl, incidents: 1 };
  const owed = [];
  for (const crashAt of ['before-transaction', 'in-transaction', 'after-transaction'] as const) {
    const killed = keep(startProducer(world, { ...plan, events: 3, crashAt }));
    expect(await endOf(killed)).toBe('SIGKILL');
    owed.push(await database.prisma.delivery.count());
    expect(await wrongsAfter(0)).toEqual([]);
  }
  expect(owed).toEqual([0, 0, 2]);
  expect(await endOf(keep(startProducer(world, { ...plan, events: 3 })))).toBe(0);
  await world.deliver();
  expect(await wrongsAfter(0)).toEqual([]);
  expect(endpoint.sink.receipts()).toHaveLength(3);
}, 600_000);

test('a worker that is told to stop ends what it is sending, and what waits is sent by the next', async () => {
  const databaseUrl = database.url;
  const incidentId = await world.openIncident();
  for (let event = 0; event < 20; event += 1) await world.happen(incidentId);
  const first = keep(startWorkerProcess(world, { databaseUrl }));
  while (endpoint.sink.receipts().length === 0) await sleep(5);
  first.kill('SIGTERM');
  const [code] = await once(first, 'exit');
  expect(code).toBe(0);
  expect(await database.prisma.delivery.count({ where: { leaseToken: { not: null } } })).toBe(0);
  await world.deliver();
  expect(await wrongsAfter(0)).toEqual([]);
}, 600_000);

test('Postgres killed and started again under a worker that sends leaves nothing out', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tidemark-outage-'));
  // As root the program runs Postgres as another user.
  await chmod(dataDir, 0o711);
  const first = await startEmbeddedPostgres({ dataDir });
  await prepareSchema(first.url);
  const own = { ...openDatabase(first.url, { poolSize: 3 }), url: first.url };
  const other = await createDeliveryWorld(own);
  const told = await other.addWebhook();
  await other.addReader('reader@example.org');
  const worker = await superviseWorker(other, first.url);
  const incidentId = await other.openIncident();
  for (let event = 0; event < 10; event += 1) await other.happen(incidentId);
  await enqueueDeliver(own.prisma);
  while (told.sink.receipts().length < 2) await sleep(5);

  process.kill(await readPostmasterPid(dataDir), 'SIGKILL');
  await first.ended;
  const second = await startEmbeddedPostgres({ dataDir, port: first.port });
  await other.happen(incidentId);
  await endLeases(other);
  await enqueueDeliver(own.prisma);
  await untilDrained(other, 300_000);

  await worker.stop();
  const webhooks = [
    { endpointId: told.id, secrets: [told.secret], receipts: told.sink.receipts() },
  ];
  const received = { webhooks, mails: other.smtp.receipts() };
  expect(await findWrongs(own, received, { mostRepeated: 1 })).toEqual([]);
  expect(new Set(told.sink.receipts().map(({ headers }) => headers['webhook-id'])).size).toBe(11);
  await other.close();
  await own.close();
  await second.stop();
  await rm(dataDir, { recursive: true });
}, 600_000);

async function readPostmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}
