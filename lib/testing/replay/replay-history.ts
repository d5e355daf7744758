// Lets the real history of a port happen again: refs appear in the local GitHub in their order, the product polls, measures,
// rehearses and decides with the clock at that moment, and looks again each day.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { pino } from 'pino';

import { listRepositoriesToPoll } from '#lib/db/read/list-repositories-to-poll.ts';
import { parsePortSeeds, seedPorts } from '#lib/db/write/seed-ports.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { mirrorPath, openWorkerContext } from '#lib/jobs/open-worker-context.ts';
import { evaluateAlerts } from '#lib/jobs/evaluate-alerts.ts';
import { findFixes } from '#lib/jobs/find-fixes.ts';
import { measureAll } from '#lib/jobs/poll-once.ts';
import { pollRepository } from '#lib/jobs/poll-repository.ts';
import { rehearsePort } from '#lib/jobs/rehearse-port.ts';
import type { WorkerContext } from '#lib/jobs/worker-context.ts';
import { openMirror } from '#lib/git/mirror.ts';

import {
  startLocalGithub,
  type LocalGithub,
} from '#lib/testing/local-github/start-local-github.ts';
import { lendObjects } from './lend-objects.ts';
import { listRefSteps, type RefStep } from './list-ref-steps.ts';
import { readMessages, scoreAnnouncements, type ReplayedHistory } from './read-replay.ts';

const portsPath = fileURLToPath(new URL('../../../prisma/ports.json', import.meta.url));
const DAY_MS = 86_400_000;
/** What recovers is over after an hour. */
const SETTLED_MS = 3_600_000;
/** What is new after the last ref is looked at for so long. */
const EPILOGUE_MS = 14 * DAY_MS;

/** What a turn does, in this order. */
export const REPLAY_STAGES = ['poll', 'find fixes', 'measure', 'rehearse', 'evaluate'] as const;
export type ReplayStage = (typeof REPLAY_STAGES)[number];

export interface ReplayProgress {
  readonly done: number;
  readonly total: number;
  readonly at: Date;
  /** So far. */
  readonly spentMs: ReadonlyMap<ReplayStage, number>;
}

export interface ReplayInput {
  /** A repository on this machine that holds upstream's tags and the fork's branches and tags. It is only read. */
  readonly repository: string;
  /** An empty database with the schema. */
  readonly databaseUrl: string;
  readonly settings: Settings;
  readonly onTurn: (progress: ReplayProgress) => void;
}

/** With one maintainer who is told everything by mail at once, from the port's first rebase on. Throws when anything fails. */
export async function replayHistory(input: ReplayInput): Promise<ReplayedHistory> {
  const [seed] = parsePortSeeds(await readFile(portsPath, 'utf8'));
  if (!seed || seed.tagPattern === null) throw new Error('There is no port to replay.');
  const { branchPattern, tagPattern } = seed;
  const steps = await listRefSteps(input.repository, { branchPattern, tagPattern });
  const start = steps.find(({ side }) => side === 'fork')?.at;
  if (!start) throw new Error(`${input.repository} has no rebase of ${seed.slug}.`);
  let now = start;
  const github = await startLocalGithub({
    port: 0,
    // Its hours are those of the replay: else the quota of the real hour is used up within minutes.
    now: () => now.getTime(),
    repositories: [seed.upstream, seed.fork].map((fullName) => ({
      fullName,
      path: input.repository,
      refs: [],
    })),
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'tidemark-replay-'));
  const settings = {
    ...input.settings,
    dataDir,
    githubToken: 'replay',
    githubApiUrl: github.apiUrl,
    githubServerUrl: github.serverUrl,
  };
  try {
    await lendObjects(await openMirror(mirrorPath(settings)), input.repository);
    const context = await openWorkerContext({
      settings,
      databaseUrl: input.databaseUrl,
      signal: new AbortController().signal,
      log: pino({ level: 'silent' }),
      now: () => now,
    });
    try {
      await seedPorts(context.database.prisma, [seed]);
      await subscribeMaintainer(context, start);
      const stopwatch = startStopwatch();
      const turns = groupTurns(steps, { start, everyMs: settings.pollIntervalMs });
      for (const [index, turn] of turns.entries()) {
        now = turn.at;
        show(github, turn.steps, seed);
        await takeTurn(context, turn.steps, { names: seed, stopwatch });
        const until = turns[index + 1]?.at ?? new Date(turn.at.getTime() + EPILOGUE_MS);
        for (const at of laterLooks(turn.at, until)) {
          now = at;
          await stopwatch.time('evaluate', () => evaluateAll(context));
        }
        const { spentMs } = stopwatch;
        input.onTurn({ done: index + 1, total: turns.length, at: turn.at, spentMs });
      }
      const { prisma } = context.database;
      const { id: portId } = await prisma.port.findUniqueOrThrow({ where: { slug: seed.slug } });
      return {
        messages: await readMessages(prisma),
        announced: await scoreAnnouncements(prisma, portId),
      };
    } finally {
      await context.database.close();
    }
  } finally {
    await github.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Turn {
  readonly at: Date;
  readonly steps: readonly RefStep[];
}

/** What was there when the port began comes at once; after that, each poll that sees something new has its turn. */
function groupTurns(
  steps: readonly RefStep[],
  { start, everyMs }: { readonly start: Date; readonly everyMs: number },
): readonly Turn[] {
  const turns = new Map<number, RefStep[]>();
  for (const step of steps) {
    const sinceMs = Math.max(0, step.at.getTime() - start.getTime());
    const polls = Math.ceil(sinceMs / everyMs);
    turns.set(polls, [...(turns.get(polls) ?? []), step]);
  }
  return [...turns]
    .toSorted(([a], [b]) => a - b)
    .map(([polls, group]) => ({
      at: new Date(start.getTime() + polls * everyMs),
      steps: group,
    }));
}

/** An hour later, and each day until the next turn. */
function laterLooks(from: Date, until: Date): readonly Date[] {
  const looks: Date[] = [];
  const first = from.getTime() + SETTLED_MS + 1;
  for (let atMs = first; atMs < until.getTime(); atMs += DAY_MS) looks.push(new Date(atMs));
  return looks;
}

interface Names {
  readonly upstream: string;
  readonly fork: string;
}

function show(github: LocalGithub, steps: readonly RefStep[], names: Names): void {
  for (const { side, ref, sha } of steps) {
    github.control({ act: 'set-ref', repository: names[side], ref, sha });
  }
}

interface Stopwatch {
  readonly spentMs: ReadonlyMap<ReplayStage, number>;
  readonly time: <Result>(stage: ReplayStage, run: () => Promise<Result>) => Promise<Result>;
}

function startStopwatch(): Stopwatch {
  const spentMs = new Map<ReplayStage, number>();
  return {
    spentMs,
    time: async (stage, run) => {
      const startedAt = performance.now();
      const result = await run();
      spentMs.set(stage, (spentMs.get(stage) ?? 0) + performance.now() - startedAt);
      return result;
    },
  };
}

/** As the worker does it, from the poll to the alerts. */
async function takeTurn(
  context: WorkerContext,
  steps: readonly RefStep[],
  { names, stopwatch: { time } }: { readonly names: Names; readonly stopwatch: Stopwatch },
): Promise<void> {
  const { prisma } = context.database;
  const moved = new Set(steps.map(({ side }) => names[side]));
  const all = await listRepositoriesToPoll(prisma, { dueAt: null, portSlug: null });
  for (const repository of all) {
    if (!moved.has(repository.fullName)) continue;
    const { reason } = await time('poll', () => pollRepository(context, repository));
    if (reason !== null) throw new Error(reason);
    if (repository.fullName !== names.upstream) continue;
    demandSuccess(await time('find fixes', () => findFixes(context, repository.id)));
  }
  demandSuccess(await time('measure', () => measureAll(context, null, () => undefined)));
  for (const { id } of await prisma.port.findMany({ select: { id: true } })) {
    demandSuccess(await time('rehearse', () => rehearsePort(context, id)));
  }
  await time('evaluate', () => evaluateAll(context));
}

function demandSuccess({ failures }: { readonly failures: readonly string[] }): void {
  if (failures[0] !== undefined) throw new Error(failures[0]);
}

async function evaluateAll(context: WorkerContext): Promise<void> {
  for (const { id } of await context.database.prisma.port.findMany({ select: { id: true } })) {
    await evaluateAlerts(context, id);
  }
}

async function subscribeMaintainer({ database }: WorkerContext, at: Date): Promise<void> {
  await database.prisma.mailAddress.create({
    data: {
      id: 'maintainer',
      address: 'maintainer@example.org',
      verifiedAt: at,
      linkSecret: 'not used',
      createdAt: at,
      subscriptions: {
        create: {
          id: 'everything',
          lines: [],
          subsystems: [],
          kinds: [],
          createdAt: at,
          activeSince: at,
        },
      },
    },
  });
}
