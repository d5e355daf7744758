// Answers that take a browser to another page, with the cookies of a sign-in that began or ended.
import { cookieName } from '#lib/auth/create-auth.ts';
import { SESSION_ABSOLUTE_MS } from '#lib/auth/session-life.ts';

import { readSettings } from './settings.ts';

/** 303: whatever the request was, the next is a GET. `from` is better-auth's answer, whose cookies are handed on. */
export function goOn(location: string, from?: Response): Response {
  const headers = new Headers({ Location: location, 'Cache-Control': 'no-store' });
  for (const cookie of from?.headers.getSetCookie() ?? []) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/**
 * Public pages are the same for everybody; this tells their script that it is worth asking who is signed in. It says nothing
 * else, and nothing is decided by it.
 */
const HINT_NAME = 'tidemark-signed-in';

export function hintSignedIn(response: Response): Response {
  const seconds = SESSION_ABSOLUTE_MS / 1000;
  response.headers.append('Set-Cookie', `${HINT_NAME}=1; Path=/; Max-Age=${seconds}; SameSite=Lax`);
  return response;
}

export function forgetSignedIn(response: Response): Response {
  response.headers.append('Set-Cookie', `${HINT_NAME}=; Path=/; Max-Age=0; SameSite=Lax`);
  return response;
}

/** True if better-auth's answer begins a session. */
export function beginsSession(answer: Response): boolean {
  const name = cookieName('session', readSettings().baseUrl.startsWith('https:'));
  return answer.headers
    .getSetCookie()
    .some((cookie) => cookie.startsWith(`${name}=`) && !/max-age=0/i.test(cookie));
}
