// `npm run soak [-- --minutes 5 --events 500]`: kills the worker and the process that makes events at random while they work,
// then asks the oracle whether anything was lost, doubled or out of order.
import { type ChildProcess } from 'node:child_process';
import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Command } from 'commander';

import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts';
import { openDatabase } from '#lib/db/prisma-client.ts';
import { findWrongs } from '#lib/testing/delivery-oracle.ts';
import {
  endOf,
  startProducer,
  startWorkerProcess,
  untilDrained,
} from '#lib/testing/delivery-processes.ts';
import {
  createDeliveryWorld,
  type DeliveryWorld,
  type TestEndpoint,
} from '#lib/testing/delivery-world.ts';

import { prepareSchema } from '../open-store.ts';

const INCIDENTS = 20;
const ENDPOINTS = 4;
const READERS = 3;
/** Longer than a lease, so that what the last kill had taken is free again. */
const MOST_DRAIN_MS = 240_000;

const program = new Command('soak')
  .description('Kills the worker at random while events are made, and looks what became of them.')
  .option('--minutes <number>', 'how long it is killed', Number, 5)
  .option('--events <number>', 'how many events are made meanwhile', Number, 500)
  .parse();
const { minutes, events } = program.opts<{ minutes: number; events: number }>();

const dataDir = await mkdtemp(join(tmpdir(), 'tidemark-soak-'));
// As root the program runs Postgres as another user.
await chmod(dataDir, 0o711);
const postgres = await startEmbeddedPostgres({ dataDir });
try {
  await prepareSchema(postgres.url);
  const database = { ...openDatabase(postgres.url), url: postgres.url };
  const world = await createDeliveryWorld(database);
  try {
    process.exitCode = await soak(world, postgres.url);
  } finally {
    await world.close();
    await database.close();
  }
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function soak(world: DeliveryWorld, databaseUrl: string): Promise<number> {
  const endpoints: TestEndpoint[] = [];
  for (let count = 0; count < ENDPOINTS; count += 1) endpoints.push(await world.addWebhook());
  for (let count = 0; count < READERS; count += 1) {
    await world.addReader(`reader-${count}@example.org`);
  }
  const end = Date.now() + minutes * 60_000;
  const kills = { worker: 0, producer: 0 };
  await Promise.all([
    keepKilling(
      () => startWorkerProcess(world, { databaseUrl }),
      end,
      () => {
        kills.worker += 1;
      },
    ),
    keepKilling(
      () => startProducer(world, { databaseUrl, incidents: INCIDENTS, events }),
      end,
      () => {
        kills.producer += 1;
      },
    ),
  ]);
  const producer = startProducer(world, { databaseUrl, incidents: INCIDENTS, events });
  const worker = startWorkerProcess(world, { databaseUrl });
  await endOf(producer);
  const begin = performance.now();
  try {
    await untilDrained(world, MOST_DRAIN_MS);
  } finally {
    worker.kill('SIGTERM');
    await endOf(worker);
  }
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const webhooks = endpoints.map(({ id, secret, sink }) => ({
    endpointId: id,
    secrets: [secret],
    receipts: sink.receipts(),
  }));
  const mails = world.smtp.receipts();
  const receipts = mails.length + webhooks.reduce((sum, each) => sum + each.receipts.length, 0);
  const { prisma } = world.database;
  const owed = await prisma.delivery.count();
  const wrongs = await findWrongs(
    world.database,
    { webhooks, mails },
    { mostRepeated: kills.worker },
  );
  process.stdout.write(
    [
      `events                  ${await prisma.incidentEvent.count()}`,
      `kills of the worker     ${kills.worker}`,
      `kills of the producer   ${kills.producer}`,
      `deliveries              ${owed}, of them delivered ${await prisma.delivery.count({ where: { state: 'delivered' } })}`,
      `receipts                ${receipts}, so ${receipts - owed} were repeated under the same id`,
      `drained after           ${seconds} s`,
      wrongs.length === 0 ? 'the oracle finds nothing wrong' : wrongs.join('\n'),
      '',
    ].join('\n'),
  );
  return wrongs.length === 0 ? 0 : 1;
}

/** Each lives for one to five seconds after it began to work; one that ends by itself is not started again. */
async function keepKilling(
  start: () => ChildProcess,
  end: number,
  count: () => void,
): Promise<void> {
  while (Date.now() < end) {
    const child = start();
    const ended = endOf(child);
    const outcome = await Promise.race([ended, sleep(1_000 + Math.random() * 4_000)]);
    if (outcome === 0) return;
    child.kill('SIGKILL');
    await ended;
    count();
  }
}
