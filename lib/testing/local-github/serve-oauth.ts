// The pages and answers of a sign-in: who are you, may this app know, here is its token, this is whose it is.
import type { IncomingMessage } from 'node:http';
import type { HostedPerson, Oauth } from './oauth.ts';
import { jsonReply, textReply, type Reply } from './reply.ts';
import { simpleUserBody, type Addresses } from './repository-body.ts';
import { errorReply } from './rest-error.ts';

const AUTHORIZE_PATH = '/login/oauth/authorize';
const TOKEN_PATH = '/login/oauth/access_token';
const MAX_BODY_BYTES = 64_000;

export interface OauthWorld {
  readonly oauth: Oauth;
  readonly addresses: Addresses;
}

/** Null: the address has nothing to do with signing in. */
export async function serveOauth(
  request: IncomingMessage,
  url: URL,
  world: OauthWorld,
): Promise<Reply | null> {
  const { oauth } = world;
  if (url.pathname === AUTHORIZE_PATH && request.method === 'GET') {
    return authorizePage(url.searchParams, oauth);
  }
  if (url.pathname === AUTHORIZE_PATH && request.method === 'POST') {
    return answerAuthorize(await readFormBody(request), oauth);
  }
  if (url.pathname === TOKEN_PATH && request.method === 'POST') {
    return answerToken(request, await readFormBody(request), oauth);
  }
  if (request.method !== 'GET') return null;
  if (url.pathname === '/api/v3/user') {
    return answerPerson(request, world, (person) => userBody(person, world.addresses));
  }
  if (url.pathname === '/api/v3/user/emails') {
    return answerPerson(request, world, ({ emails }) =>
      emails.map((email) => ({ ...email, visibility: null })),
    );
  }
  return null;
}

/** One button for each person; GitHub would ask for a password first. */
function authorizePage(query: URLSearchParams, { app, people }: Oauth): Reply {
  if (query.get('client_id') !== app.clientId) return textReply(404, 'Not Found\n');
  const hidden = [...query]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  const buttons = people
    .map(({ login, name }) => {
      const label = name === null ? login : `${name} (${login})`;
      return `<p><button name="login" value="${escape(login)}">Authorize as ${escape(label)}</button></p>`;
    })
    .join('\n');
  return htmlReply(`<h1>Local GitHub</h1>
<p>This app asks for: <code>${escape(query.get('scope') ?? '')}</code></p>
<form method="post" action="${AUTHORIZE_PATH}">${hidden}
${buttons}
<p><button name="cancel" value="1">Cancel</button></p></form>`);
}

function answerAuthorize(form: URLSearchParams, oauth: Oauth): Reply {
  const redirect = form.get('redirect_uri') ?? '';
  // As GitHub sends a browser only to the address that its app has registered.
  if (!/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//.test(redirect)) {
    return textReply(400, 'The redirect_uri is not associated with this application.\n');
  }
  const target = new URL(redirect);
  target.searchParams.set('state', form.get('state') ?? '');
  if (form.has('cancel')) {
    target.searchParams.set('error', 'access_denied');
    target.searchParams.set('error_description', 'The user has denied your application access.');
  } else {
    const code = oauth.authorize(form.get('login') ?? '', {
      clientId: form.get('client_id') ?? '',
      redirectUri: redirect,
      scope: form.get('scope') ?? '',
      challenge: form.get('code_challenge'),
    });
    if (code === null) return textReply(404, 'Not Found\n');
    target.searchParams.set('code', code);
  }
  return { status: 302, headers: { location: target.href }, body: Buffer.alloc(0) };
}

/** 200 for errors too, as GitHub has it; a form unless JSON is asked for. */
function answerToken(request: IncomingMessage, form: URLSearchParams, oauth: Oauth): Reply {
  const answer = oauth.exchange({
    clientId: form.get('client_id') ?? '',
    clientSecret: form.get('client_secret') ?? '',
    code: form.get('code') ?? '',
    redirectUri: form.get('redirect_uri'),
    verifier: form.get('code_verifier'),
  });
  const body: Record<string, string> =
    answer.kind === 'token'
      ? { access_token: answer.token, token_type: 'bearer', scope: answer.scope }
      : { error: answer.error, error_description: 'It was refused.' };
  return request.headers.accept === 'application/json'
    ? jsonReply(200, body)
    : textReply(200, new URLSearchParams(body).toString(), {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      });
}

function answerPerson(
  request: IncomingMessage,
  { oauth }: OauthWorld,
  describe: (person: HostedPerson) => unknown,
): Reply {
  const [, token = ''] = (request.headers.authorization ?? '').split(' ');
  const person = oauth.personOf(token);
  return person === null ? errorReply(401, 'Bad credentials') : jsonReply(200, describe(person));
}

function userBody({ id, login, name }: HostedPerson, addresses: Addresses) {
  return { ...simpleUserBody(login, addresses), id, type: 'User', name, email: null };
}

async function readFormBody(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new Error('That is too much.');
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

function htmlReply(body: string): Reply {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Local GitHub</title>${body}</html>`;
  return textReply(200, page, { 'content-type': 'text/html; charset=utf-8' });
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
