import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { GET as comeBack } from '#app/api/auth/callback/github/route.ts';
import { GET as getSession } from '#app/api/session/route.ts';
import { readSignedIn } from '#app/auth.ts';
import { POST as signInByGithub } from '#app/sign-in/github/route.ts';
import { POST as signInByPassword } from '#app/sign-in/password/route.ts';
import { POST as signOut } from '#app/sign-out/route.ts';
import { POST as confirmClaim } from '#app/setup/claim/confirm/route.ts';
import { POST as setUpByGithub } from '#app/setup/[token]/github/route.ts';
import { POST as setUpByPassword } from '#app/setup/[token]/password/route.ts';
import { CLIENT_ADDRESS_HEADER } from '#lib/auth/create-auth.ts';
import { hashSetupToken } from '#lib/auth/setup-token.ts';
import { openBrowser, type TestBrowser } from '#lib/testing/browser.ts';
import {
  type LocalGithub,
  startLocalGithub,
} from '#lib/testing/local-github/start-local-github.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

const baseUrl = 'http://127.0.0.1:3000';
const password = 'brachiate velum otto 47';

let db: TestDatabase;
let github: LocalGithub;

beforeAll(async () => {
  [db, github] = await Promise.all([
    createTestDatabase(),
    startLocalGithub({ port: 0, repositories: [] }),
  ]);
  globalThis.tidemarkDatabase = db;
  use({});
});

afterAll(async () => {
  globalThis.tidemarkDatabase = undefined;
  globalThis.tidemarkAuth = undefined;
  vi.unstubAllEnvs();
  await github.close();
  await db.close();
});

beforeEach(async () => {
  await db.prisma.authRateLimit.deleteMany();
});

/** Settings of the app, from then on. */
function use(changes: Record<string, string>): void {
  const settings = {
    BASE_URL: baseUrl,
    APP_SECRET: 'a-secret-of-this-test-alone-0123456789',
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_CLIENT_ID: github.clientId,
    GITHUB_CLIENT_SECRET: github.clientSecret,
    ...changes,
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  globalThis.tidemarkAuth = undefined;
}

function browse(address = '192.0.2.1'): TestBrowser {
  return openBrowser({ baseUrl, headers: { [CLIENT_ADDRESS_HEADER]: address } });
}

/** Presses the button at GitHub; where it sends the browser. */
async function authorizeAt(location: string, button: Record<string, string>): Promise<string> {
  const url = new URL(location);
  const response = await fetch(`${url.origin}${url.pathname}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...Object.fromEntries(url.searchParams), ...button }),
  });
  return response.headers.get('Location') ?? '';
}

async function beginAtGithub(browser: TestBrowser): Promise<string> {
  const begun = await browser.submit(signInByGithub, '/sign-in/github', { next: '/alerts' });
  expect(begun.status).toBe(303);
  return begun.headers.get('Location') ?? '';
}

async function signIn(browser: TestBrowser, login: string): Promise<Response> {
  const back = await authorizeAt(await beginAtGithub(browser), { login });
  return await browser.open(comeBack, back);
}

function viewer(browser: TestBrowser) {
  return readSignedIn(new Headers({ Cookie: browser.cookieHeader() }), new Date());
}

async function newestAudit() {
  const row = await db.prisma.auditEntry.findFirst({ orderBy: [{ at: 'desc' }, { id: 'desc' }] });
  return row && { actor: row.actor, act: row.act, target: row.target, detail: row.detail };
}

function goesTo(response: Response): URL {
  return new URL(response.headers.get('Location') ?? '', baseUrl);
}

describe('with GitHub', () => {
  test('a new person becomes a reader, goes on to where they wanted, and it is written down', async () => {
    const browser = browse();
    const back = await signIn(browser, 'rita');
    expect(back.headers.get('Location')).toBe('/alerts');
    const signedIn = await viewer(browser);
    expect(signedIn).toMatchObject({
      login: 'rita',
      actor: { name: 'Rita Reader', isAdministrator: false, maintains: [] },
    });
    expect(await newestAudit()).toMatchObject({
      actor: 'Rita Reader',
      act: 'sign-in',
      detail: { address: '192.0.2.1' },
    });
  });

  test('GitHub is asked for who it is and no more, and its token is kept nowhere', async () => {
    const { searchParams } = new URL(await beginAtGithub(browse()));
    expect(searchParams.get('scope')).toBe('read:user user:email');
    expect(searchParams.get('redirect_uri')).toBe(`${baseUrl}/api/auth/callback/github`);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    await signIn(browse(), 'rita');
    const accounts = await db.prisma.account.findMany({ where: { providerId: 'github' } });
    expect(accounts.length).toBeGreaterThan(0);
    for (const account of accounts) {
      expect(account).toMatchObject({ accessToken: null, refreshToken: null, idToken: null });
    }
    const { rows } = await db.pool.query<{ text: string }>(
      `SELECT string_agg(t::text, ' ') AS text FROM (SELECT to_jsonb(a) AS t FROM account a
       UNION ALL SELECT to_jsonb(v) FROM verification v UNION ALL SELECT to_jsonb(u) FROM "user" u) AS everything`,
    );
    expect(rows[0]?.text).not.toContain('gho_');
    expect(github.unknownRequests()).toEqual([]);
  });

  test('a person is known by their number at GitHub: a new name is the same account', async () => {
    await signIn(browse(), 'max');
    const where = { accounts: { some: { accountId: '102' } } };
    const { id } = await db.prisma.user.findFirstOrThrow({ where });
    await db.prisma.user.update({
      where: { id },
      data: { login: 'old', email: 'old@example.org' },
    });
    const browser = browse();
    await signIn(browser, 'max');
    const again = await viewer(browser);
    expect(again).toMatchObject({ login: 'max', actor: { userId: id } });
  });

  test('an address that somebody else has here makes nobody them', async () => {
    const email = 'ada@example.org';
    await db.prisma.user.create({
      data: { id: 'first', name: 'First', email, emailVerified: true, isAdministrator: true },
    });
    const browser = browse();
    const back = await signIn(browser, 'ada');
    expect(back.headers.get('Location')).toBe('/sign-in?error=account_not_linked');
    expect(await viewer(browser)).toBeNull();
    await db.prisma.user.delete({ where: { id: 'first' } });
  });

  test('whoever shows no verified address has an account all the same, and not that address', async () => {
    const browser = browse();
    await signIn(browser, 'shy');
    const signedIn = await viewer(browser);
    const { email } = await db.prisma.user.findUniqueOrThrow({
      where: { id: signedIn?.actor.userId ?? '' },
    });
    expect(email).toBe('104+shy@users.noreply.127.0.0.1');
  });

  test('cancelling signs nobody in, and is written down', async () => {
    const browser = browse();
    const back = await authorizeAt(await beginAtGithub(browser), { cancel: '1' });
    const response = await browser.open(comeBack, back);
    expect(response.headers.get('Location')).toMatch(/^\/sign-in\?error=access_denied/);
    expect(await viewer(browser)).toBeNull();
    expect(await newestAudit()).toMatchObject({
      act: 'sign-in-failed',
      detail: { why: 'access_denied' },
    });
  });

  test('a callback that another browser began, that is repeated, or that is made up is refused', async () => {
    const browser = browse();
    const back = await authorizeAt(await beginAtGithub(browser), { login: 'rita' });
    const other = browse();
    const stolen = await other.open(comeBack, back);
    expect(stolen.headers.get('Location')).toContain('/sign-in?error=');
    expect(await viewer(other)).toBeNull();
    const madeUp = browse();
    await madeUp.open(comeBack, '/api/auth/callback/github?code=x&state=y');
    expect(await viewer(madeUp)).toBeNull();
    const own = browse();
    const back2 = await authorizeAt(await beginAtGithub(own), { login: 'rita' });
    await own.open(comeBack, back2);
    const before = own.cookieHeader();
    await own.open(comeBack, back2);
    expect(own.cookieHeader()).toBe(before);
  });

  test('a GitHub that fails signs nobody in', async () => {
    use({ GITHUB_CLIENT_SECRET: 'not-the-secret-of-the-app' });
    const browser = browse();
    const response = await signIn(browser, 'rita');
    expect(response.headers.get('Location')).toBe('/sign-in?error=invalid_code');
    use({ GITHUB_API_URL: `${github.serverUrl}/nowhere` });
    const second = await signIn(browse(), 'rita');
    expect(second.headers.get('Location')).toBe('/sign-in?error=unable_to_get_user_info');
    use({});
  });

  test('without an OAuth app nobody is sent anywhere', async () => {
    use({ GITHUB_CLIENT_ID: '' });
    const begun = await browse().submit(signInByGithub, '/sign-in/github');
    expect(begun.headers.get('Location')).toBe('/sign-in?error=not-begun');
    use({});
  });

  test.each(['//evil.example', 'https://evil.example/', '/\\evil.example'])(
    'nobody is sent to %s afterwards',
    async (next) => {
      const browser = browse();
      const begun = await browser.submit(signInByGithub, '/sign-in/github', { next });
      const back = await authorizeAt(begun.headers.get('Location') ?? '', { login: 'rita' });
      const response = await browser.open(comeBack, back);
      expect(response.headers.get('Location')).toBe('/settings');
    },
  );
});

describe('a session', () => {
  test('that somebody planted is not the one that is signed in', async () => {
    const browser = browse();
    const planted = encodeURIComponent(`${randomBytes(24).toString('base64url')}.x`);
    browser.cookies.set('tidemark-session', planted);
    await signIn(browser, 'rita');
    expect(browser.cookies.get('tidemark-session')).not.toBe(planted);
    expect(await viewer(browser)).not.toBeNull();
  });

  test('ends when its browser signs in anew, and the old cookie is of no use', async () => {
    const browser = browse();
    await signIn(browser, 'rita');
    const before = new Headers({ Cookie: browser.cookieHeader() });
    expect(await readSignedIn(before, new Date())).not.toBeNull();
    await signIn(browser, 'max');
    expect(await readSignedIn(before, new Date())).toBeNull();
    expect(await viewer(browser)).toMatchObject({ login: 'max' });
  });

  test('ends when they sign out, from our own pages only', async () => {
    const browser = browse();
    await signIn(browser, 'rita');
    const held = new Headers({ Cookie: browser.cookieHeader() });
    const foreign = new Request(`${baseUrl}/sign-out`, { method: 'POST', headers: held });
    expect((await signOut(foreign)).status).toBe(403);
    expect(await viewer(browser)).not.toBeNull();
    await browser.submit(signOut, '/sign-out');
    expect(browser.cookies.has('tidemark-session')).toBe(false);
    expect(await readSignedIn(held, new Date())).toBeNull();
    expect(await newestAudit()).toMatchObject({ act: 'sign-out', actor: 'Rita Reader' });
  });

  test('is not given to somebody who is disabled, by whatever way', async () => {
    await signIn(browse(), 'rita');
    const where = { login: 'rita' };
    await db.prisma.user.updateMany({ where, data: { disabledAt: new Date() } });
    const browser = browse();
    const response = await signIn(browser, 'rita');
    expect(response.headers.get('Location')).toBe('/sign-in?error=account_disabled');
    expect(await viewer(browser)).toBeNull();
    await db.prisma.user.updateMany({ where, data: { disabledAt: null } });
  });

  test.each([
    ['http', baseUrl, 'tidemark-session=', false],
    ['https', 'https://tidemark.example.org', '__Host-tidemark-session=', true],
  ])(
    'has a cookie that scripts and other sites cannot use (%s)',
    async (_, url, prefix, isSecure) => {
      use({ BASE_URL: url });
      const browser = openBrowser({ baseUrl: url });
      const begun = await browser.submit(signInByGithub, '/sign-in/github');
      const state = begun.headers.getSetCookie().join('\n');
      expect(state).toMatch(
        isSecure ? /^__Host-tidemark-sign-in=.*; Secure/m : /^tidemark-sign-in=/m,
      );
      await makeAdministrator(url);
      const signedIn = await browser.submit(signInByPassword, '/sign-in/password', {
        email: 'first@example.org',
        password,
      });
      const cookie = signedIn.headers.getSetCookie().find((text) => text.startsWith(prefix)) ?? '';
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/i);
      expect(cookie).toMatch(/; Max-Age=604800/);
      expect(/; Secure/.test(cookie)).toBe(isSecure);
      expect(cookie).not.toMatch(/domain/i);
      await removeAdministrators();
      use({});
    },
  );

  test('is kept going by whoever uses it, and not by a page that looks again by itself', async () => {
    const browser = browse();
    await signIn(browser, 'rita');
    const signedIn = await viewer(browser);
    const where = { id: signedIn?.sessionId ?? '' };
    const usedAt = async () => (await db.prisma.session.findUniqueOrThrow({ where })).updatedAt;
    const earlier = new Date(Date.now() - 3_600_000);
    await db.prisma.session.update({ where, data: { updatedAt: earlier } });
    const held = new Headers({ Cookie: browser.cookieHeader() });
    expect(await readSignedIn(held, new Date(), { isUse: false })).not.toBeNull();
    expect(await usedAt()).toEqual(earlier);
    await browser.open(getSession, '/api/session');
    expect((await usedAt()).getTime()).toBeGreaterThan(earlier.getTime());
  });

  test('is told of to its own browser only, and to nobody without one', async () => {
    const browser = browse();
    const asked = () => browser.open(getSession, '/api/session');
    expect(await (await asked()).json()).toBeNull();
    await signIn(browser, 'rita');
    const response = await asked();
    expect(await response.json()).toEqual({
      name: 'Rita Reader',
      login: 'rita',
      isAdministrator: false,
      maintains: 0,
    });
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});

async function makeLink(expiresInMs = 60_000): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + expiresInMs);
  await db.prisma.setupLink.create({
    data: { tokenHash: hashSetupToken(token), createdAt, expiresAt },
  });
  return token;
}

function setUp(browser: TestBrowser, token: string, form: Record<string, string> = {}) {
  return browser.submit(
    (request) => setUpByPassword(request, { params: Promise.resolve({ token }) }),
    `/setup/${token}/password`,
    { name: 'First', email: 'First@Example.org', password, ...form },
  );
}

async function makeAdministrator(url = baseUrl): Promise<void> {
  const made = await setUp(openBrowser({ baseUrl: url }), await makeLink());
  expect(made.headers.get('Location')).toBe('/settings');
}

async function removeAdministrators(): Promise<void> {
  await db.prisma.user.deleteMany({ where: { email: 'first@example.org' } });
  await db.prisma.user.updateMany({ data: { isAdministrator: false } });
}

describe('the first administrator', () => {
  beforeEach(removeAdministrators);

  test('is made by the link, signed in at once, and it is written down', async () => {
    const browser = browse();
    const response = await setUp(browser, await makeLink());
    expect(response.headers.get('Location')).toBe('/settings');
    expect(await viewer(browser)).toMatchObject({
      login: null,
      actor: { name: 'First', isAdministrator: true },
    });
    const acts = await db.prisma.auditEntry.findMany({ where: { actor: 'First' } });
    expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(['setup', 'sign-in']));
    const [account] = await db.prisma.account.findMany({ where: { providerId: 'credential' } });
    expect(account?.password).not.toContain('brachiate');
  });

  test('is one, even if the link is used twice at once', async () => {
    const token = await makeLink();
    await Promise.all([
      setUp(browse(), token),
      setUp(browse(), token, { email: 'second@example.org' }),
    ]);
    expect(await db.prisma.user.count({ where: { isAdministrator: true } })).toBe(1);
    await db.prisma.user.deleteMany({ where: { email: 'second@example.org' } });
  });

  test.each([
    [
      'used before',
      async () => {
        const token = await makeLink();
        await setUp(browse(), token);
        await removeAdministrators();
        return token;
      },
    ],
    ['of half an hour ago', () => makeLink(-1)],
    ['made up', async () => 'x'.repeat(43)],
    [
      'open, while there is an administrator',
      async () => {
        const token = await makeLink();
        await makeAdministrator();
        return token;
      },
    ],
  ])('is not made by a link that is %s', async (_, prepare) => {
    const token = await prepare();
    const before = await db.prisma.user.count({ where: { isAdministrator: true } });
    const browser = browse();
    await setUp(browser, token, { email: 'late@example.org' });
    expect(await viewer(browser)).toBeNull();
    expect(await db.prisma.user.count({ where: { isAdministrator: true } })).toBe(before);
  });

  test.each([
    ['short', { password: 'vK3#qzW9!mTx7L' }, 'password-length'],
    ['common', { password: 'passwordpassword' }, 'password-common'],
    ['their own address', { password: 'first@example.org' }, 'password-common'],
    ['no address', { email: 'first' }, 'email'],
    ['no name', { name: ' ' }, 'name'],
  ])('must choose something better than: %s', async (_, form, problem) => {
    const token = await makeLink();
    const response = await setUp(browse(), token, form);
    const { pathname, searchParams } = goesTo(response);
    expect(pathname).toBe(`/setup/${token}`);
    expect(searchParams.get('problem')).toBe(problem);
    expect(await db.prisma.user.count({ where: { isAdministrator: true } })).toBe(0);
  });

  test('may be somebody from GitHub: the link’s token waits in their browser, and nowhere else', async () => {
    const token = await makeLink();
    const browser = browse();
    const begun = await browser.submit(
      (request) => setUpByGithub(request, { params: Promise.resolve({ token }) }),
      `/setup/${token}/github`,
    );
    const stored = await db.prisma.verification.findMany();
    expect(JSON.stringify(stored)).not.toContain(token);
    const back = await authorizeAt(begun.headers.get('Location') ?? '', { login: 'max' });
    const returned = await browser.open(comeBack, back);
    expect(returned.headers.get('Location')).toBe('/setup/claim');
    expect(await viewer(browser)).toMatchObject({ actor: { isAdministrator: false } });
    await browser.submit(confirmClaim, '/setup/claim/confirm');
    expect(await viewer(browser)).toMatchObject({
      login: 'max',
      actor: { isAdministrator: true },
    });
    const other = browse();
    await signIn(other, 'rita');
    await other.submit(confirmClaim, '/setup/claim/confirm');
    expect(await viewer(other)).toMatchObject({ actor: { isAdministrator: false } });
  });
});

function tryPassword(browser: TestBrowser, tried: string, email = 'first@example.org') {
  return browser.submit(signInByPassword, '/sign-in/password', { email, password: tried });
}

describe('by password', () => {
  beforeAll(async () => {
    await removeAdministrators();
    await makeAdministrator();
  });

  test('who guesses is told the same for an address that is here and one that is not', async () => {
    for (const email of ['first@example.org', 'nobody@example.org', 'not an address']) {
      const response = await tryPassword(browse(), 'not the password', email);
      const { pathname, searchParams } = goesTo(response);
      expect(pathname).toBe('/sign-in');
      expect(searchParams.get('error')).toBe('wrong-password');
      expect(searchParams.get('next')).toBe('/settings');
    }
    expect(await newestAudit()).toMatchObject({
      act: 'sign-in-failed',
      target: 'address:not an address',
    });
  });

  test('who guesses often must wait, even with the right one; others need not', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await tryPassword(browse('192.0.2.66'), `guess number ${attempt}`);
    }
    const guesser = browse('192.0.2.66');
    const response = await tryPassword(guesser, password);
    expect(response.headers.get('Location')).toContain('error=too-many');
    expect(await viewer(guesser)).toBeNull();
    const other = browse('192.0.2.77');
    await tryPassword(other, password);
    expect(await viewer(other)).not.toBeNull();
  });

  test('another site cannot sign anybody in', async () => {
    const request = new Request(`${baseUrl}/sign-in/password`, {
      method: 'POST',
      headers: { Origin: 'https://evil.example' },
      body: new URLSearchParams({ email: 'first@example.org', password }),
    });
    const response = await signInByPassword(request);
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});
