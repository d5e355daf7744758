import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchangeCode, readPerson } from '#lib/auth/github-person.ts';
import { startLocalGithub, type LocalGithub } from './start-local-github.ts';

let github: LocalGithub;
beforeAll(async () => {
  github = await startLocalGithub({ port: 0, repositories: [] });
});
afterAll(() => github.close());

const redirectUri = 'http://127.0.0.1:1/callback';
/** The example of https://www.rfc-editor.org/rfc/rfc7636#appendix-B */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** As the authorize page does when a button is pressed. */
async function authorize(form: Record<string, string>): Promise<URL> {
  const response = await fetch(`${github.serverUrl}/login/oauth/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      client_id: github.clientId,
      redirect_uri: redirectUri,
      scope: 'read:user user:email',
      state: 'the state',
      code_challenge: challenge,
      ...form,
    }),
  });
  expect(response.status).toBe(302);
  return new URL(response.headers.get('Location') ?? '');
}

async function codeFor(login: string): Promise<string> {
  return (await authorize({ login })).searchParams.get('code') ?? '';
}

function app(changes: Partial<Record<'clientId' | 'clientSecret', string>> = {}) {
  const { clientId, clientSecret, serverUrl, apiUrl } = github;
  return { clientId, clientSecret, serverUrl, apiUrl, ...changes };
}

test('the authorize page names everybody who can sign in, and what the app asks for', async () => {
  const query = new URLSearchParams({ client_id: github.clientId, scope: '<read:user>' });
  const response = await fetch(`${github.serverUrl}/login/oauth/authorize?${query}`);
  const page = await response.text();
  for (const login of ['ada', 'max', 'rita', 'shy']) expect(page).toContain(`value="${login}"`);
  expect(page).toContain('&lt;read:user>');
});

test('another app is not known', async () => {
  const response = await fetch(`${github.serverUrl}/login/oauth/authorize?client_id=other`);
  expect(response.status).toBe(404);
});

test('whoever cancels comes back with the state and an error', async () => {
  const { searchParams } = await authorize({ cancel: '1' });
  expect(searchParams.get('error')).toBe('access_denied');
  expect(searchParams.get('state')).toBe('the state');
});

describe('a code', () => {
  test('gives a token once, and the token says whose it is', async () => {
    const code = await codeFor('max');
    const token = await exchangeCode(app(), { code, codeVerifier: verifier, redirectUri });
    expect(await readPerson(app(), token ?? '')).toEqual({
      id: 102,
      login: 'max',
      name: 'Max Maintainer',
      email: 'max@example.org',
    });
    expect(await exchangeCode(app(), { code, codeVerifier: verifier, redirectUri })).toBeNull();
  });

  test.each([
    ['another verifier', {}, { codeVerifier: 'x'.repeat(43) }],
    ['another address', {}, { redirectUri: 'http://127.0.0.1:2/callback' }],
    ['the wrong secret of the app', { clientSecret: 'wrong' }, {}],
    ['another code', {}, { code: 'f'.repeat(20) }],
  ])('gives none for %s', async (_, changes, exchange) => {
    const code = await codeFor('max');
    const given = { code, codeVerifier: verifier, redirectUri, ...exchange };
    expect(await exchangeCode(app(changes), given)).toBeNull();
  });
});

test('somebody who shows neither name nor verified address has their login and none', async () => {
  const code = await codeFor('shy');
  const token = await exchangeCode(app(), { code, codeVerifier: verifier, redirectUri });
  expect(await readPerson(app(), token ?? '')).toEqual({
    id: 104,
    login: 'shy',
    name: 'shy',
    email: null,
  });
});

test('a token that was never given out is nobody’s', async () => {
  await expect(readPerson(app(), 'gho_made_up')).rejects.toThrow('GitHub answered 401 to /user.');
});

test('all of it is known to the local GitHub', () => {
  expect(github.unknownRequests()).toEqual([]);
});
