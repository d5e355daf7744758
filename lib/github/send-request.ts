// One HTTP request to GitHub's REST API, and its answer as a value whatever its status.
import { Octokit } from '@octokit/rest';
import { RequestError } from '@octokit/request-error';

import { createBoundedFetch, UnreadableAnswer } from './bounded-fetch.ts';
import type { Headers } from './read-limits.ts';

export type RestResponse =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Headers;
      /** Parsed JSON, or the text where it is none. */
      readonly data: unknown;
    }
  /** No whole answer came; `words` follow "GitHub" in a sentence. */
  | {
      readonly kind: 'failed';
      readonly failureKind: 'network' | 'malformed-answer';
      readonly words: string;
      readonly cause: unknown;
    };

/** pino's logger will do. It is never given headers, so never the token. */
export interface GithubLog {
  readonly debug: (message: string) => void;
  readonly warn: (message: string) => void;
}

export interface Connection {
  /** "https://api.github.com", or "https://HOST/api/v3" of a GitHub Enterprise. */
  readonly apiUrl: string;
  readonly token: string | null;
  readonly log: GithubLog;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

export interface RequestToSend {
  /** Absolute. */
  readonly url: string;
  /** For If-None-Match. */
  readonly etag: string | null;
  /** Left out: a question, by GET. */
  readonly write?: RestWrite;
}

export interface RestWrite {
  readonly method: 'POST' | 'PATCH';
  /** Sent as JSON. */
  readonly data: Readonly<Record<string, unknown>>;
}

export type SendRequest = (request: RequestToSend) => Promise<RestResponse>;

/** Supported at least until March 2028: https://docs.github.com/en/rest/about-the-rest-api/api-versions */
const API_VERSION = '2022-11-28';

/**
 * No retry plugin: it would send again while a pause is on, repeat a 429 after a second, and hide requests from the count.
 * Whoever asks comes back at the next poll.
 */
export function createSendRequest(connection: Connection): SendRequest {
  const { apiUrl, token, log, timeoutMs, maxAnswerBytes } = connection;
  // Octokit's own debug line holds the request's options, and so could hold more than it should.
  const octokitLog = {
    debug: () => {},
    info: (message: string) => log.debug(message),
    warn: (message: string) => log.warn(message),
    error: (message: string) => log.debug(message),
  };
  const octokit = new Octokit({
    baseUrl: apiUrl,
    userAgent: 'tidemark',
    log: octokitLog,
    request: {
      fetch: createBoundedFetch({ timeoutMs, maxBytes: maxAnswerBytes }),
      log: octokitLog,
    },
    ...(token === null ? {} : { auth: token }),
  });

  return async ({ url, etag, write }) => {
    try {
      const { status, headers, data } = await octokit.request({
        method: write?.method ?? 'GET',
        url,
        ...(write === undefined ? {} : { data: write.data }),
        headers: {
          'x-github-api-version': API_VERSION,
          ...(etag === null ? {} : { 'if-none-match': etag }),
        },
      });
      return { kind: 'answered', status, headers, data };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error.response === undefined) return describeFailure(error, timeoutMs);
      const { status, headers, data } = error.response;
      return { kind: 'answered', status, headers, data };
    }
  };
}

function describeFailure(error: RequestError, timeoutMs: number): RestResponse {
  const { cause } = error;
  if (cause instanceof UnreadableAnswer) {
    const words = `gave an answer that cannot be read: ${cause.message.replace(/\.$/, '')}`;
    return { kind: 'failed', failureKind: 'malformed-answer', words, cause: error };
  }
  const isTimeout = cause instanceof Error && cause.name === 'TimeoutError';
  const words = isTimeout
    ? `did not answer within ${timeoutMs / 1000} s`
    : `could not be reached: ${error.message}`;
  return { kind: 'failed', failureKind: 'network', words, cause: error };
}
