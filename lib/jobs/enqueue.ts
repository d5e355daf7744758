// Puts jobs into the queue; a job that waits already is not doubled, so asking twice is harmless.
import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { readConflictsKey, readPatchKey } from '#lib/domain/job-key.ts';

import type {
  ConfirmCulpritsPayload,
  EvaluateAlertsPayload,
  FindFixesPayload,
  MeasureLinePayload,
  PollRepositoryPayload,
  ReadConflictsPayload,
  ReadPatchPayload,
  RehearsePortPayload,
} from './tasks.ts';

interface JobToAdd {
  readonly task: keyof GraphileWorker.Tasks;
  readonly payload:
    | PollRepositoryPayload
    | MeasureLinePayload
    | RehearsePortPayload
    | FindFixesPayload
    | ConfirmCulpritsPayload
    | EvaluateAlertsPayload
    | ReadConflictsPayload
    | ReadPatchPayload
    | Record<string, never>;
  /** Jobs of one queue run one after the other. */
  readonly queue: string;
  readonly key: string;
  readonly runAt: Date | null;
  /** Taken only when no other job waits. */
  readonly isBackground?: true;
}

/** Jobs with a smaller number are taken first; the others have 0. */
const BACKGROUND_PRIORITY = 10;

/** All polls share a queue: they write to one mirror, and GitHub asks for one request at a time. */
export function enqueuePoll(
  db: DatabaseClient,
  { repositoryId }: PollRepositoryPayload,
  runAt: Date | null = null,
): Promise<void> {
  const key = `poll-repository:${repositoryId}`;
  return addJob(db, {
    task: 'poll-repository',
    payload: { repositoryId },
    queue: 'poll',
    key,
    runAt,
  });
}

/** How long after a hint a repository is polled again: GitHub may tell of a push before its git shows it. */
const HINT_DELAYS_MS = [0, 30_000, 120_000] as const;

/**
 * Polls a repository now, and twice more a little later. A burst is one: while the first of those later polls still waits,
 * it will see all that another hint could tell of, so nothing is added.
 */
export async function enqueuePollsOfHint(
  db: DatabaseClient,
  { repositoryId }: PollRepositoryPayload,
  now: Date,
): Promise<void> {
  const keys = HINT_DELAYS_MS.map((delayMs) => hintKey(repositoryId, delayMs));
  if (await isWaiting(db, keys[1] ?? '')) return;
  for (const [index, key] of keys.entries()) {
    const runAt = new Date(now.getTime() + (HINT_DELAYS_MS[index] ?? 0));
    await addJob(db, {
      task: 'poll-repository',
      payload: { repositoryId },
      queue: 'poll',
      key,
      runAt,
    });
  }
}

function hintKey(repositoryId: number, delayMs: number): string {
  const key = `poll-repository:${repositoryId}`;
  return delayMs === 0 ? key : `${key}:after-${delayMs / 1000}-s`;
}

const waitingJobs = z.array(z.object({ attempts: z.number().int() }));

async function isWaiting(db: DatabaseClient, key: string): Promise<boolean> {
  return (await attemptsOfWaiting(db, key)) !== null;
}

/** How often a job that waits has been tried already. Null: none waits. */
async function attemptsOfWaiting(db: DatabaseClient, key: string): Promise<number | null> {
  const [job] = waitingJobs.parse(
    await db.$queryRaw`
      SELECT attempts::int FROM graphile_worker.jobs
      WHERE key = ${key} AND locked_at IS NULL AND attempts < max_attempts`,
  );
  return job?.attempts ?? null;
}

/** The rebases of a line are measured one after the other, since they share what has been read. */
export function enqueueMeasureLine(db: DatabaseClient, payload: MeasureLinePayload): Promise<void> {
  const key = `measure-line:${payload.portId}:${payload.line}`;
  return addJob(db, { task: 'measure-line', payload, queue: key, key, runAt: null });
}

/** A port's rehearsals are made by one job, which does whatever is due. */
export function enqueueRehearsals(db: DatabaseClient, payload: RehearsePortPayload): Promise<void> {
  const key = rehearsalsKey(payload);
  return addJob(db, { task: 'rehearse-port', payload, queue: key, key, runAt: null });
}

/** Likewise, but one that failed and waits for its next try goes on waiting: the queue lets more and more time pass. */
export async function enqueueRehearsalsUnlessWaiting(
  db: DatabaseClient,
  payload: RehearsePortPayload,
): Promise<void> {
  if (!(await isWaiting(db, rehearsalsKey(payload)))) await enqueueRehearsals(db, payload);
}

/** Whether some could not be made at the last try, and the next one has not begun. */
export async function isRetryOfRehearsalsWaiting(
  db: DatabaseClient,
  payload: RehearsePortPayload,
): Promise<boolean> {
  return ((await attemptsOfWaiting(db, rehearsalsKey(payload))) ?? 0) > 0;
}

function rehearsalsKey({ portId }: RehearsePortPayload): string {
  return `rehearse-port:${portId}`;
}

/** One rehearsal after another, whenever nothing else waits. */
export function enqueueConfirmations(
  db: DatabaseClient,
  payload: ConfirmCulpritsPayload,
): Promise<void> {
  const key = `confirm-culprits:${payload.portId}`;
  const job = { task: 'confirm-culprits', payload, queue: key, key, runAt: null } as const;
  return addJob(db, { ...job, isBackground: true });
}

/** Each port's alerts are decided on by one job, which looks at everything. Null: our own trouble with repositories. */
export function enqueueEvaluation(
  db: DatabaseClient,
  payload: EvaluateAlertsPayload,
): Promise<void> {
  const key = `evaluate-alerts:${payload.portId ?? 'repositories'}`;
  return addJob(db, { task: 'evaluate-alerts', payload, queue: key, key, runAt: null });
}

/**
 * One job sends whatever is due. Asked for at a later time it is a job of its own, which does not put off one that is
 * asked for now.
 */
export function enqueueDeliver(db: DatabaseClient, runAt: Date | null = null): Promise<void> {
  const key = runAt === null ? 'deliver' : 'deliver:later';
  return addJob(db, { task: 'deliver', payload: {}, queue: 'deliver', key, runAt });
}

/** The fixes of an upstream's releases are looked for by one job, which does whatever is due. */
export function enqueueFindFixes(db: DatabaseClient, payload: FindFixesPayload): Promise<void> {
  const key = `find-fixes:${payload.repositoryId}`;
  return addJob(db, { task: 'find-fixes', payload, queue: key, key, runAt: null });
}

/** All readings share a queue: whatever number of pages is asked for, one merge at a time is made for them. */
export function enqueueReadConflicts(
  db: DatabaseClient,
  payload: ReadConflictsPayload,
): Promise<void> {
  const key = readConflictsKey(payload.rehearsalId);
  return addJob(db, { task: 'read-conflicts', payload, queue: 'read-conflicts', key, runAt: null });
}

/** Likewise of patches: the commits are compared for one page at a time. */
export function enqueueReadPatch(db: DatabaseClient, payload: ReadPatchPayload): Promise<void> {
  const key = readPatchKey(payload.revisionId, payload.position);
  return addJob(db, { task: 'read-patch', payload, queue: 'read-patches', key, runAt: null });
}

/** By SQL, so that the job is added in the caller's transaction, or not at all (https://worker.graphile.org/docs/sql-add-job). */
async function addJob(db: DatabaseClient, job: JobToAdd): Promise<void> {
  await db.$executeRaw`
    SELECT graphile_worker.add_job(
      ${job.task}::text, ${JSON.stringify(job.payload)}::json, queue_name => ${job.queue}::text,
      run_at => ${job.runAt}::timestamptz, job_key => ${job.key}::text,
      priority => ${job.isBackground ? BACKGROUND_PRIORITY : 0}::int)`;
}
