// Whole worlds by name, written into an empty database: what a page or an API test needs to find there.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

import { loadShipped } from './load-shipped.ts';
import { insertSceneFixes } from './scene-fixes.ts';
import { ensureRepository, insertPort, type ScenePort } from './scene-port.ts';
import { insertSceneIncidents } from './scene-incidents.ts';
import { insertSceneRehearsals } from './scene-rehearsals.ts';

/** Twelve rebases on three lines: current; one recorded, one astray from its base, one gone, one that upstream lacks. */
export const lumen: ScenePort = {
  slug: 'lumen',
  name: 'Lumen',
  fork: 'example/lumen-go',
  rebases: [
    { release: 'go1.20', daysAgo: 700, lagDays: 12 },
    { release: 'go1.20.1', daysAgo: 660, lagDays: 4, isRecorded: true },
    { release: 'go1.20.2', daysAgo: 630, lagDays: 0 },
    { release: 'go1.20.3', daysAgo: 600, lagDays: -1, isStray: true },
    { release: 'go1.21.0', daysAgo: 420, lagDays: 20 },
    { release: 'go1.21.1', daysAgo: 390, lagDays: 3, isGone: true },
    { release: 'go1.21.2', daysAgo: 350, lagDays: 2 },
    {
      release: 'go1.21.9',
      daysAgo: 320,
      unmeasuredReason: 'Upstream has no tag go1.21.9, so there is no base to compare with.',
    },
    { release: 'go1.22.0', daysAgo: 130, lagDays: 9, earlierHeads: 2 },
    { release: 'go1.22.1', daysAgo: 90, lagDays: 1 },
    { release: 'go1.22.2', daysAgo: 60, lagDays: 1 },
    { release: 'go1.22.3', daysAgo: 20, lagDays: 2 },
  ],
};

const drift: ScenePort = {
  slug: 'drift',
  name: 'Drift',
  fork: 'example/drift-go',
  rebases: [
    { release: 'go1.22.1', daysAgo: 80 },
    { release: 'go1.22.2', daysAgo: 58 },
  ],
};

const fallow: ScenePort = {
  slug: 'fallow',
  name: 'Fallow',
  fork: 'example/fallow-go',
  rebases: [
    { release: 'go1.20', daysAgo: 640 },
    { release: 'go1.20.1', daysAgo: 600 },
  ],
};

const fresh: ScenePort = {
  slug: 'fresh',
  name: 'Fresh',
  fork: 'example/fresh-go',
  rebases: [{ release: 'go1.22.3', daysAgo: 1, isWaiting: true }],
};

/** Its fork has never been listed. */
const mute: ScenePort = { slug: 'mute', name: 'Mute', fork: 'example/mute-go', rebases: [] };

const scenes = {
  /** A new install that knows no port. */
  empty: async () => {},
  'one-port': (db: DatabaseClient, now: Date) => insertPort(db, lumen, now),
  'ports-in-every-state': async (db: DatabaseClient, now: Date) => {
    for (const port of [lumen, drift, fallow, fresh]) await insertPort(db, port, now);
    await insertSceneFixes(db);
  },
  /** Lumen with steps that were clean, in conflict and failed, and with what lies ahead of it. */
  rehearsed: async (db: DatabaseClient, now: Date) => {
    await insertPort(db, lumen, now);
    await insertSceneRehearsals(db, now);
  },
  /** Ports in every state, with incidents in every state. */
  incidents: async (db: DatabaseClient, now: Date) => {
    for (const port of [lumen, drift, fallow, fresh]) await insertPort(db, port, now);
    await insertSceneFixes(db);
    await insertSceneIncidents(db, now);
  },
  'poll-failed': async (db: DatabaseClient, now: Date) => {
    await insertPort(db, lumen, now);
    await failPolls(db, now);
  },
  /** Lumen as ever, and a port whose fork could not be listed even once. */
  'first-poll-failed': async (db: DatabaseClient, now: Date) => {
    await insertPort(db, lumen, now);
    await insertPort(db, mute, now);
    await failFirstPoll(db, now);
  },
  measuring: async (db: DatabaseClient, now: Date) => {
    await insertPort(db, fresh, now);
    await startWork(db, now);
  },
  /** What a new install shows: the ports that come with the program, and their recorded history. */
  shipped: (db: DatabaseClient) => loadShipped(db),
} as const;

export type SceneName = keyof typeof scenes;

/** Fills an empty, migrated database; ages are told from `now`. */
export async function insertScene(db: DatabaseClient, name: SceneName, now: Date): Promise<void> {
  await scenes[name](db, now);
}

async function failPolls(db: DatabaseClient, now: Date): Promise<void> {
  const repositoryId = await ensureRepository(db, lumen.fork, now);
  const retryAt = new Date(now.getTime() + 9 * 60_000);
  await db.repository.update({
    where: { id: repositoryId },
    data: { failures: 3, nextPollAt: retryAt, listedAt: new Date(now.getTime() - 3_600_000) },
  });
  await db.poll.create({
    data: {
      repositoryId,
      startedAt: new Date(now.getTime() - 61_000),
      finishedAt: new Date(now.getTime() - 60_000),
      outcome: 'failed',
      failureKind: 'server-error',
      reason:
        'GitHub answered 500 three times; what was stored stays, and it is asked again in 10 minutes.',
      restRequests: 3,
      restCharged: 3,
    },
  });
  await db.rateLimit.create({
    data: {
      credential: 'anonymous',
      limit: 60,
      remaining: 0,
      resetAt: retryAt,
      pausedUntil: retryAt,
      pauseReason: 'GitHub says that the 60 requests of this hour are used up.',
      updatedAt: new Date(now.getTime() - 60_000),
    },
  });
}

async function failFirstPoll(db: DatabaseClient, now: Date): Promise<void> {
  const repositoryId = await ensureRepository(db, mute.fork, now);
  await db.poll.deleteMany({ where: { repositoryId } });
  await db.repository.update({
    where: { id: repositoryId },
    data: {
      defaultBranch: null,
      archived: null,
      metadataAt: null,
      listedAt: null,
      fetchedAt: null,
      failures: 2,
      nextPollAt: new Date(now.getTime() + 9 * 60_000),
    },
  });
  const fail = (minutesAgo: number, reason: string) => ({
    repositoryId,
    startedAt: new Date(now.getTime() - minutesAgo * 60_000 - 1000),
    finishedAt: new Date(now.getTime() - minutesAgo * 60_000),
    outcome: 'failed',
    failureKind: 'not-found',
    reason,
  });
  await db.poll.createMany({
    data: [
      fail(
        6,
        `The list of refs of ${mute.fork} was not had in time; not tried again before 14:00 UTC.`,
      ),
      fail(
        1,
        `The list of refs of ${mute.fork} was not had: there is no such repository, or it is private; not tried again before 14:05 UTC.`,
      ),
    ],
  });
}

async function startWork(db: DatabaseClient, now: Date): Promise<void> {
  const startedAt = new Date(now.getTime() - 40_000);
  await db.progress.createMany({
    data: [
      {
        id: 'fetch:golang/go',
        stage: 'Receiving objects',
        done: 123_456_789n,
        total: null,
        unit: 'bytes',
        startedAt,
        updatedAt: now,
      },
      {
        id: 'measure:fresh',
        stage: 'Measuring rebases',
        done: 12n,
        total: 97n,
        unit: 'rebases',
        startedAt,
        updatedAt: now,
      },
    ],
  });
  await db.worker.create({
    data: {
      id: 'worker-1',
      startedAt,
      seenAt: now,
      rssBytes: 187_000_000n,
      gitVersion: 'git version 2.39.5',
      nodeVersion: 'v20.20.2',
    },
  });
}
