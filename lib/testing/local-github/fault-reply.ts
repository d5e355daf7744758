// What GitHub says when it refuses or fails, for REST in JSON and for git in plain text.
import type { components } from '@octokit/openapi-types';
import type { Fault } from './fault.ts';
import { rateLimitHeaders, type Allowance, type Credential } from './quota.ts';
import { jsonReply, textReply, type Reply } from './reply.ts';
import { errorReply, primaryLimitReply } from './rest-error.ts';

export interface RefusedRequest {
  readonly on: 'rest' | 'git';
  readonly credential: Credential;
  readonly allowance: Allowance;
  readonly nowMs: number;
}

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'Problems parsing JSON',
  401: 'Bad credentials',
  403: 'Resource not accessible by personal access token',
  404: 'Not Found',
  410: 'This repository is gone',
  429: 'Too many requests',
  500: 'Server Error',
  502: 'Server Error',
  503: 'Service Unavailable',
  504: "We couldn't respond to your request in time. Sorry about that.",
};

/** The whole answer, for faults that replace it; null for those that only spoil a true one. */
export function faultReply(fault: Fault, request: RefusedRequest): Reply | null {
  if (fault.kind === 'primary-limit') {
    const { limit } = request.allowance;
    const resetAtMs = request.nowMs + fault.resetInSeconds * 1000;
    const reply = primaryLimitReply(request.credential);
    return addHeaders(reply, rateLimitHeaders({ limit, used: limit, resetAtMs }));
  }
  if (fault.kind === 'secondary-limit') {
    return addHeaders(secondaryLimitReply(fault.status, request), {
      ...limitHeaders(request, fault.status),
      ...retryAfter(fault.retryAfter),
    });
  }
  if (fault.kind === 'status') {
    return addHeaders(statusReply(fault.status, request), {
      ...limitHeaders(request, fault.status),
      ...retryAfter(fault.retryAfter),
    });
  }
  return null;
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits */
function secondaryLimitReply(status: number, { on }: RefusedRequest): Reply {
  if (on === 'git') return textReply(status, 'Too many requests. Please try again later.\n');
  const body: components['schemas']['basic-error'] = {
    message:
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.',
    documentation_url:
      'https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
  };
  return jsonReply(status, body);
}

function statusReply(status: number, { on }: RefusedRequest): Reply {
  const message = MESSAGES[status] ?? 'Server Error';
  if (on === 'git') {
    const headers = status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
    return textReply(status, status === 404 ? 'Repository not found.\n' : `${message}\n`, headers);
  }
  if (status === 451) {
    return jsonReply(451, {
      message: 'Repository access blocked',
      block: {
        reason: 'dmca',
        created_at: '2020-01-01T00:00:00Z',
        html_url: 'https://github.com/github/dmca/blob/master/2020/01/notice.md',
      },
    });
  }
  // A gateway in front of GitHub answers in HTML, whatever was asked for.
  if (status === 502 || status === 504) {
    return {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: Buffer.from(`<!DOCTYPE html><title>${status}</title><p>${message}</p>\n`),
    };
  }
  return errorReply(status, message);
}

function limitHeaders(request: RefusedRequest, status: number): Record<string, string> {
  if (request.on === 'git') return {};
  // Whose credentials are bad is counted as a nobody.
  const nobody = { limit: 60, used: 1, resetAtMs: request.allowance.resetAtMs };
  return rateLimitHeaders(status === 401 ? nobody : request.allowance);
}

function retryAfter(value: string | null): Record<string, string> {
  return value === null ? {} : { 'retry-after': value };
}

function addHeaders(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
