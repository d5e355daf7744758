// A small world for tests of the whole path: an upstream and a fork in real repositories, a local GitHub over them, a
// database with a port, and the worker's context. Nothing in it is faked.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { pino } from 'pino';

import { parseSettings, type Settings } from '#lib/domain/settings.ts';
import { listRepositoriesToPoll } from '#lib/db/read/list-repositories-to-poll.ts';
import { openWorkerContext } from '#lib/jobs/open-worker-context.ts';
import { pollRepository, type PolledRepository } from '#lib/jobs/poll-repository.ts';
import { measureAll, type Round } from '#lib/jobs/poll-once.ts';
import type { WorkerContext } from '#lib/jobs/worker-context.ts';

import { createTestRepo, createTestRoot, type CommitRecipe, type TestRepo } from './git-repo.ts';
import { startLocalGithub, type LocalGithub } from './local-github/start-local-github.ts';
import { mintPort, type MintedPort } from './mint-port.ts';
import type { TestDatabase } from './template-database.ts';

export interface PollWorld {
  readonly repo: TestRepo;
  readonly github: LocalGithub;
  readonly database: TestDatabase;
  readonly port: MintedPort;
  readonly settings: Settings;
  readonly context: WorkerContext;
  /** Upstream first, as the product does; whatever their next poll is due. By another worker than the world's own if given. */
  readonly poll: (by?: WorkerContext) => Promise<{
    readonly upstream: PolledRepository;
    readonly fork: PolledRepository;
  }>;
  readonly pollFork: () => Promise<PolledRepository>;
  readonly measure: () => Promise<Round>;
  /** The same data and settings for another worker, with another token. */
  readonly openContext: (change?: Partial<Settings>) => Promise<WorkerContext>;
  readonly close: () => Promise<void>;
}

/**
 * go1.20 to go1.21.1 upstream, a port on go1.20, go1.20.1 and go1.21.0; the fork tags the first. `database` has the program's
 * schema and no port, and is closed with the world.
 */
export async function openPollWorld(
  database: TestDatabase,
  change: Partial<Settings> = {},
): Promise<PollWorld> {
  const root = createTestRoot();
  const repo = createTestRepo(root.path);
  buildHistory(repo);
  const port = await mintPort(database.prisma);
  const github = await startLocalGithub({
    port: 0,
    repositories: [
      {
        fullName: port.upstream.fullName,
        path: repo.gitDir,
        refs: ['refs/tags/go*', 'refs/heads/master'],
      },
      {
        fullName: port.fork.fullName,
        path: repo.gitDir,
        refs: ['refs/heads/tamago*', 'refs/tags/tamago*'],
      },
    ],
  });
  const dataDir = path.join(root.path, 'data');
  mkdirSync(dataDir);
  const settings = {
    ...defaultSettings(),
    dataDir,
    githubApiUrl: github.apiUrl,
    githubServerUrl: github.serverUrl,
    ...change,
  };
  const contexts: WorkerContext[] = [];
  const openContext = async (other: Partial<Settings> = {}): Promise<WorkerContext> => {
    const opened = await openWorkerContext({
      settings: { ...settings, ...other },
      databaseUrl: database.url,
      signal: new AbortController().signal,
      log: pino({ level: 'silent' }),
    });
    contexts.push(opened);
    return opened;
  };
  const context = await openContext();
  const pollOne = async (id: number, by = context): Promise<PolledRepository> => {
    const all = await listRepositoriesToPoll(database.prisma, { dueAt: null, portSlug: port.slug });
    const repository = all.find((candidate) => candidate.id === id);
    if (!repository) throw new Error('The world has lost a repository.');
    return pollRepository(by, repository);
  };
  return {
    repo,
    github,
    database,
    port,
    settings,
    context,
    poll: async (by) => ({
      upstream: await pollOne(port.upstream.id, by),
      fork: await pollOne(port.fork.id, by),
    }),
    pollFork: () => pollOne(port.fork.id),
    measure: () => measureAll(context, port.slug, () => undefined),
    openContext,
    close: async () => {
      const unknown = github.unknownRequests();
      for (const opened of contexts) await opened.database.close();
      await github.close();
      await database.close();
      root.remove();
      if (unknown.length > 0)
        throw new Error(`GitHub has no ${unknown[0]?.method} ${unknown[0]?.url}.`);
    },
  };
}

function defaultSettings(): Settings {
  const parsed = parseSettings({});
  if (parsed.kind === 'wrong') throw new Error(parsed.sentence);
  return parsed.settings;
}

function buildHistory(repo: TestRepo): void {
  const commits = repo.commits([
    {
      files: {
        'src/runtime/os_js.go': `//go:build js\n\n${source('runtime')}// waits for the event loop\nvar waiting = true\n`,
        'src/runtime/proc.go': source('runtime'),
        'src/net/net.go': `//go:build !js\n\n${source('net')}`,
        'src/os/file.go': source('os'),
      },
      message: 'go1.20\n',
    },
    { files: { 'src/os/file.go': `${source('os')}// fixed\n` } },
    { files: { 'src/runtime/new.go': source('runtime') } },
    { files: { 'src/runtime/new.go': `${source('runtime')}//\n` } },
  ]);
  for (const [index, release] of ['1.20', '1.20.1', '1.21.0', '1.21.1'].entries()) {
    repo.tag(`go${release}`, commits[index] ?? '');
  }
  repo.commits(['1.20', '1.20.1', '1.21.0'].map((release) => portTo(release)));
  repo.annotatedTag('tamago-go1.20', 'refs/heads/tamago1.20');
}

function source(name: string): string {
  return `package ${name}\n\nfunc F() int {\n\treturn 1\n}\n`;
}

/** Puts the port onto a release: three files of its own or edited, on a branch of the fork. */
export function publish(
  repo: TestRepo,
  release: string,
  extra: Record<string, string> = {},
): string {
  return repo.commit(portTo(release, extra));
}

function portTo(release: string, extra: Record<string, string> = {}): CommitRecipe {
  return {
    on: `refs/heads/tamago${release}`,
    parents: [`refs/tags/go${release}`],
    files: {
      'src/runtime/os_tamago.go': `//go:build tamago\n\npackage runtime\n\nfunc F() int {\n\treturn 1\n}\n// waits for the event loop\nvar waiting = true\n`,
      'src/net/net.go': `//go:build !js && !tamago\n\npackage net\n\nfunc F() int {\n\treturn 1\n}\n`,
      'README.md': `The port on go${release}.\n`,
      ...extra,
    },
    message: `port to go${release}\n`,
  };
}
