// The conversation of a sign-in with GitHub, with github.com or a GitHub Enterprise alike: a code for a token, the token for who it is of, and then the token is dropped.
import { createHash } from 'node:crypto';

import { z } from 'zod';

export interface GithubApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Without a slash at the end, as is the next. */
  readonly serverUrl: string;
  readonly apiUrl: string;
}

export interface GithubPerson {
  /** Stays when they rename themselves. */
  readonly id: number;
  readonly login: string;
  readonly name: string;
  /** An address that GitHub has verified. Null: they show none. */
  readonly email: string | null;
}

/** Who they are and where mail would reach them: nothing of their repositories. */
const scopes = ['read:user', 'user:email'];

const limitMs = 10_000;

export interface AuthorizeRequest {
  readonly state: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

/** https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#1-request-a-users-github-identity */
export function authorizeUrl(app: GithubApp, request: AuthorizeRequest): URL {
  const url = new URL(`${app.serverUrl}/login/oauth/authorize`);
  url.searchParams.set('client_id', app.clientId);
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('scope', scopes.join(' '));
  url.searchParams.set('state', request.state);
  url.searchParams.set('code_challenge', challengeOf(request.codeVerifier));
  url.searchParams.set('code_challenge_method', 'S256');
  return url;
}

/** https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
function challengeOf(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier).digest('base64url');
}

export interface CodeToExchange {
  readonly code: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

// GitHub answers 200 to a code that it does not accept: {"error":"bad_verification_code","error_description":"…"}
const tokenAnswer = z.object({ access_token: z.string().min(1) });

/** Null: GitHub does not accept the code. Throws when it cannot be asked. */
export async function exchangeCode(app: GithubApp, exchange: CodeToExchange) {
  const response = await fetch(`${app.serverUrl}/login/oauth/access_token`, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams({
      client_id: app.clientId,
      client_secret: app.clientSecret,
      code: exchange.code,
      code_verifier: exchange.codeVerifier,
      redirect_uri: exchange.redirectUri,
    }),
    // A redirect would carry the secret along.
    redirect: 'error',
    signal: AbortSignal.timeout(limitMs),
  });
  const parsed = tokenAnswer.safeParse(await response.json());
  return parsed.success ? parsed.data.access_token : null;
}

const userAnswer = z.object({ id: z.int(), login: z.string(), name: z.string().nullish() });
const emailsAnswer = z.array(
  z.object({ email: z.email(), primary: z.boolean(), verified: z.boolean() }),
);

/** Throws when GitHub cannot be asked, or answers something else. */
export async function readPerson(app: GithubApp, token: string): Promise<GithubPerson> {
  const { id, login, name } = userAnswer.parse(await ask(app, '/user', token));
  const emails = emailsAnswer.parse(await ask(app, '/user/emails', token));
  // An address that nobody verified might be anybody's.
  const verified = emails.filter((email) => email.verified);
  const chosen = verified.find((email) => email.primary) ?? verified[0];
  return { id, login, name: name || login, email: chosen?.email ?? null };
}

async function ask(app: GithubApp, path: string, token: string): Promise<unknown> {
  const response = await fetch(`${app.apiUrl}${path}`, {
    headers: {
      Accept: 'application/vnd.github+json',
      Authorization: `Bearer ${token}`,
      'X-GitHub-Api-Version': '2022-11-28',
    },
    redirect: 'error',
    signal: AbortSignal.timeout(limitMs),
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${path}.`);
  return await response.json();
}
