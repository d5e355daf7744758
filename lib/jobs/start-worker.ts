// Runs the queue: takes jobs, hands each to its handler, and goes on after whatever goes wrong.
import { EventEmitter } from 'node:events';

import type { PoolClient } from 'pg';
import {
  Logger,
  run,
  runMigrations,
  type JobHelpers,
  type Runner,
  type RunnerOptions,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';

import { listRepositoriesToPoll } from '#lib/db/read/list-repositories-to-poll.ts';
import { forgetWorker, recordWorker } from '#lib/db/write/record-worker.ts';

import { confirmNextCulprits } from './confirm-culprits.ts';
import { deliverDue } from './deliver.ts';
import {
  enqueueConfirmations,
  enqueueEvaluation,
  enqueuePoll,
  enqueueRehearsals,
} from './enqueue.ts';
import { evaluateAlerts } from './evaluate-alerts.ts';
import { findFixes } from './find-fixes.ts';
import { measureLine } from './measure-line.ts';
import { pollRepository } from './poll-repository.ts';
import { readFilePatches } from './read-file-patches.ts';
import { readRehearsedConflicts } from './read-rehearsed-conflicts.ts';
import { rehearsePort } from './rehearse-port.ts';
import { sweep } from './sweep.ts';
import {
  confirmCulpritsPayload,
  evaluateAlertsPayload,
  findFixesPayload,
  measureLinePayload,
  pollRepositoryPayload,
  readConflictsPayload,
  readPatchPayload,
  rehearsePortPayload,
} from './tasks.ts';
import { declareLiving, unlockDeadWorkers } from './unlock-dead-workers.ts';
import type { WorkerContext } from './worker-context.ts';

export interface RunningWorker {
  /** Settles when the worker has ended. */
  readonly ended: Promise<void>;
  /** Settles when others take it for dead, since the connection by which they see it live is lost: its jobs are theirs then. */
  readonly lost: Promise<void>;
  /** Lets the jobs under way end, or gives them back to the queue. */
  readonly stop: () => Promise<void>;
}

/** Two lines are measured at a time, as many as there are cores on a small machine, and polls go on beside them. */
const CONCURRENCY = 3;
/** A delivery and a reading. */
const PROMPT_CONCURRENCY = 2;
const HEARTBEAT_MS = 15_000;

export async function startWorker(context: WorkerContext): Promise<RunningWorker> {
  const { database, log } = context;
  await runMigrations({ pgPool: database.pool, logger: graphileLogger(context) });
  await unlockDeadWorkers(database.pool);
  const living = await database.pool.connect();
  let stopping: Promise<void> | null = null;
  const lost = new Promise<void>((resolve) => {
    living.once('end', () => {
      if (stopping === null) resolve();
    });
  });
  const runners = [
    await startRunner(context, living, {
      concurrency: CONCURRENCY,
      taskList: taskList(context),
      // Each minute; after an outage only the newest minute is made up for, since a sweep does all that is due.
      crontab: '* * * * * sweep ?fill=1m&max=1',
    }),
    await startRunner(context, living, {
      concurrency: PROMPT_CONCURRENCY,
      taskList: promptTaskList(context),
    }),
  ];
  await sweep(context);
  const stopHeartbeat = await startHeartbeat(context);
  const stop = async (): Promise<void> => {
    await stopHeartbeat();
    await Promise.all(runners.map((runner) => runner.stop()));
    living.release();
    log.info('The worker has stopped.');
  };
  return { ended: endAll(runners), lost, stop: () => (stopping ??= stop()) };
}

async function endAll(runners: readonly Runner[]): Promise<void> {
  await Promise.all(runners.map((runner) => runner.promise));
}

async function startRunner(
  context: WorkerContext,
  living: PoolClient,
  options: Pick<RunnerOptions, 'concurrency' | 'taskList' | 'crontab'>,
): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  const poolIds: string[] = [];
  events.on('pool:create', ({ workerPool }) => poolIds.push(workerPool.id));
  const runner = await run({
    pgPool: context.database.pool,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: graphileLogger(context),
    events,
    ...options,
  });
  for (const id of poolIds) await declareLiving(living, id);
  return runner;
}

function taskList(context: WorkerContext): TaskList {
  return {
    'poll-repository': async (payload: unknown) => {
      const { repositoryId } = pollRepositoryPayload.parse(payload);
      const { prisma } = context.database;
      const due = await listRepositoriesToPoll(prisma, { dueAt: context.now(), portSlug: null });
      const repository = due.find(({ id }) => id === repositoryId);
      if (!repository || !context.settings.isPollOn) return;
      const { outcome, reason, nextPollAt } = await pollRepository(context, repository);
      if (reason === null)
        context.log.info({ repository: repository.fullName, outcome }, 'Polled.');
      else context.log.warn({ repository: repository.fullName }, reason);
      await enqueuePoll(prisma, { repositoryId }, nextPollAt);
    },
    'measure-line': async (payload: unknown, helpers: JobHelpers) => {
      const line = measureLinePayload.parse(payload);
      const { measured, failed } = await measureLine(context, line);
      context.log.info({ ...line, measured, failed: failed.length }, 'Measured.');
      await enqueueRehearsals(context.database.prisma, { portId: line.portId });
      const retried = failed.find(({ retryable }) => retryable);
      // Thrown, so that the queue tries again later; what was measured is stored.
      if (retried) throw new Error(`${retried.release}: ${retried.reason} (job ${helpers.job.id})`);
    },
    'rehearse-port': async (payload: unknown) => {
      const { portId } = rehearsePortPayload.parse(payload);
      const { done, failures } = await rehearsePort(context, portId);
      context.log.info({ portId, ...done, failures: failures.length }, 'Rehearsed.');
      await enqueueEvaluation(context.database.prisma, { portId });
      await enqueueConfirmations(context.database.prisma, { portId, before: null });
      // Thrown, so that the queue tries again later; what was done is stored.
      if (failures[0] !== undefined) throw new Error(failures[0]);
    },
    'confirm-culprits': async (payload: unknown) => {
      const { portId, before } = confirmCulpritsPayload.parse(payload);
      const done = await confirmNextCulprits(context, portId, before);
      // What failed is among those that the next sweep finds.
      if (done === null) return;
      const { id, compared, failure } = done;
      context.log.info({ portId, compared, failure }, 'Compared culprits with whole rehearsals.');
      await enqueueConfirmations(context.database.prisma, { portId, before: id });
    },
    'find-fixes': async (payload: unknown) => {
      const { repositoryId } = findFixesPayload.parse(payload);
      const { lines, failures } = await findFixes(context, repositoryId);
      context.log.info({ repositoryId, lines, failures: failures.length }, 'Looked for fixes.');
      // Thrown, so that the queue tries again later; what was found is stored.
      if (failures[0] !== undefined) throw new Error(failures[0]);
    },
    'evaluate-alerts': async (payload: unknown) => {
      const { portId } = evaluateAlertsPayload.parse(payload);
      const { events, deliveries } = await evaluateAlerts(context, portId);
      if (events.length === 0) return;
      const kinds = events.map(({ kind }) => kind);
      context.log.info({ portId, kinds, deliveries }, 'Decided on alerts.');
    },
    'read-conflicts': async (payload: unknown) => {
      const { rehearsalId } = readConflictsPayload.parse(payload);
      const { read, failure } = await readRehearsedConflicts(context, rehearsalId);
      context.log.info({ rehearsalId, read }, 'Read conflicts.');
      // Thrown, so that the queue tries again later; the page shows the reason meanwhile.
      if (failure !== null) throw new Error(failure);
    },
    sweep: () => sweep(context),
  };
}

/** What must not wait until something large has been measured. */
function promptTaskList(context: WorkerContext): TaskList {
  return {
    deliver: async () => {
      const counts = await deliverDue(context);
      context.log.info(counts, 'Delivered.');
    },
    'read-patch': async (payload: unknown) => {
      const patch = readPatchPayload.parse(payload);
      const { read, failure } = await readFilePatches(context, patch);
      context.log.info({ ...patch, read }, 'Read patches.');
      // Thrown, so that the queue tries again later; the page shows the reason meanwhile.
      if (failure !== null) throw new Error(failure);
    },
  };
}

async function startHeartbeat(context: WorkerContext): Promise<() => Promise<void>> {
  const { database, gitVersion, now, log } = context;
  const id = `worker-${process.pid}-${now().getTime()}`;
  const startedAt = now();
  const beat = () =>
    recordWorker(database.prisma, {
      id,
      startedAt,
      seenAt: now(),
      rssBytes: process.memoryUsage.rss(),
      gitVersion,
      nodeVersion: process.version,
    });
  await beat();
  const timer = setInterval(() => {
    beat().catch((error: unknown) =>
      log.warn({ error }, 'The worker could not say that it lives.'),
    );
  }, HEARTBEAT_MS);
  return async () => {
    clearInterval(timer);
    await forgetWorker(database.prisma, id);
  };
}

function graphileLogger({ log }: WorkerContext): Logger {
  return new Logger((scope) => (level, message, meta) => {
    // graphile-worker says "info" for what is only of use when looking for a fault.
    const place = { ...scope, ...meta };
    // As text: graphile-worker's levels are a const enum, of which nothing is there at run time.
    const levelName: string = level;
    if (levelName === 'error') log.error(place, message);
    else if (levelName === 'warning') log.warn(place, message);
    else log.debug(place, message);
  });
}
