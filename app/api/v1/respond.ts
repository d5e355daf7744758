// Every answer of the API: open to any site, with a weak ETag that a repeated request turns into a 304, and errors as problem+json.
import { createHash } from 'node:crypto';

import type { ApiProblem } from '#lib/domain/api-v1.ts';

const open = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag',
} as const;

export function respondJson(request: Request, body: object): Response {
  return respond(request, JSON.stringify(body), { 'Content-Type': 'application/json' });
}

/** `name` is what a browser saves it as. */
export function respondCsv(request: Request, csv: string, name: string): Response {
  return respond(request, csv, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `inline; filename="${name.replace(/[^\w.-]/g, '_')}"`,
  });
}

export function respondProblem(problem: Omit<ApiProblem, 'type'>): Response {
  const body: ApiProblem = { type: 'about:blank', ...problem };
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: { ...open, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  });
}

/** What a browser asks before a request with If-None-Match from another site. */
export function respondPreflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...open,
      'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
      'Access-Control-Allow-Headers': 'If-None-Match',
      'Access-Control-Max-Age': '86400',
    },
  });
}

/** `changedAt`: when what is in it last changed, for those who ask by date. Left out: nobody knows. */
export function respond(
  request: Request,
  body: string,
  type: Record<string, string>,
  changedAt?: Date,
): Response {
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const headers = {
    ...open,
    ETag: etag,
    'Cache-Control': 'public, no-cache',
    ...(changedAt === undefined ? {} : { 'Last-Modified': changedAt.toUTCString() }),
  };
  const asked = request.headers.get('If-None-Match');
  // A tag says more than a date: https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
  const isFresh =
    asked === null && changedAt !== undefined
      ? isUnchanged(request.headers.get('If-Modified-Since'), changedAt)
      : isKnown(asked, etag);
  return isFresh
    ? new Response(null, { status: 304, headers })
    : new Response(body, { status: 200, headers: { ...headers, ...type } });
}

/** Weak comparison: https://www.rfc-editor.org/rfc/rfc9110#field.if-none-match */
function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => withoutMark(tag) === withoutMark(etag));
}

/** HTTP dates have no milliseconds. */
function isUnchanged(ifModifiedSince: string | null, changedAt: Date): boolean {
  const since = ifModifiedSince === null ? NaN : Date.parse(ifModifiedSince);
  return Math.floor(changedAt.getTime() / 1000) * 1000 <= since;
}

function withoutMark(tag: string): string {
  return tag.trim().replace(/^W\//, '');
}
