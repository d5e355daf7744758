// The real worker, and a process that makes events, as children that can be killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { Settings } from '#lib/domain/settings.ts';
import type { CrashPoint } from '#lib/jobs/crash-point.ts';
import { projectDirectory } from '#lib/jobs/project-directory.ts';
import { superviseProcess, type SupervisedProcess } from '#lib/jobs/supervise-process.ts';

import { TEST_APP_SECRET, type DeliveryWorld } from './delivery-world.ts';

const worker = fileURLToPath(new URL('../jobs/worker.ts', import.meta.url));
const producer = fileURLToPath(new URL('./produce-transitions.ts', import.meta.url));

export interface ChildOptions {
  readonly databaseUrl: string;
  readonly crashAt?: CrashPoint;
}

export function startWorkerProcess(world: DeliveryWorld, options: ChildOptions): ChildProcess {
  return start([worker], world, options);
}

/** Started again whenever it ends, as the program does it. */
export function superviseWorker(
  { context: { settings } }: DeliveryWorld,
  databaseUrl: string,
): Promise<SupervisedProcess> {
  const plan = {
    name: 'worker',
    args: ['--import', import.meta.resolve('tsx'), worker],
    env: environment(settings, databaseUrl),
    cwd: projectDirectory,
    logPath: join(settings.dataDir, 'worker.log'),
  };
  return superviseProcess(plan, () => {});
}

/** Makes events until there are so many. */
export function startProducer(
  world: DeliveryWorld,
  { incidents, events, ...options }: ChildOptions & { incidents: number; events: number },
): ChildProcess {
  return start([producer, String(incidents), String(events)], world, options);
}

/** Resolves with its exit code, or with the signal that ended it. */
export async function endOf(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode ?? child.exitCode;
}

/** As if so much time had passed that whatever a killed worker had taken is free again. */
export async function endLeases({ database }: DeliveryWorld): Promise<void> {
  await database.prisma.delivery.updateMany({
    where: { leasedUntil: { not: null } },
    data: { leasedUntil: new Date(0) },
  });
}

/** Until nothing is scheduled that is not for later. */
export async function untilDrained({ database }: DeliveryWorld, mostMs: number): Promise<void> {
  const deadline = performance.now() + mostMs;
  for (;;) {
    const waiting = await database.prisma.delivery
      .count({ where: { state: 'scheduled' } })
      .catch(() => Number.NaN);
    if (waiting === 0) return;
    if (performance.now() > deadline) throw new Error(`${waiting} deliveries are still scheduled.`);
    await sleep(50);
  }
}

function start(
  script: readonly string[],
  { context }: DeliveryWorld,
  { databaseUrl, crashAt }: ChildOptions,
): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', ...script], {
    cwd: projectDirectory,
    env: {
      ...environment(context.settings, databaseUrl),
      NODE_ENV: 'test',
      ...(crashAt === undefined ? {} : { CRASH_AT: crashAt }),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
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
