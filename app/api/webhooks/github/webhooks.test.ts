import { createHmac } from 'node:crypto';

import { verify } from '@octokit/webhooks-methods';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { mintPort, type MintedPort } from '#lib/testing/mint-port.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { POST } from './route.ts';

const secret = "It's-a-Secret-to-Everybody";

let db: TestDatabase;
let port: MintedPort;
let deliveries = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  globalThis.tidemarkDatabase = db;
  port = await mintPort(db.prisma);
});

afterAll(async () => {
  globalThis.tidemarkDatabase = undefined;
  vi.unstubAllEnvs();
  await db.close();
});

beforeEach(async () => {
  vi.stubEnv('GITHUB_WEBHOOK_SECRET', secret);
  // Vitest sets this one to a path.
  vi.stubEnv('BASE_URL', 'http://tidemark.test');
  vi.stubEnv('POLL', 'on');
  await db.pool.query('DELETE FROM graphile_worker._private_jobs');
});

function sign(body: string | Uint8Array, key = secret): string {
  return `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
}

function pushTo(fullName: string): string {
  return JSON.stringify({ ref: 'refs/heads/main', repository: { full_name: fullName } });
}

function deliver(body: BodyInit, headers: Record<string, string> = {}) {
  deliveries += 1;
  return POST(
    new Request('http://tidemark.test/api/webhooks/github', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-GitHub-Event': 'push',
        'X-GitHub-Delivery': `delivery-${deliveries}`,
        'X-Hub-Signature-256': typeof body === 'string' ? sign(body) : '',
        ...headers,
      },
      body,
      // Node's fetch wants it for bodies that come bit by bit.
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    }),
  );
}

async function listPolls() {
  const { rows } = await db.pool.query<{ key: string; seconds: number }>(
    `SELECT key, round(extract(epoch FROM run_at - now()))::int AS seconds
     FROM graphile_worker.jobs ORDER BY run_at`,
  );
  return rows;
}

/** https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation */
test('GitHub’s own example fits', async () => {
  const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  expect(await verify("It's a Secret to Everybody", 'Hello, World!', signature)).toBe(true);
});

describe('a push to a repository of ours', () => {
  test('is a poll now, in half a minute and in two, and nothing more', async () => {
    const response = await deliver(pushTo(port.fork.fullName));
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ outcome: 'will be polled' });
    const polls = await listPolls();
    const key = `poll-repository:${port.fork.id}`;
    expect(polls.map((poll) => poll.key)).toEqual([key, `${key}:after-30-s`, `${key}:after-120-s`]);
    for (const [index, wanted] of [0, 30, 120].entries()) {
      expect(Math.abs((polls[index]?.seconds ?? 999) - wanted)).toBeLessThan(10);
    }
  });

  test('is found whatever the case of its name', async () => {
    const response = await deliver(pushTo(port.fork.fullName.toUpperCase()));
    expect(await response.json()).toEqual({ outcome: 'will be polled' });
  });

  test('many at once are one', async () => {
    for (let push = 0; push < 5; push += 1) await deliver(pushTo(port.fork.fullName));
    expect(await listPolls()).toHaveLength(3);
    // The first poll is done; a push now is seen by the one of half a minute later.
    await db.pool.query(`SELECT graphile_worker.remove_job($1)`, [
      `poll-repository:${port.fork.id}`,
    ]);
    await deliver(pushTo(port.fork.fullName));
    expect(await listPolls()).toHaveLength(2);
  });

  test('with polling off asks nobody', async () => {
    vi.stubEnv('POLL', 'off');
    expect((await deliver(pushTo(port.fork.fullName))).status).toBe(202);
    expect(await listPolls()).toEqual([]);
  });
});

test('the same delivery is taken once, and said to be well', async () => {
  const headers = { 'X-GitHub-Delivery': 'once' };
  await deliver(pushTo(port.fork.fullName), headers);
  await db.pool.query('DELETE FROM graphile_worker._private_jobs');
  const again = await deliver(pushTo(port.fork.fullName), headers);
  expect(again.status).toBe(202);
  expect(await again.json()).toEqual({ outcome: 'taken before' });
  expect(await listPolls()).toEqual([]);
});

test.each([
  ['a repository that is not polled', pushTo('somebody/else')],
  ['a ping of an organisation', '{"zen":"Keep it logically awesome."}'],
])('%s is taken and ignored', async (_, body) => {
  const response = await deliver(body);
  expect(response.status).toBe(202);
  expect(await response.json()).toEqual({ outcome: 'not polled here' });
  expect(await listPolls()).toEqual([]);
});

describe('refused, and no poll comes of it', () => {
  const body = pushTo('golang/go');
  const invalid = Buffer.from([...Buffer.from(body), 0xff]);

  test.each<[string, number, BodyInit, Record<string, string>]>([
    ['another secret', 401, body, { 'X-Hub-Signature-256': sign(body, 'guess') }],
    ['another body', 401, `${body} `, { 'X-Hub-Signature-256': sign(body) }],
    ['no body', 401, '', {}],
    ['no signature', 400, body, { 'X-Hub-Signature-256': '' }],
    ['the signature that GitHub gave up', 400, body, { 'X-Hub-Signature-256': 'sha1=00' }],
    ['a signature that is cut', 400, body, { 'X-Hub-Signature-256': sign(body).slice(0, -1) }],
    ['no delivery id', 400, body, { 'X-GitHub-Delivery': '' }],
    ['bytes that are no text', 401, invalid, { 'X-Hub-Signature-256': sign(invalid) }],
    ['a form', 400, 'payload=%7B%7D', {}],
  ])('%s', async (_, status, sent, headers) => {
    const response = await deliver(sent, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await listPolls()).toEqual([]);
  });

  test('more than GitHub sends, as soon as it says so', async () => {
    const response = await deliver(body, { 'Content-Length': String(26 * 1024 * 1024) });
    expect(response.status).toBe(413);
  });

  test('more than GitHub sends, without saying so: no more than that is read', async () => {
    let sent = 0;
    const chunk = new Uint8Array(1024 * 1024);
    const endless = new ReadableStream({
      pull(controller) {
        sent += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const response = await deliver(endless, { 'X-Hub-Signature-256': sign('') });
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(28 * 1024 * 1024);
  });

  test('everything, where no secret is set', async () => {
    vi.stubEnv('GITHUB_WEBHOOK_SECRET', '');
    const response = await deliver(body);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      detail: 'This installation takes no webhooks: GITHUB_WEBHOOK_SECRET is not set.',
    });
  });
});
