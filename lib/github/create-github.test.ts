import { createServer, type Server } from 'node:http';
import { inspect } from 'node:util';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { getRestAnswer } from '#lib/db/read/get-rest-answer.ts';
import { getRestPause } from '#lib/db/read/get-rest-pause.ts';
import { recordRateLimit } from '#lib/db/write/record-rate-limit.ts';
import { storeRestAnswer } from '#lib/db/write/store-rest-answer.ts';
import { createTestRepo, createTestRoot } from '#lib/testing/git-repo.ts';
import type { PlannedFault } from '#lib/testing/local-github/fault.ts';
import {
  startLocalGithub,
  type LocalGithub,
} from '#lib/testing/local-github/start-local-github.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { createGithub, type Github, type GithubOptions } from './create-github.ts';
import { GitHubError } from './github-error.ts';

const TOKEN = 'ghp_canary0123456789';

let root: ReturnType<typeof createTestRoot>;
let database: TestDatabase;
let server: LocalGithub;
let clock: Date;
const logged: string[] = [];

beforeAll(async () => {
  root = createTestRoot();
  createTestRepo(root.path).commit({ files: { a: '1' } });
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  root.remove();
});
beforeEach(async () => {
  clock = new Date();
  logged.length = 0;
  const hosted = { path: `${root.path}/repository.git` };
  server = await startLocalGithub({
    port: 0,
    repositories: [
      { ...hosted, fullName: 'golang/go' },
      { ...hosted, fullName: 'usbarmory/tamago-go', parent: 'golang/go' },
    ],
  });
});
afterEach(async () => {
  const unknown = server.unknownRequests();
  await server.close();
  await database.prisma.restAnswer.deleteMany();
  await database.prisma.rateLimit.deleteMany();
  if (unknown.length > 0) throw new Error(`The local GitHub does not know ${unknown[0]?.url}.`);
});

/** As a worker composes it: what must outlive a process is in Postgres. */
function connect(more: Partial<GithubOptions> = {}): Github {
  const { prisma } = database;
  return createGithub({
    apiUrl: server.apiUrl,
    token: TOKEN,
    store: {
      get: (key) => getRestAnswer(prisma, key),
      put: (answer) => storeRestAnswer(prisma, answer),
    },
    gate: {
      pause: (credential, at) => getRestPause(prisma, credential, at),
      record: (observation) => recordRateLimit(prisma, observation),
    },
    now: () => clock,
    log: { debug: (text) => logged.push(text), warn: (text) => logged.push(text) },
    ...more,
  });
}

async function failureOf(asked: Promise<unknown>): Promise<GitHubError> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof GitHubError) return error;
    throw error;
  }
  throw new Error('It was answered.');
}

function inSeconds(seconds: number): Date {
  return new Date(clock.getTime() + seconds * 1000);
}

const fork = 'usbarmory/tamago-go';

describe('getRepository', () => {
  it('gives the fields that the product uses', async () => {
    const answer = await connect().getRepository(fork);
    expect(answer).toEqual({
      kind: 'fresh',
      repository: {
        githubId: 1002,
        fullName: fork,
        defaultBranch: 'master',
        archived: false,
        pushedAt: expect.any(Date),
        parent: 'golang/go',
      },
      cost: { requests: 1, charged: 1 },
      rate: { limit: 5000, remaining: 4999, resetAt: expect.any(Date) },
    });
  });

  it('costs nothing with a token when nothing has changed, also in another process', async () => {
    const first = await connect().getRepository(fork);
    const second = await connect().getRepository(fork);
    expect(second).toMatchObject({ kind: 'unchanged', cost: { requests: 1, charged: 0 } });
    expect(second.repository).toEqual(first.repository);
    expect(server.requests().map(({ status, charged }) => [status, charged])).toEqual([
      [200, true],
      [304, false],
    ]);
  });

  it('counts a 304 without a token, as GitHub does', async () => {
    const anonymous = connect({ token: null });
    await anonymous.getRepository(fork);
    const second = await anonymous.getRepository(fork);
    expect(second).toMatchObject({
      kind: 'unchanged',
      cost: { charged: 1 },
      rate: { remaining: 58 },
    });
    expect(server.requests().map(({ hasToken, charged }) => [hasToken, charged])).toEqual([
      [false, true],
      [false, true],
    ]);
  });

  it('does not use the ETag of another credential', async () => {
    await connect().getRepository(fork);
    const other = await connect({ token: 'ghp_other' }).getRepository(fork);
    expect(other.kind).toBe('fresh');
  });

  it('sees a change at once', async () => {
    await connect().getRepository(fork);
    server.control({ act: 'describe', repository: fork, archived: true });
    const changed = await connect().getRepository(fork);
    expect(changed).toMatchObject({ kind: 'fresh', repository: { archived: true } });
  });

  it('asks anew when what it stored is of an older form', async () => {
    const github = connect();
    await github.getRepository(fork);
    await database.prisma.restAnswer.updateMany({ data: { body: { id: 1002 } } });
    expect(await github.getRepository(fork)).toMatchObject({ kind: 'fresh' });
    expect(await github.getRepository(fork)).toMatchObject({ kind: 'unchanged' });
  });

  it('follows a rename, says the new name, and asks about it for free from then on', async () => {
    const github = connect();
    await github.getRepository(fork);
    server.control({ act: 'rename', repository: fork, to: 'f-secure/tamago' });
    expect(await github.getRepository(fork)).toMatchObject({
      kind: 'renamed',
      repository: { fullName: 'f-secure/tamago', githubId: 1002 },
      cost: { requests: 2 },
    });
    expect(await github.getRepository('f-secure/tamago')).toMatchObject({ kind: 'fresh' });
    expect(await github.getRepository('f-secure/tamago')).toMatchObject({ kind: 'unchanged' });
  });

  it('calls a name in other letters renamed, so that it is kept as GitHub spells it', async () => {
    const answer = await connect().getRepository('USBArmory/Tamago-Go');
    expect(answer).toMatchObject({ kind: 'renamed', repository: { fullName: fork } });
  });

  it('takes an API base with a slash at its end', async () => {
    const github = connect({ apiUrl: `${server.apiUrl}/` });
    expect((await github.getRepository(fork)).kind).toBe('fresh');
  });
});

describe('a limit', () => {
  it('is told with its end, and nothing more is sent before that, by any worker', async () => {
    server.addFault({ fault: { kind: 'primary-limit', resetInSeconds: 600 } });
    const error = await failureOf(connect().getRepository(fork));
    expect(error).toMatchObject({ failureKind: 'rate-limited', status: 403, retryable: true });
    expect(error.message).toBe(
      'Asked about usbarmory/tamago-go, GitHub answered 403: the rate limit of 5000 requests an hour is used up.',
    );
    const wait = (error.retryAt?.getTime() ?? 0) - clock.getTime();
    expect(wait).toBeGreaterThan(590_000);
    expect(wait).toBeLessThanOrEqual(610_000);

    server.clearFaults();
    server.forgetRequests();
    for (const name of [fork, 'golang/go']) {
      expect(await failureOf(connect().getRepository(name))).toMatchObject({
        failureKind: 'rate-limited',
        retryAt: error.retryAt,
        cost: { requests: 0, charged: 0 },
      });
    }
    expect(server.requests()).toEqual([]);

    clock = error.retryAt ?? clock;
    expect((await connect().getRepository(fork)).kind).toBe('fresh');
  });

  it('bars only the credential that reached it', async () => {
    server.addFault({ fault: { kind: 'primary-limit' }, times: 1 });
    await failureOf(connect().getRepository(fork));
    expect((await connect({ token: null }).getRepository(fork)).kind).toBe('fresh');
  });

  it('is respected before it is overstepped: the last request of the hour ends in a pause', async () => {
    server.control({ act: 'set-allowance', token: null, remaining: 1, resetInSeconds: 300 });
    const anonymous = connect({ token: null });
    expect(await anonymous.getRepository(fork)).toMatchObject({ rate: { remaining: 0 } });
    server.forgetRequests();
    const error = await failureOf(anonymous.getRepository(fork));
    expect(error.failureKind).toBe('rate-limited');
    expect(error.message).toContain('The rate limit of 60 requests an hour is used up.');
    expect(server.requests()).toEqual([]);
  });

  it.each([
    [403, '17', 17],
    [429, '17', 17],
    [403, null, 60],
    [429, null, 60],
    [403, 'soon', 60],
  ] as const)(
    'of the second kind, %i with retry-after %s, pauses %i s',
    async (status, retryAfter, seconds) => {
      server.addFault({ fault: { kind: 'secondary-limit', status, retryAfter } });
      const error = await failureOf(connect().getRepository(fork));
      expect(error).toMatchObject({
        failureKind: 'secondary-limit',
        status,
        retryAt: inSeconds(seconds),
      });
      server.forgetRequests();
      clock = inSeconds(seconds - 1);
      await failureOf(connect().getRepository(fork));
      expect(server.requests()).toEqual([]);
    },
  );

  it('is not made of a 403 that has nothing to do with it', async () => {
    server.addFault({ fault: { kind: 'status', status: 403 }, times: 1 });
    const error = await failureOf(connect().getRepository(fork));
    expect(error).toMatchObject({ failureKind: 'forbidden', retryAt: null, retryable: false });
    expect((await connect().getRepository(fork)).kind).toBe('fresh');
  });
});

describe('a failure', () => {
  it.each([
    [401, 'unauthorized', false],
    [404, 'not-found', false],
    [410, 'gone', false],
    [451, 'unavailable-for-legal-reasons', false],
    [400, 'malformed-answer', true],
    [500, 'server-error', true],
    [502, 'server-error', true],
    [503, 'server-error', true],
    [504, 'server-error', true],
  ] as const)('with status %i is called %s', async (status, failureKind, retryable) => {
    server.addFault({ fault: { kind: 'status', status } });
    const error = await failureOf(connect().getRepository(fork));
    expect(error).toMatchObject({ failureKind, status, retryable, cost: { requests: 1 } });
    expect(error.message).toMatch(
      new RegExp(`^Asked about ${fork}, GitHub answered ${status}.*\\.$`),
    );
  });

  it('of the server may say when to come back', async () => {
    server.addFault({ fault: { kind: 'status', status: 503, retryAfter: '120' } });
    expect((await failureOf(connect().getRepository(fork))).retryAt).toEqual(inSeconds(120));
  });

  it('is what a repository that does not exist is', async () => {
    const error = await failureOf(connect().getRepository('no/such'));
    expect(error.message).toBe(
      'Asked about no/such, GitHub answered 404: there is no such repository, or it is not public.',
    );
  });

  const broken: readonly [string, PlannedFault['fault'], string][] = [
    ['truncated JSON', { kind: 'truncated' }, 'malformed-answer'],
    ['an empty body', { kind: 'truncated', afterBytes: 0 }, 'malformed-answer'],
    [
      'a page in HTML',
      { kind: 'content-type', contentType: 'text/html', body: '<p>hi' },
      'malformed-answer',
    ],
    [
      'JSON of another kind',
      { kind: 'content-type', contentType: 'application/json', body: '{"id":"x"}' },
      'malformed-answer',
    ],
    [
      'a JSON list',
      { kind: 'content-type', contentType: 'application/json', body: '[]' },
      'malformed-answer',
    ],
    ['a body cut off', { kind: 'cut', at: 'body' }, 'malformed-answer'],
    ['a connection closed at once', { kind: 'cut', at: 'start' }, 'network'],
    ['a connection closed within the header', { kind: 'cut', at: 'header' }, 'network'],
    ['silence', { kind: 'slow', delayMs: 60_000 }, 'network'],
    ['a body that trickles', { kind: 'slow', bytesPerSecond: 20 }, 'network'],
  ];
  it.each(broken)('is %s, and the next answer is a whole one', async (name, fault, failureKind) => {
    const isSlow = fault.kind === 'slow';
    const github = connect(isSlow ? { timeoutMs: 700 } : {});
    await connect().getRepository(fork);
    // Its ETag would be answered with a 304, which has no body to spoil.
    await database.prisma.restAnswer.deleteMany();
    server.addFault({ fault, times: 1 });
    const error = await failureOf(github.getRepository(fork));
    expect([name, error.failureKind, error.retryable]).toEqual([name, failureKind, true]);
    expect(error.message).toMatch(/^Asked about usbarmory\/tamago-go, GitHub .*\.$/);
    expect(await database.prisma.restAnswer.count()).toBe(0);
    expect((await connect().getRepository(fork)).kind).toBe('fresh');
  });

  it('is a server that is not there', async () => {
    const nobody = connect({ apiUrl: 'http://127.0.0.1:9/api/v3' });
    expect(await failureOf(nobody.getRepository(fork))).toMatchObject({ failureKind: 'network' });
  });
});

describe('the token', () => {
  let stranger: Server;
  let heard: (string | undefined)[];
  beforeEach(async () => {
    heard = [];
    stranger = createServer((request, response) => {
      heard.push(request.headers.authorization);
      response.writeHead(301, { location: `${server.apiUrl}/repos/${fork}` }).end('{}');
    });
    await new Promise<void>((resolve) => {
      stranger.listen(0, '127.0.0.1', resolve);
    });
  });
  afterEach(async () => {
    await new Promise((resolve) => {
      stranger.close(resolve);
    });
  });

  it('is not sent where a redirect leads away from the API', async () => {
    const address = stranger.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const github = connect({ apiUrl: `http://127.0.0.1:${port}/api/v3` });
    const error = await failureOf(github.getRepository(fork));
    expect(error).toMatchObject({ failureKind: 'malformed-answer', status: 301 });
    expect(heard).toEqual([`token ${TOKEN}`]);
    expect(server.requests()).toEqual([]);
  });

  it('is in no error, no log and no row', async () => {
    server.addFault({ fault: { kind: 'cut', at: 'start' }, times: 1 });
    server.addFault({ fault: { kind: 'status', status: 401 }, times: 1 });
    server.addFault({ fault: { kind: 'content-type', contentType: 'text/html' }, times: 1 });
    const github = connect();
    const shown: string[] = [];
    for (let times = 0; times < 3; times += 1) {
      const error = await failureOf(github.getRepository(fork));
      shown.push(inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error));
    }
    await github.getRepository(fork);
    const rows = await Promise.all([
      database.prisma.restAnswer.findMany(),
      database.prisma.rateLimit.findMany(),
    ]);
    expect(rows.flat()).toHaveLength(2);
    expect(logged.length).toBeGreaterThan(0);
    expect([...shown, ...logged, JSON.stringify(rows)].join('\n')).not.toContain(TOKEN);
  });
});
