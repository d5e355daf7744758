// `npm run soak [-- --minutes 5 --events 500]`: kills the worker at random while upstream publishes and ports follow, then asks
// the oracle whether anything was lost, doubled or out of order.
import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Command } from 'commander';

import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts';
import { openDatabase } from '#lib/db/prisma-client.ts';
import { findWrongs } from '#lib/testing/delivery-oracle.ts';
import {
  bringDigests,
  endOf,
  momentOfKill,
  prepareWorkers,
  until,
  untilDrained,
  type WorkerStarter,
} from '#lib/testing/delivery-processes.ts';
import {
  createDeliveryWorld,
  type DeliveryWorld,
  type TestEndpoint,
} from '#lib/testing/delivery-world.ts';
import { mintPort } from '#lib/testing/mint-port.ts';
import type { WebhookSink } from '#lib/testing/sinks/webhook-sink.ts';
import { EVENTS_OF_STEP, watchPort, type WatchedPort } from '#lib/testing/watched-port.ts';

import { prepareSchema } from '#lib/jobs/open-store.ts';

const PORTS = 6;
/** How often the time of digests comes while it is killed. */
const DIGEST_MS = 20_000;
/** A worker begins to work a second or two after it was started. */
const MOST_START_MS = 120_000;
/** What the last kill had taken is free again after a minute and a half. */
const MOST_DRAIN_MS = 240_000;

const program = new Command('soak')
  .description('Kills the worker at random while alerts are made, and looks what became of them.')
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
    process.exitCode = await soak(world);
  } finally {
    await world.close();
    await database.close();
  }
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function soak(world: DeliveryWorld): Promise<number> {
  const { prisma } = world.database;
  const endpoints = await subscribe(world);
  const ports: WatchedPort[] = [await watchPort(world.context, world.port)];
  while (ports.length < PORTS) ports.push(await watchPort(world.context, await mintPort(prisma)));
  const workers = await prepareWorkers(world);
  const end = Date.now() + minutes * 60_000;
  const steps = Math.ceil(events / EVENTS_OF_STEP / PORTS);
  const going = Promise.all([
    keepBringingDigests(world, end),
    ...ports.map((port) => keepGoing(world, port, { steps, end })),
  ]);
  // Waited for only when nothing is killed any more.
  going.catch(() => {});
  const sinks = endpoints.map(({ sink }) => sink);
  const kills = await keepKilling(world, workers, { sinks, end });

  const begin = performance.now();
  const worker = workers.start();
  try {
    await going;
    await bringDigests(world);
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
  const wrongs = await findWrongs(world.database, { webhooks, mails }, { mostRepeated: 0, kills });
  const ids = [
    ...webhooks.flatMap(({ receipts }) => receipts.map(({ headers }) => headers['webhook-id'])),
    ...mails.map(({ messageId }) => messageId),
  ];
  const delivered = await prisma.delivery.count({ where: { state: 'delivered' } });
  process.stdout.write(
    [
      `events                  ${await prisma.incidentEvent.count()}`,
      `kills of the worker     ${kills.length}`,
      `deliveries              ${await prisma.delivery.count()}, of them delivered ${delivered}`,
      `receipts                ${ids.length}, of them ${ids.length - new Set(ids).size} again under the same id`,
      `drained after           ${seconds} s`,
      wrongs.length === 0 ? 'the oracle finds nothing wrong' : wrongs.join('\n'),
      '',
    ].join('\n'),
  );
  return wrongs.length === 0 ? 0 : 1;
}

async function subscribe(world: DeliveryWorld): Promise<readonly TestEndpoint[]> {
  await world.addReader('all@example.org');
  await world.addReader('daily@example.org', { pace: 'daily' });
  await world.addReader('both@example.org', { pace: 'daily', kinds: ['behind'] });
  await world.addReader('both@example.org', { pace: 'weekly', leastSeverity: 'critical' });
  await world.addReader('net@example.org', { subsystems: ['net'], kinds: ['forecast-conflict'] });
  await world.addReader('one@example.org', { portId: world.port.id });
  await world.addReader('nothing@example.org', { lines: ['go1.20'] });
  return [
    await world.addWebhook(),
    await world.addWebhook({ filters: { leastSeverity: 'critical' } }),
    await world.addWebhook({ filters: { kinds: ['unfixed-cves', 'behind'] } }),
  ];
}

/** Each lives for up to four seconds after it began to work. Returns when each was killed. */
async function keepKilling(
  world: DeliveryWorld,
  workers: WorkerStarter,
  { sinks, end }: { readonly sinks: readonly WebhookSink[]; readonly end: number },
): Promise<readonly number[]> {
  const kills: number[] = [];
  while (Date.now() < end) {
    const child = workers.start();
    const ended = endOf(child);
    const id = { startsWith: `worker-${child.pid}-` };
    const isWorking = async () => (await world.database.prisma.worker.count({ where: { id } })) > 0;
    const killed = until(isWorking, MOST_START_MS).then(() => sleep(Math.random() * 4_000));
    const code = await Promise.race([ended, killed]);
    if (code !== undefined) throw new Error(`The worker ended by itself: ${code}.`);
    child.kill('SIGKILL');
    await ended;
    kills.push(await momentOfKill(world, sinks, MOST_START_MS));
  }
  return kills;
}

/** As fast as makes all its steps in the time; never before the last one was seen by a worker. */
async function keepGoing(
  { database }: DeliveryWorld,
  port: WatchedPort,
  { steps, end }: { readonly steps: number; readonly end: number },
): Promise<void> {
  const begin = Date.now();
  const portId = port.id;
  for (let step = 0; step < steps; step += 1) {
    await sleep(begin + ((end - begin) * step) / steps - Date.now());
    await port.goOn();
    const seen = (step + 1) * EVENTS_OF_STEP;
    await until(
      async () =>
        (await database.prisma.incidentEvent.count({ where: { incident: { portId } } })) === seen,
      end - begin + MOST_DRAIN_MS,
    );
  }
}

async function keepBringingDigests(world: DeliveryWorld, end: number): Promise<void> {
  while (Date.now() < end) {
    await sleep(DIGEST_MS);
    await bringDigests(world);
  }
}
