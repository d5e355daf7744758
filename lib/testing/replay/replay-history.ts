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
import { evaluateAlerts } from '#lib/jobs/evaluate-alerts.ts';
import { findFixes } from '#lib/jobs/find-fixes.ts';
import { openWorkerContext } from '#lib/jobs/open-worker-context.ts';
import { measureAll } from '#lib/jobs/poll-once.ts';
import { pollRepository } from '#lib/jobs/poll-repository.ts';
import { rehearsePort } from '#lib/jobs/rehearse-port.ts';
import type { WorkerContext } from '#lib/jobs/worker-context.ts';

import { startLocalGithub, type LocalGithub } from '../local-github/start-local-github.ts';
import { listRefSteps, type RefStep } from './list-ref-steps.ts';
import { readMessages, scoreAnnouncements, type ReplayedHistory } from './read-replay.ts';

const portsPath = fileURLToPath(new URL('../../../prisma/ports.json', import.meta.url));
const DAY_MS = 86_400_000;
/** What recovers is over after an hour. */
const SETTLED_MS = 3_600_000;

export interface ReplayInput {
  /** A repository on this machine that holds upstream's tags and the fork's branches and tags. */
  readonly repository: string;
  /** An empty database with the schema. */
  readonly databaseUrl: string;
  readonly settings: Settings;
  readonly onStep: (done: number, total: number, at: Date) => void;
}

/** With one maintainer who is told everything by mail at once, from the port's first rebase on. Throws when anything fails. */
export async function replayHistory(input: ReplayInput): Promise<ReplayedHistory> {
  const [seed] = parsePortSeeds(await readFile(portsPath, 'utf8'));
  if (!seed || seed.tagPattern === null) throw new Error('There is no port to replay.');
  const { branchPattern, tagPattern } = seed;
  const steps = await listRefSteps(input.repository, { branchPattern, tagPattern });
  const start = steps.find(({ side }) => side === 'fork')?.at;
  if (!start) throw new Error(`${input.repository} has no rebase of ${seed.slug}.`);
  const github = await startLocalGithub({
    port: 0,
    repositories: [seed.upstream, seed.fork].map((fullName) => ({
      fullName,
      path: input.repository,
      refs: ['refs/none/*'],
    })),
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'tidemark-replay-'));
  let now = start;
  const context = await openWorkerContext({
    settings: {
      ...input.settings,
      dataDir,
      githubToken: null,
      githubApiUrl: github.apiUrl,
      githubServerUrl: github.serverUrl,
    },
    databaseUrl: input.databaseUrl,
    signal: new AbortController().signal,
    log: pino({ level: 'silent' }),
    now: () => now,
  });
  try {
    await seedPorts(context.database.prisma, [seed]);
    await subscribeMaintainer(context, start);
    const turns = groupSteps(steps, start);
    for (const [index, turn] of turns.entries()) {
      const next = turns[index + 1]?.at ?? new Date(turn.at.getTime() + 14 * DAY_MS);
      now = turn.at;
      show(github, turn.steps, { upstream: seed.upstream, fork: seed.fork });
      await takeTurn(context, turn.steps, seed);
      for (const at of laterLooks(turn.at, next)) {
        now = at;
        await evaluateAll(context);
      }
      input.onStep(index + 1, turns.length, turn.at);
    }
    const { prisma } = context.database;
    return { messages: await readMessages(prisma), announced: await scoreAnnouncements(prisma) };
  } finally {
    await context.database.close();
    await github.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Turn {
  readonly at: Date;
  readonly steps: readonly RefStep[];
}

/** What was there when the port began comes at once; then each moment has its turn. */
function groupSteps(steps: readonly RefStep[], start: Date): readonly Turn[] {
  const turns = new Map<number, RefStep[]>();
  for (const step of steps) {
    const atMs = Math.max(step.at.getTime(), start.getTime());
    turns.set(atMs, [...(turns.get(atMs) ?? []), step]);
  }
  return [...turns]
    .toSorted(([a], [b]) => a - b)
    .map(([atMs, group]) => ({ at: new Date(atMs), steps: group }));
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

/** As the worker does it, from the poll to the alerts. */
async function takeTurn(
  context: WorkerContext,
  steps: readonly RefStep[],
  names: Names,
): Promise<void> {
  const { prisma } = context.database;
  const moved = new Set(steps.map(({ side }) => names[side]));
  const all = await listRepositoriesToPoll(prisma, { dueAt: null, portSlug: null });
  for (const repository of all) {
    if (!moved.has(repository.fullName)) continue;
    const { reason } = await pollRepository(context, repository);
    if (reason !== null) throw new Error(reason);
    if (repository.fullName !== names.upstream) continue;
    const { failures } = await findFixes(context, repository.id);
    if (failures[0] !== undefined) throw new Error(failures[0]);
  }
  const { failures } = await measureAll(context, null, () => undefined);
  if (failures[0] !== undefined) throw new Error(failures[0]);
  for (const { id } of await prisma.port.findMany({ select: { id: true } })) {
    const rehearsed = await rehearsePort(context, id);
    if (rehearsed.failures[0] !== undefined) throw new Error(rehearsed.failures[0]);
  }
  await evaluateAll(context);
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
