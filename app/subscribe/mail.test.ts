import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { confirmToken, mailLinkToken } from '#lib/auth/mail-links.ts';
import { insertScene } from '#lib/testing/scenes.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { POST as change } from '#app/subscriptions/[token]/change/route.ts';
import { GET as openUnsubscribe, POST as unsubscribe } from '#app/unsubscribe/[token]/route.ts';

import { POST as ask } from './ask/route.ts';
import { POST as confirm } from './confirm/[token]/yes/route.ts';
import { POST as show } from './show/route.ts';

const appSecret = 'canary-app-secret-of-this-test-0123456789';
const baseUrl = 'http://tidemark.test';

let db: TestDatabase;

beforeAll(async () => {
  vi.stubEnv('APP_SECRET', appSecret);
  vi.stubEnv('BASE_URL', baseUrl);
  vi.stubEnv('SMTP_URL', 'smtp://127.0.0.1:1');
  db = await createTestDatabase();
  globalThis.tidemarkDatabase = db;
  await insertScene(db.prisma, 'one-port', new Date());
});

afterAll(async () => {
  globalThis.tidemarkDatabase = undefined;
  vi.unstubAllEnvs();
  await db.close();
});

beforeEach(async () => {
  await db.prisma.mailAddress.deleteMany();
  await db.prisma.mailSuppression.deleteMany();
  await db.prisma.authRateLimit.deleteMany();
});

function form(fields: string, headers: Record<string, string> = { Origin: baseUrl }): Request {
  return new Request(`${baseUrl}/x`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'text/html',
      ...headers,
    },
    body: fields,
  });
}

const of = (token: string) => ({ params: Promise.resolve({ token }) });

/** Asks, and answers the question as the mail's link would. */
async function subscribe(fields: string) {
  await ask(form(fields));
  const question = await db.prisma.delivery.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  const token = confirmToken(question.id, appSecret);
  const confirmed = await confirm(form(''), of(token));
  const address = await db.prisma.mailAddress.findFirstOrThrow({
    include: { subscriptions: true },
  });
  return { token, confirmed, address };
}

describe('asking', () => {
  test('keeps the wish, sends a question and nothing else, and says to look into the mailbox', async () => {
    const response = await ask(
      form('address=Me%40Example.org&port=lumen&line=go1.22&subsystem=net&kind=behind&pace=daily'),
    );
    expect(response.status).toBe(303);
    const location = response.headers.get('Location') ?? '';
    expect(location).toMatch(/^\/subscribe\?port=lumen&.*notice=asked$/);
    expect(location).not.toContain('xample.org');
    const [address] = await db.prisma.mailAddress.findMany({ include: { subscriptions: true } });
    expect(address).toMatchObject({ address: 'Me@example.org', verifiedAt: null });
    expect(address?.subscriptions).toMatchObject([
      {
        lines: ['go1.22'],
        subsystems: ['net'],
        kinds: ['behind'],
        pace: 'daily',
        activeSince: null,
      },
    ]);
  });

  test.each([
    ['address=nobody', 'address'],
    ['address=', 'address'],
    ['address=a%0D%0ABcc%3A%40b.org', 'address'],
    ['address=a%40b.org&port=nope', 'port'],
    ['address=a%40b.org&port=%00', 'port'],
  ])('%s is sent back with one sentence', async (fields, notice) => {
    const response = await ask(form(fields));
    const { searchParams } = new URL(response.headers.get('Location') ?? '', baseUrl);
    expect(searchParams.get('notice')).toBe(notice);
    expect(response.headers.get('Set-Cookie')).toMatch(/^tidemark-refused=.*; Path=\/subscribe;/);
    expect(await db.prisma.mailAddress.count()).toBe(0);
  });

  test('is possible ten times in ten minutes from one place, and only from our own pages', async () => {
    const asked = [];
    for (let number = 0; number < 11; number += 1) {
      const { headers } = await ask(form(`address=a${number}%40b.org`));
      asked.push(/notice=([\w-]+)/.exec(headers.get('Location') ?? '')?.[1]);
    }
    expect(asked).toEqual([...Array.from({ length: 10 }, () => 'asked'), 'too-often']);
    expect((await ask(form('address=a%40b.org', { Origin: 'https://evil.test' }))).status).toBe(
      403,
    );
  });

  test('to see what it would have sent takes the address nowhere', async () => {
    const response = await show(form('address=me%40example.org&port=lumen'));
    expect(response.headers.get('Location')).toBe('/subscribe?port=lumen#preview');
  });
});

describe('answering', () => {
  test('begins what was asked for, once', async () => {
    const { token, confirmed, address } = await subscribe('address=me%40example.org');
    expect(confirmed.headers.get('Location')).toBe(`/subscribe/confirm/${token}?notice=done`);
    expect(address.verifiedAt).not.toBeNull();
    expect(address.subscriptions[0]?.activeSince).not.toBeNull();
    const again = await confirm(form(''), of(token));
    expect(again.headers.get('Location')).toBe(`/subscribe/confirm/${token}`);
  });

  test('is not done from another site, nor by a token that is none', async () => {
    await ask(form('address=me%40example.org'));
    expect((await confirm(form('', {}), of('x'))).status).toBe(403);
    await confirm(form(''), of('x'));
    expect(await db.prisma.mailAddress.count({ where: { verifiedAt: null } })).toBe(1);
  });
});

describe('ending', () => {
  test('takes one click of a mail program, without cookie or origin, and does nothing more twice', async () => {
    const { address } = await subscribe('address=me%40example.org');
    const [subscription] = address.subscriptions;
    const link = { kind: 'subscription', id: subscription?.id ?? '' } as const;
    const token = mailLinkToken(link, address.linkSecret);
    const shown = await openUnsubscribe(form(''), of(token));
    expect(shown.headers.get('Location')).toBe(`/subscriptions/${token}`);
    expect(await db.prisma.subscription.count({ where: { endedAt: null } })).toBe(1);
    for (let click = 0; click < 2; click += 1) {
      const oneClick = form('List-Unsubscribe=One-Click', { Accept: '*/*' });
      const response = await unsubscribe(oneClick, of(token));
      expect([response.status, await response.text()]).toEqual([200, 'Unsubscribed.\n']);
    }
    expect(await db.prisma.subscription.count({ where: { endedAt: null } })).toBe(0);
  });

  test('for good bars the address, and only by a link to all of its mails', async () => {
    const { address } = await subscribe('address=me%40example.org');
    const [subscription] = address.subscriptions;
    const one = { kind: 'subscription', id: subscription?.id ?? '' } as const;
    await unsubscribe(form('never=yes'), of(mailLinkToken(one, address.linkSecret)));
    expect(await db.prisma.mailSuppression.count()).toBe(0);
    const all = { kind: 'address', id: address.id } as const;
    await unsubscribe(form('never=yes'), of(mailLinkToken(all, address.linkSecret)));
    expect(await db.prisma.mailSuppression.count()).toBe(1);
  });

  test('is not possible by a link that is not genuine', async () => {
    const { address } = await subscribe('address=me%40example.org');
    const forged = mailLinkToken({ kind: 'address', id: address.id }, 'another secret');
    for (const token of [forged, 'x', `a.${address.id}.${'A'.repeat(43)}`]) {
      expect((await unsubscribe(form(''), of(token))).status).toBe(404);
    }
    expect(await db.prisma.subscription.count({ where: { endedAt: null } })).toBe(1);
  });
});

test('what is sent can be changed by a link to it, and nothing else can', async () => {
  const { address } = await subscribe('address=me%40example.org');
  const [subscription] = address.subscriptions;
  const id = subscription?.id ?? '';
  const token = mailLinkToken({ kind: 'subscription', id }, address.linkSecret);
  const changed = await change(form(`subscription=${id}&severity=critical&pace=weekly`), of(token));
  expect(changed.headers.get('Location')).toBe(`/subscriptions/${token}?notice=changed`);
  expect(await db.prisma.subscription.findUnique({ where: { id } })).toMatchObject({
    leastSeverity: 'critical',
    pace: 'weekly',
  });
  expect((await change(form('subscription=other'), of(token))).status).toBe(404);
  expect((await change(form(`subscription=${id}&port=nope`), of(token))).status).toBe(422);
  expect((await change(form(`subscription=${id}`, {}), of(token))).status).toBe(403);
});
