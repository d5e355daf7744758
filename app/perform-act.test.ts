import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { CLIENT_ADDRESS_HEADER } from '#lib/auth/create-auth.ts';
import { SESSION_ABSOLUTE_MS, SESSION_IDLE_MS } from '#lib/auth/session-life.ts';
import { mintPerson, mintSession } from '#lib/testing/sign-in.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { openKeptForm } from './kept-form.ts';
import { performAct, type PlannedAct } from './perform-act.ts';

const appSecret = 'canary-app-secret-of-this-test-0123456789';
const baseUrl = 'http://tidemark.test';

let db: TestDatabase;
let administrator: string;
let reader: string;
/** Rows that earlier tests wrote: they cannot be deleted. */
let earlierAudit: number;

beforeAll(async () => {
  vi.stubEnv('APP_SECRET', appSecret);
  vi.stubEnv('BASE_URL', baseUrl);
  db = await createTestDatabase();
  globalThis.tidemarkDatabase = db;
  administrator = await mintPerson(db.prisma, { name: 'Ada', isAdministrator: true });
  reader = await mintPerson(db.prisma, { name: 'Rea' });
});

afterAll(async () => {
  globalThis.tidemarkDatabase = undefined;
  globalThis.tidemarkAuth = undefined;
  vi.unstubAllEnvs();
  await db.close();
});

beforeEach(async () => {
  await db.prisma.allowedHost.deleteMany();
  await db.prisma.authRateLimit.deleteMany();
  earlierAudit = await db.prisma.auditEntry.count();
});

function cookieOf(userId: string, times: { createdAt?: Date; usedAt?: Date } = {}) {
  return mintSession(db.prisma, { userId, appSecret, ...times });
}

/** Allows a host, as the page of allowed hosts would. */
function act(headers: Record<string, string>, run: Partial<PlannedAct> = {}, body = 'host=a') {
  const request = new Request(`${baseUrl}/settings/hosts/add`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: baseUrl,
      ...headers,
    },
    body,
  });
  return performAct(request, { act: 'host-add', page: '/settings/hosts' }, async ({ form }) => ({
    kind: 'planned',
    subject: { kind: 'installation' },
    target: `host:${form.get('host')}`,
    run: async (tx, { actor, now }) => {
      await tx.allowedHost.create({
        data: { host: form.get('host') ?? '', addedById: actor.userId, addedAt: now },
      });
      return { kind: 'done', goTo: '/settings/hosts', body: { allowed: true } };
    },
    ...run,
  }));
}

/** Where a browser goes, and what it finds there. */
function followed(response: Response) {
  expect(response.status).toBe(303);
  const url = new URL(response.headers.get('Location') ?? '', baseUrl);
  const form = new URL(url.searchParams.get('next') ?? url, baseUrl);
  const value = /^tidemark-refused=([^;]+)/.exec(response.headers.get('Set-Cookie') ?? '')?.[1];
  return { url, kept: openKeptForm(form.searchParams.get('refused') ?? '', value ?? '') };
}

async function whatHappened() {
  const hosts = await db.prisma.allowedHost.count();
  const audit = await db.prisma.auditEntry.findMany({
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    skip: earlierAudit,
  });
  return {
    hosts,
    audit: audit.map(({ actor, act: id, target, result }) => [actor, id, target, result]),
  };
}

describe('what is permitted', () => {
  test('is done, and stands in the audit log with who did it', async () => {
    const response = await act({ Cookie: await cookieOf(administrator) });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ allowed: true });
    expect(await whatHappened()).toEqual({
      hosts: 1,
      audit: [['Ada', 'host-add', 'host:a', 'done']],
    });
  });

  test('takes a browser to the next page, and is stored by nobody', async () => {
    const headers = { Cookie: await cookieOf(administrator), Accept: 'text/html,*/*' };
    const response = await act(headers);
    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toBe('/settings/hosts');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  test('and then fails leaves neither a change nor a row that says it was done', async () => {
    const Cookie = await cookieOf(administrator);
    const failing = act(
      { Cookie },
      {
        run: async (tx, { now }) => {
          await tx.allowedHost.create({ data: { host: 'b', addedAt: now } });
          throw new Error('The disk is full.');
        },
      },
    );
    await expect(failing).rejects.toThrow('The disk is full.');
    expect(await whatHappened()).toEqual({ hosts: 0, audit: [] });
  });

  test('and turns out to be impossible leaves only the attempt', async () => {
    const Cookie = await cookieOf(administrator);
    const response = await act(
      { Cookie },
      {
        run: async (tx, { now }) => {
          await tx.allowedHost.create({ data: { host: 'b', addedAt: now } });
          return { kind: 'impossible', status: 409, sentence: 'It is allowed already.' };
        },
      },
    );
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ detail: 'It is allowed already.' });
    expect(await whatHappened()).toEqual({
      hosts: 0,
      audit: [['Ada', 'host-add', 'host:a', 'refused']],
    });
  });
});

describe('what is refused changes nothing, and is written down', () => {
  test.each<[string, number, () => Promise<Record<string, string>>]>([
    ['nobody signed in', 401, async () => ({})],
    ['a reader', 403, async () => ({ Cookie: await cookieOf(reader) })],
    [
      'another site',
      403,
      async () => ({ Cookie: await cookieOf(administrator), Origin: 'https://evil.example' }),
    ],
    [
      'a request without Origin',
      403,
      async () => ({ Cookie: await cookieOf(administrator), Origin: '' }),
    ],
    [
      'a sandboxed frame',
      403,
      async () => ({
        Cookie: await cookieOf(administrator),
        Origin: 'null',
        'Sec-Fetch-Site': 'cross-site',
      }),
    ],
    [
      'a sign-in that is not fresh',
      403,
      async () => ({
        Cookie: await cookieOf(administrator, { createdAt: new Date(Date.now() - 16 * 60_000) }),
      }),
    ],
    [
      'a session that was not used for twelve hours',
      401,
      async () => {
        const createdAt = new Date(Date.now() - SESSION_IDLE_MS - 1000);
        return { Cookie: await cookieOf(administrator, { createdAt, usedAt: createdAt }) };
      },
    ],
    [
      'a session of seven days ago, in use',
      401,
      async () => {
        const createdAt = new Date(Date.now() - SESSION_ABSOLUTE_MS - 1000);
        return { Cookie: await cookieOf(administrator, { createdAt, usedAt: new Date() }) };
      },
    ],
    [
      'a cookie that was signed with another secret',
      401,
      async () => ({
        Cookie: await mintSession(db.prisma, { userId: administrator, appSecret: 'x'.repeat(32) }),
      }),
    ],
    [
      'a session id that somebody made up',
      401,
      async () => ({ Cookie: 'tidemark-session=0123456789abcdef' }),
    ],
  ])('%s', async (_, status, headers) => {
    const response = await act(await headers());
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    const { hosts, audit } = await whatHappened();
    expect(hosts).toBe(0);
    expect(audit.map(([, id, , result]) => [id, result])).toEqual([['host-add', 'refused']]);
  });

  test('a disabled account, whose session ends with the attempt', async () => {
    const gone = await mintPerson(db.prisma, { name: 'Gon', isAdministrator: true });
    const Cookie = await cookieOf(gone);
    await db.prisma.user.update({ where: { id: gone }, data: { disabledAt: new Date() } });
    expect((await act({ Cookie })).status).toBe(401);
    expect(await db.prisma.session.count({ where: { userId: gone } })).toBe(0);
  });

  test('a browser is taken back to the form, which has the reason and what was typed', async () => {
    const response = await act(
      { Cookie: await cookieOf(administrator), Accept: 'text/html' },
      { run: async () => ({ kind: 'impossible', status: 422, sentence: 'No.' }) },
    );
    const { url, kept } = followed(response);
    expect(url.pathname).toBe('/settings/hosts');
    expect(kept).toMatchObject({ act: 'host-add', sentence: 'No.' });
    expect(kept?.typed.toString()).toBe('host=a');
  });

  test.each<[string, string, () => Promise<string>]>([
    ['who is signed out', 'signed-out', async () => ''],
    [
      'whose sign-in is too old',
      'not-fresh',
      () => cookieOf(administrator, { createdAt: new Date(Date.now() - 16 * 60_000) }),
    ],
  ])('a browser of somebody %s comes back by the sign-in', async (_, error, cookie) => {
    const { url, kept } = followed(await act({ Cookie: await cookie(), Accept: 'text/html' }));
    expect(url.pathname).toBe('/sign-in');
    expect(url.searchParams.get('error')).toBe(error);
    expect(url.searchParams.get('next')).toMatch(/^\/settings\/hosts\?refused=/);
    expect(kept?.sentence).toBe('You had to sign in first: look it through and send it again.');
    expect(kept?.typed.toString()).toBe('host=a');
  });

  test('a browser of somebody who may not is told on a page that they may see', async () => {
    const { url, kept } = followed(
      await act({ Cookie: await cookieOf(reader), Accept: 'text/html' }),
    );
    expect(url.pathname).toBe('/settings');
    expect(kept?.sentence).toMatch(/^Your role does not permit it/);
  });

  test('a browser that comes from another site is told on a page of its own', async () => {
    const response = await act({
      Cookie: await cookieOf(administrator),
      Origin: 'https://evil.example',
      Accept: 'text/html',
    });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('This did not come from our own pages');
  });

  test('strangers cannot fill the audit log from one address', async () => {
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await act({ [CLIENT_ADDRESS_HEADER]: '192.0.2.1' });
    }
    await act({ [CLIENT_ADDRESS_HEADER]: '192.0.2.2' });
    expect((await whatHappened()).audit).toHaveLength(21);
  });

  test.each([
    ['more than a form can hold', 'x'.repeat(70_000), 'application/x-www-form-urlencoded'],
    ['no form', '{"host":"a"}', 'application/json'],
  ])('%s', async (_, body, type) => {
    const headers = { Cookie: await cookieOf(administrator), 'Content-Type': type };
    expect((await act(headers, {}, body)).status).toBe(422);
    expect((await whatHappened()).hosts).toBe(0);
  });
});
