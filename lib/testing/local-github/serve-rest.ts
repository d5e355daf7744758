// GitHub's rules around every REST answer: credentials, quota, ETags, renamed repositories, errors.
import { createHash } from 'node:crypto';
import type { components } from '@octokit/openapi-types';
import {
  ANONYMOUS,
  rateLimitHeaders,
  remainingOf,
  type Allowance,
  type Credential,
  type Quota,
} from './quota.ts';
import { jsonReply, type Reply } from './reply.ts';
import { errorReply, movedReply, primaryLimitReply } from './rest-error.ts';
import { answerRest, type RestAnswer, type RestWorld } from './rest-answer.ts';
import type { RestRequest, RestTarget } from './rest-target.ts';

type Schemas = components['schemas'];

const API_VERSIONS: ReadonlySet<string> = new Set(['2022-11-28', '2026-03-10']);

export interface RestReply {
  readonly reply: Reply;
  readonly charged: boolean;
  /** False: no such path is known here, so a test or the product asked for something that was never built. */
  readonly known: boolean;
}

/** The token of an Authorization header, hashed; null when the header holds none, which GitHub calls bad. */
export function readCredential(authorization: string): Credential | null {
  if (authorization === '') return ANONYMOUS;
  const token = /^\S+\s+(?<token>\S+)$/.exec(authorization)?.groups?.['token'];
  return token === undefined ? null : createHash('sha256').update(token).digest('hex');
}

/** `target` is what `findRestTarget` made of this request. */
export async function serveRest(
  request: RestRequest,
  target: RestTarget,
  world: RestWorld & { readonly quota: Quota },
): Promise<RestReply> {
  const { quota } = world;
  const credential = readCredential(request.authorization);
  if (credential === null) return plainReply(errorReply(401, 'Bad credentials'));
  const version = request.apiVersion ?? '2022-11-28';
  if (!API_VERSIONS.has(version)) {
    return plainReply(errorReply(400, `"${version}" is not a supported version`));
  }
  if (request.path === '/rate_limit' && request.method === 'GET') {
    const allowance = quota.read(credential);
    return plainReply(jsonReply(200, rateLimitBody(allowance), rateLimitHeaders(allowance)));
  }

  const allowance = quota.read(credential);
  if (remainingOf(allowance) <= 0) {
    return {
      reply: withHeaders(primaryLimitReply(credential), rateLimitHeaders(allowance)),
      charged: false,
      known: target.kind !== 'unknown-path',
    };
  }

  const { reply, known } = await answerTarget(target, { ...request, credential, version }, world);
  const charged = !(reply.status === 304 && credential !== ANONYMOUS);
  const left = charged ? quota.charge(credential) : allowance;
  return {
    reply: withHeaders(reply, {
      ...rateLimitHeaders(left),
      'x-github-api-version-selected': version,
    }),
    charged,
    known,
  };
}

async function answerTarget(
  target: RestTarget,
  request: RestRequest & { readonly credential: Credential; readonly version: string },
  world: RestWorld,
): Promise<{ reply: Reply; known: boolean }> {
  if (target.kind === 'unknown-path') return { reply: errorReply(404, 'Not Found'), known: false };
  if (target.kind === 'no-repository') return { reply: errorReply(404, 'Not Found'), known: true };
  if (target.kind === 'moved') {
    const query = request.query.size === 0 ? '' : `?${request.query.toString()}`;
    const { apiUrl } = world.addresses;
    const url = `${apiUrl}/repositories/${target.repository.id}${target.path}${query}`;
    return { reply: movedReply(url), known: true };
  }
  const { repository, path } = target;
  if (request.method !== 'GET') {
    return { reply: writeIssue(repository.id, { ...request, path }, world), known: true };
  }
  const answer = await answerRest({ repository, path, query: request.query }, world);
  return { reply: replyTo(answer, request), known: answer.kind !== 'unknown-path' };
}

function writeIssue(
  repositoryId: number,
  { credential, method, path, body }: RestRequest & { readonly credential: Credential },
  { issues }: RestWorld,
): Reply {
  if (credential === ANONYMOUS) return errorReply(401, 'Requires authentication');
  try {
    const issue = issues.write(repositoryId, { method, path, body });
    if (issue === null) return errorReply(404, 'Not Found');
    return jsonReply(method === 'POST' ? 201 : 200, issue);
  } catch {
    return errorReply(422, 'Validation Failed');
  }
}

function replyTo(
  answer: RestAnswer,
  request: RestRequest & { readonly credential: Credential; readonly version: string },
): Reply {
  if (answer.kind === 'unknown-path' || answer.kind === 'no-issue') {
    return errorReply(404, 'Not Found');
  }
  if (answer.kind === 'no-commit') {
    return errorReply(422, `No commit found for SHA: ${answer.ref}`);
  }
  const etag = `W/"${createHash('sha256')
    .update(JSON.stringify([request.credential, request.accept, request.version, answer]))
    .digest('hex')}"`;
  const headers: Record<string, string> = {
    etag,
    'cache-control':
      request.credential === ANONYMOUS
        ? 'public, max-age=60, s-maxage=60'
        : 'private, max-age=60, s-maxage=60',
    vary: 'Accept, Authorization, Cookie, X-GitHub-OTP,Accept-Encoding, Accept, X-Requested-With',
    'x-github-media-type': 'github.v3; format=json',
  };
  if (answer.kind === 'list' && answer.link !== null) headers['link'] = answer.link;
  if (isMatch(request.ifNoneMatch, etag)) return { status: 304, headers, body: Buffer.alloc(0) };
  return jsonReply(200, answer.body, headers);
}

/** Weak comparison, as RFC 9110 has it for If-None-Match. */
function isMatch(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch
    .split(',')
    .some((tag) => opaqueTag(tag) === opaqueTag(etag) || tag.trim() === '*');
}

function opaqueTag(etag: string): string {
  return etag.trim().replace(/^W\//, '');
}

function rateLimitBody(allowance: Allowance): Schemas['rate-limit-overview'] {
  const core: Schemas['rate-limit'] = {
    limit: allowance.limit,
    used: allowance.used,
    remaining: remainingOf(allowance),
    reset: Math.ceil(allowance.resetAtMs / 1000),
  };
  return {
    resources: { core, search: { ...core, limit: 30, used: 0, remaining: 30 } },
    rate: core,
  };
}

function plainReply(reply: Reply): RestReply {
  return { reply, charged: false, known: true };
}

function withHeaders(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
