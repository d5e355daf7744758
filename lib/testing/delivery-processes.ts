// The real worker as a child that can be killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Settings } from '#lib/domain/settings.ts';
import type { CrashPoint } from '#lib/jobs/crash-point.ts';
import { enqueueDeliver } from '#lib/jobs/enqueue.ts';
import { superviseProcess, type SupervisedProcess } from '#lib/jobs/supervise-process.ts';

import { bundleProgramInto } from './bundle-program-into.ts';
import { TEST_APP_SECRET, type DeliveryWorld } from './delivery-world.ts';
import type { WebhookSink } from './sinks/webhook-sink.ts';
import { WASM_AS_IT_COMES } from './wasm-as-it-comes.ts';

export interface WorkerStarter {
  readonly start: (crashAt?: CrashPoint) => ChildProcess;
  /** Started again whenever it ends, as the program does it. */
  readonly supervise: () => Promise<SupervisedProcess>;
}

/** For a world; call it once. */
export async function prepareWorkers({
  context: { settings },
  database,
}: DeliveryWorld): Promise<WorkerStarter> {
  const folder = dirname(settings.dataDir);
  const script = await bundleProgramInto(folder, 'lib/jobs/worker.ts');
  const args = [WASM_AS_IT_COMES, script];
  const env = environment(settings, database.url);
  return {
    start: (crashAt) =>
      spawn(process.execPath, args, {
        cwd: folder,
        env: {
          ...env,
          NODE_ENV: 'test',
          ...(crashAt === undefined ? {} : { CRASH_AT: crashAt }),
        },
        stdio: ['ignore', 'ignore', 'inherit'],
      }),
    supervise: () =>
      superviseProcess(
        { name: 'worker', args, env, cwd: folder, logPath: join(folder, 'worker.log') },
        () => {},
      ),
  };
}

/** Resolves with its exit code, or with the signal that ended it. */
export async function endOf(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode ?? child.exitCode;
}

/**
 * The moment, in milliseconds since 1970, at which nothing more can come of a worker that was killed: what it had sent is still read
 * for a while by a machine with much to do.
 */
export async function momentOfKill(
  { smtp }: DeliveryWorld,
  sinks: readonly WebhookSink[],
  mostMs: number,
): Promise<number> {
  await until(() => !smtp.isBusy() && !sinks.some((sink) => sink.isBusy()), mostMs);
  return Date.now();
}

/** As if so much time had passed that whatever a killed worker had taken is free again. */
export async function endLeases({ database }: DeliveryWorld): Promise<void> {
  await database.prisma.delivery.updateMany({
    where: { leasedUntil: { not: null } },
    data: { leasedUntil: new Date(0) },
  });
}

/** As if the time of all digests had come. */
export async function bringDigests({ database, context }: DeliveryWorld): Promise<void> {
  await database.prisma.delivery.updateMany({
    where: { state: 'scheduled', subscription: { pace: { not: 'at-once' } }, attempts: 0 },
    data: { dueAt: context.now() },
  });
  await enqueueDeliver(database.prisma);
}

export async function untilDrained({ database }: DeliveryWorld, mostMs: number): Promise<void> {
  const count = () =>
    database.prisma.delivery.count({ where: { state: 'scheduled' } }).catch(() => Number.NaN);
  await until(async () => (await count()) === 0, mostMs);
}

/** Rejects when it has not become true by then. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  mostMs: number,
): Promise<void> {
  const deadline = performance.now() + mostMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline)
      throw new Error(`Not so after ${mostMs / 1000} s: ${String(isTrue)}`);
    await sleep(20);
  }
}

function environment(settings: Settings, databaseUrl: string) {
  return {
    PATH: process.env['PATH'],
    DATABASE_URL: databaseUrl,
    DATA_DIR: settings.dataDir,
    APP_SECRET: TEST_APP_SECRET,
    BASE_URL: settings.baseUrl,
    SMTP_URL: settings.smtpUrl ?? '',
    POLL: 'off',
    LOG_LEVEL: 'silent',
  };
}
