// What is answered to an act: a browser that sent a form goes on to a page, or back to the form where it is told why not; a program
// gets JSON.
import type { ApiProblem } from '#lib/domain/api-v1.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import { plainPage } from '#lib/domain/plain-page.js';

import { goOn } from './go-on.ts';
import { goBackToForm, keepForm } from './kept-form.ts';
import type { ActDone, RefusalToTell } from './perform-act.ts';

const unstored = { 'Cache-Control': 'no-store' };

export function respondDone(request: Request, { goTo, body = {}, cookie }: ActDone): Response {
  if (!wantsPage(request)) return Response.json(body, { headers: unstored });
  const headers = new Headers({ ...unstored, Location: goTo });
  if (cookie !== undefined) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** A form that was sent. */
export interface SentForm {
  /** Where it stands: a path of ours. */
  readonly page: string;
  readonly act: string;
  readonly form: URLSearchParams;
}

/** Without `sent`, a browser gets a page that says no more: of what no page of ours has sent, there is none to go back to. */
export function respondRefused(
  request: Request,
  refusal: RefusalToTell,
  sent: SentForm | null = null,
): Response {
  if (wantsPage(request) && sent !== null) return goBack(refusal, sent);
  const told = describe(refusal);
  if (wantsPage(request)) {
    return new Response(plainPage({ ...told, sentences: [told.detail] }), {
      status: told.status,
      headers: { ...unstored, 'Content-Type': 'text/html; charset=utf-8' },
    });
  }
  const { status, title, detail } = told;
  const problem: ApiProblem = { type: 'about:blank', title, status, detail };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { ...unstored, 'Content-Type': 'application/problem+json' },
  });
}

function goBack(refusal: RefusalToTell, { page: from, act, form }: SentForm): Response {
  const page = findPage(refusal, from);
  if (refusal !== 'signed-out' && refusal !== 'not-fresh') {
    return goBackToForm({ page, act, sentence: describe(refusal).detail, form });
  }
  const sentence = 'You had to sign in first: look it through and send it again.';
  const { goTo, cookie } = keepForm({ page, act, sentence, form });
  const response = goOn(`/sign-in?${new URLSearchParams({ error: refusal, next: goTo })}`);
  response.headers.append('Set-Cookie', cookie);
  return response;
}

/** A page that somebody can see: what may not be done may stand on one that may not be read. */
function findPage(refusal: RefusalToTell, page: string): string {
  if (typeof refusal === 'object') return refusal.page ?? page;
  return refusal === 'not-allowed' && page.startsWith('/settings/') ? '/settings' : page;
}

/** A browser that follows a form says so; programs take anything. */
export function wantsPage(request: Request): boolean {
  return (request.headers.get('Accept') ?? '').includes('text/html');
}

interface Told {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** What to do about it. */
  readonly link: { readonly href: string; readonly label: string };
}

const home = { href: '/', label: 'All ports' };
const signIn = { href: '/sign-in', label: 'Sign in' };

function describe(refusal: RefusalToTell): Told {
  if (typeof refusal === 'object') {
    const { status, sentence } = refusal;
    const title = status === 404 ? 'There is no such thing' : 'That cannot be done';
    return { status, title, detail: sentence, link: home };
  }
  switch (refusal) {
    case 'signed-out':
      return {
        status: 401,
        title: 'Nobody is signed in',
        detail: 'Sign in and try again: nothing was changed.',
        link: signIn,
      };
    case 'not-allowed':
      return {
        status: 403,
        title: 'You may not do this',
        detail: 'Your role does not permit it; an administrator can give you another.',
        link: home,
      };
    case 'not-fresh':
      return {
        status: 403,
        title: 'Sign in again',
        detail: 'This needs a sign-in of the last 15 minutes: nothing was changed.',
        link: signIn,
      };
    case 'foreign':
      return {
        status: 403,
        title: 'This did not come from our own pages',
        detail: 'The request has no Origin header with the address of this installation.',
        link: home,
      };
    case 'malformed':
      return {
        status: 422,
        title: 'That cannot be read',
        detail: 'Send a form (application/x-www-form-urlencoded) of at most 64 kB.',
        link: home,
      };
    default:
      return assertNever(refusal);
  }
}
