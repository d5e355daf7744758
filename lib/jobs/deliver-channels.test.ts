// Every channel through the outbox, to receivers over real sockets and a local GitHub, and what each of their failures makes
// of a delivery; after each the same oracle is asked.
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { findWrongs } from '#lib/testing/delivery-oracle.ts';
import {
  createDeliveryWorld,
  TEST_ACCESS_TOKEN,
  TEST_APP_SECRET,
  TEST_PATH,
  type DeliveryWorld,
  type TestEndpoint,
} from '#lib/testing/delivery-world.ts';
import { createTestRepo, createTestRoot } from '#lib/testing/git-repo.ts';
import type { PlannedFault } from '#lib/testing/local-github/fault.ts';
import {
  startLocalGithub,
  type LocalGithub,
} from '#lib/testing/local-github/start-local-github.ts';
import { startSmtpSink, type MailReceipt } from '#lib/testing/sinks/smtp-sink.ts';
import type { SinkMode } from '#lib/testing/sinks/webhook-sink.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { deliverDue } from './deliver.ts';

const MINUTE = 60_000;
const CHATS = ['slack', 'discord', 'matrix'] as const;
const secrets = {
  githubToken: 'ghp_canary0token0123456789',
  githubClientSecret: 'client-secret-canary',
  githubWebhookSecret: 'webhook-secret-canary',
};
/** Where somebody is silent on purpose. */
const SHORT_MS = 400;

let database: TestDatabase;
let world: DeliveryWorld;
let github: LocalGithub;
let root: ReturnType<typeof createTestRoot>;
let webhooks: readonly TestEndpoint[];
let chats: readonly TestEndpoint[];
let mails: readonly MailReceipt[];

beforeAll(async () => {
  database = await createTestDatabase();
  root = createTestRoot();
  const { gitDir } = createTestRepo(root.path);
  github = await startLocalGithub({
    port: 0,
    repositories: [{ fullName: 'fork/any', path: gitDir }],
  });
  const { apiUrl: githubApiUrl } = github;
  world = await createDeliveryWorld(database, { githubApiUrl, ...secrets });
  github.control({ act: 'rename', repository: 'fork/any', to: world.port.fork.fullName });
});
afterAll(async () => {
  const unknown = github.unknownRequests();
  await world.close();
  await github.close();
  await database.close();
  root.remove();
  if (unknown.length > 0) throw new Error(`The local GitHub does not know ${unknown[0]?.url}.`);
});
beforeEach(() => {
  webhooks = [];
  chats = [];
  mails = [];
});
afterEach(async () => {
  github.clearFaults();
  const wrongs = await findWrongs(
    database,
    {
      webhooks: webhooks.map(toReceived),
      chats: chats.map(toReceived),
      mails: [...world.smtp.receipts(), ...mails],
      issues: github.listIssues(world.port.fork.fullName),
    },
    { mostRepeated: 0 },
  );
  await world.reset();
  if (wrongs.length > 0) throw new Error(wrongs.join('\n'));
});

function toReceived({ id, secret, sink }: TestEndpoint) {
  return { endpointId: id, secrets: [secret], receipts: sink.receipts() };
}

/** By channel: how it stands, when it is due in minutes from now, and what its last attempt was told. */
async function rows() {
  const all = await database.prisma.delivery.findMany({
    where: { channel: { not: 'mail' } },
    include: { log: { orderBy: { number: 'desc' }, take: 1 }, endpoint: true },
    orderBy: { id: 'asc' },
  });
  return all.map(({ channel, state, dueAt, log, endpoint }) => ({
    channel,
    state,
    minutes: (dueAt.getTime() - world.context.now().getTime()) / MINUTE,
    status: log[0]?.status,
    reason: log[0]?.reason,
    answer: log[0]?.answer,
    endpoint: endpoint?.state,
  }));
}

const receivers = () => [...webhooks, ...chats];
const status = (code: number, headers: Record<string, string> = {}): SinkMode => ({
  kind: 'status',
  status: code,
  headers,
});

const issuesOf = (incidentId: string) =>
  github
    .listIssues(world.port.fork.fullName)
    .filter(({ body }) => body?.includes(incidentId) === true);
const writes = () => github.requests().filter(({ method }) => method !== 'GET');

describe('a webhook, Slack, Discord and Matrix', () => {
  beforeEach(async () => {
    webhooks = [await world.addWebhook()];
    for (const channel of CHATS) chats = [...chats, await world.addChat(channel)];
  });

  const elsewhere = { location: 'http://127.0.0.1:1/' };

  it('are told the same news in order, each in its own form and at its own address', async () => {
    const incidentId = await world.openIncident();
    for (const kind of ['opened', 'updated', 'resolved'] as const) {
      await world.happen(incidentId, kind);
    }
    expect(await world.deliver()).toEqual({ delivered: 12, retry: 0, dead: 0, lost: 0 });
    const [slack, discord, matrix] = chats.map(({ sink }) => sink.receipts());
    expect(slack?.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array.from({ length: 3 }, () => `POST ${TEST_PATH}`),
    );
    expect(JSON.parse(slack?.[0]?.body ?? '')).toMatchObject({ blocks: expect.any(Array) });
    expect(discord?.[0]?.path).toBe(`${TEST_PATH}?wait=true`);
    expect(JSON.parse(discord?.[0]?.body ?? '')).toMatchObject({ embeds: expect.any(Array) });
    const ids = await database.prisma.delivery.findMany({
      where: { channel: 'matrix' },
      orderBy: { seq: 'asc' },
    });
    expect(matrix?.map(({ method, path }) => `${method} ${path}`)).toEqual(
      ids.map(
        ({ id }) => `PUT /_matrix/client/v3/rooms/!room%3Aexample.org/send/m.room.message/${id}`,
      ),
    );
    expect(matrix?.[0]?.headers['authorization']).toBe(`Bearer ${TEST_ACCESS_TOKEN}`);
    expect(JSON.parse(matrix?.[0]?.body ?? '')).toMatchObject({ msgtype: 'm.text' });
  });

  it.each<[string, SinkMode, number, number | null]>([
    ['400', status(400), 5, 400],
    ['401', status(401), 5, 401],
    ['404', status(404), 5, 404],
    ['429 with Retry-After', status(429, { 'retry-after': '180' }), 3, 429],
    ['500', status(500), 5 / 60, 500],
    ['503 with Retry-After', status(503, { 'retry-after': '7200' }), 120, 503],
    ['a redirect', status(307, elsewhere), 5, 307],
    ['an error of 10 MB', { kind: 'flood', status: 502, bytes: 10_000_000 }, 5 / 60, 502],
    ['silence', { kind: 'hang' }, 5 / 60, null],
    ['a connection that is closed', { kind: 'drop' }, 5 / 60, null],
    ['a connection that is reset', { kind: 'reset' }, 5 / 60, null],
  ])('are asked again after %s when it is time, and then told', async (_, mode, minutes, code) => {
    for (const { sink } of receivers()) sink.script([mode]);
    await world.happen(await world.openIncident());
    await world.deliver(mode.kind === 'hang' ? SHORT_MS : undefined);
    const waiting = await rows();
    expect(waiting.map(({ state, status: told }) => [state, told])).toEqual(
      receivers().map(() => ['scheduled', code]),
    );
    for (const row of waiting) {
      expect(row.minutes).toBeCloseTo(minutes, 0);
      expect(row.answer?.length ?? 0).toBeLessThanOrEqual(2_000);
    }
    expect(await world.deliver()).toMatchObject({ delivered: 0, retry: 0 });
    world.clock.forward(minutes * MINUTE + 1_000);
    expect(await world.deliver()).toMatchObject({ delivered: 4 });
    expect(receivers().map(({ sink }) => sink.receipts().length)).toEqual([2, 2, 2, 2]);
  });

  it.each([400, 403, 404, 307])('are given up when it is %i the second time too', async (code) => {
    for (const { sink } of receivers()) sink.script([], status(code, elsewhere));
    await world.happen(await world.openIncident());
    await world.deliver();
    world.clock.forward(10 * MINUTE);
    expect(await world.deliver()).toMatchObject({ dead: 4 });
    expect((await rows()).map(({ state, endpoint }) => [state, endpoint])).toEqual(
      receivers().map(() => ['dead', 'active']),
    );
  });

  it('are written to no more when they say that they are gone, and their owner is told', async () => {
    for (const { sink } of receivers()) sink.script([status(410)]);
    const incidentId = await world.openIncident();
    await world.happen(incidentId);
    await world.happen(incidentId);
    expect(await world.deliver()).toMatchObject({ dead: 4, delivered: 4 });
    expect((await rows()).map(({ state, endpoint }) => [state, endpoint])).toEqual(
      Array.from({ length: 8 }, () => ['dead', 'disabled']),
    );
    expect(world.smtp.receipts()).toHaveLength(4);
  });
});

describe('the living issue of an incident', () => {
  beforeEach(async () => {
    github.forgetRequests();
    await world.addEndpoint({
      channel: 'github-issue',
      repository: world.port.fork.fullName,
    });
  });

  it('is one, edited in place, closed when it is over and opened when it is back', async () => {
    const incidentId = await world.openIncident();
    const seen: string[] = [];
    for (const kind of ['opened', 'updated', 'resolved', 'regressed'] as const) {
      await world.happen(incidentId, kind);
      expect(await world.deliver()).toMatchObject({ delivered: 1 });
      seen.push(...issuesOf(incidentId).map(({ number, state }) => `${kind}: ${number} ${state}`));
    }
    expect(seen).toEqual([
      'opened: 1 open',
      'updated: 1 open',
      'resolved: 1 closed',
      'regressed: 1 open',
    ]);
    expect(new Set(writes().map(({ url }) => url.replace(/\/\d+$/, '')))).toEqual(
      new Set([`/api/v3/repos/${world.port.fork.fullName}/issues`]),
    );
  });

  it.each<[string, PlannedFault['fault'], number, unknown]>([
    ['401', { kind: 'status', status: 401 }, 5, 401],
    ['403', { kind: 'status', status: 403 }, 5, 403],
    ['404', { kind: 'status', status: 404 }, 5, 404],
    ['500', { kind: 'status', status: 500 }, 5 / 60, 500],
    ['503 with Retry-After', { kind: 'status', status: 503, retryAfter: '7200' }, 120, 503],
    ['too many at once', { kind: 'secondary-limit', status: 429, retryAfter: '180' }, 3, 429],
    ['nothing left of the hour', { kind: 'primary-limit', resetInSeconds: 1800 }, 30, 403],
    ['silence', { kind: 'slow', delayMs: 3 * SHORT_MS }, 5 / 60, null],
    ['a connection that is closed', { kind: 'cut', at: 'start' }, 5 / 60, null],
    ['an answer that breaks off', { kind: 'truncated' }, 5 / 60, expect.any(Number)],
  ])('is there once, whatever was answered %s at first', async (_, fault, minutes, code) => {
    // The one that looks for it, then the one that makes it.
    for (const skip of [0, 1]) {
      github.addFault({ fault, scope: { on: 'rest' }, skip, times: 1 });
      const incidentId = await world.openIncident();
      await world.happen(incidentId);
      const isSilent = fault.kind === 'slow';
      expect(await world.deliver(isSilent ? SHORT_MS : undefined)).toMatchObject({ retry: 1 });
      const waiting = (await rows()).find(({ state }) => state === 'scheduled');
      expect(waiting).toMatchObject({ channel: 'github-issue', status: code });
      expect(waiting?.minutes).toBeCloseTo(minutes, 0);
      world.clock.forward(minutes * MINUTE + 2_000);
      expect(await world.deliver()).toMatchObject({ delivered: 1 });
      expect(issuesOf(incidentId)).toHaveLength(1);
    }
  });

  it('ends with a repository that is gone or takes no issues, and its maintainer is told', async () => {
    github.addFault({ fault: { kind: 'status', status: 410 }, scope: { on: 'rest' }, times: 1 });
    await world.happen(await world.openIncident());
    expect(await world.deliver()).toMatchObject({ dead: 1 });
    expect(await rows()).toMatchObject([{ state: 'dead', endpoint: 'disabled' }]);
    expect(world.smtp.receipts()).toHaveLength(1);
    expect(writes()).toEqual([]);
  });
});

describe('no secret', () => {
  const mail = { user: 'somebody', password: 'smtp-canary-word' };

  it('stands in a log, a mail, a message or the database, though receivers repeat all that they are sent', async () => {
    webhooks = [await world.addWebhook()];
    for (const channel of CHATS) chats = [...chats, await world.addChat(channel)];
    await world.addEndpoint({ channel: 'github-issue', repository: world.port.fork.fullName });
    await world.addReader('reader@example.org');
    for (const { sink } of [...webhooks, ...chats]) {
      sink.script([500, 404, 200].map((code) => ({ kind: 'echo', status: code })));
    }
    for (const code of [401, 500] as const) {
      github.addFault({ fault: { kind: 'status', status: code }, scope: { on: 'rest' }, times: 1 });
    }
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
    const server = await startSmtpSink({ account: mail });
    const smtpUrls = [`${mail.user}:not-${mail.password}`, `${mail.user}:${mail.password}`].map(
      (account) => server.url.replace('//', `//${account}@`),
    );
    const settings = { ...world.context.settings, ...secrets };
    await world.happen(await world.openIncident());
    for (const smtpUrl of [...smtpUrls, ...smtpUrls]) {
      const context = { ...world.context, log, settings: { ...settings, smtpUrl } };
      await deliverDue(context, { issuePauseMs: 0 });
      world.clock.forward(10 * MINUTE);
    }
    expect((await rows()).map(({ state }) => state)).toEqual(
      Array.from({ length: 5 }, () => 'delivered'),
    );
    expect(server.receipts()).toHaveLength(1);
    mails = server.receipts();
    await server.close();

    const told = [...webhooks, ...chats].flatMap(({ sink }) =>
      sink.receipts().map(({ body }) => body),
    );
    const issues = github.listIssues(world.port.fork.fullName);
    const shown = [
      ...lines,
      ...told,
      ...mails.map(({ raw, parsed }) => raw + parsed.text + parsed.html),
      JSON.stringify(issues),
      await dumpDatabase(),
    ].join('\n');
    expect(shown).toContain('is behind');
    const [{ secret } = { secret: '' }] = webhooks;
    const all = [
      ...Object.values(secrets),
      mail.password,
      TEST_ACCESS_TOKEN,
      TEST_PATH,
      TEST_APP_SECRET,
      secret.replace('whsec_', ''),
    ];
    expect(all.filter((each) => shown.includes(each))).toEqual([]);
    const encoded = all.map((each) => Buffer.from(each).toString('base64').replace(/=+$/, ''));
    expect(encoded.filter((each) => shown.includes(each))).toEqual([]);
  });
});

/** Every row of every table. */
async function dumpDatabase(): Promise<string> {
  const { pool } = database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema IN ('public', 'graphile_worker')`,
  );
  const dumps: string[] = [];
  for (const { name } of tables) {
    const { rows: all } = await pool.query(`SELECT * FROM ${name}`);
    dumps.push(JSON.stringify(all));
  }
  return dumps.join('\n');
}
