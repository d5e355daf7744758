// What an HTTP status from GitHub means: by status and headers first, by its text only where those leave a doubt.
import type { FailureKind } from './github-error.ts';
import { readLimitEnd, readRate, readRetryAfter, type Headers } from './read-limits.ts';

export interface Refusal {
  readonly failureKind: FailureKind;
  readonly retryAt: Date | null;
  /** What follows "GitHub" in a sentence, without its full stop. */
  readonly words: string;
}

/** `message` is GitHub's own, from the body. */
export function classifyRefusal(
  status: number,
  headers: Headers,
  { message, now }: { readonly message: string; readonly now: Date },
): Refusal {
  if (status === 403 || status === 429) return classifyLimit(status, headers, { message, now });
  if (status >= 500) {
    const retryAt = readRetryAfter(headers, now);
    return { failureKind: 'server-error', retryAt, words: `answered ${status}` };
  }
  const plain = plainRefusals[status];
  if (plain !== undefined) return { ...plain, retryAt: null };
  const words = `answered ${status}, which is not expected here`;
  return { failureKind: 'malformed-answer', retryAt: null, words };
}

function classifyLimit(
  status: number,
  headers: Headers,
  { message, now }: { readonly message: string; readonly now: Date },
): Refusal {
  const rate = readRate(headers, now);
  const retryAfter = readRetryAfter(headers, now);
  if (retryAfter === null && rate?.remaining === 0) {
    return {
      failureKind: 'rate-limited',
      retryAt: readLimitEnd(headers, now),
      words: `answered ${status}: the rate limit of ${rate.limit} requests an hour is used up`,
    };
  }
  // The text has changed over the years; "abuse detection" was the older one.
  if (
    retryAfter !== null ||
    status === 429 ||
    /secondary rate limit|abuse detection/i.test(message)
  ) {
    return {
      failureKind: 'secondary-limit',
      retryAt: readLimitEnd(headers, now),
      words: `answered ${status}: too many requests in a short time (secondary rate limit)`,
    };
  }
  return {
    failureKind: 'forbidden',
    retryAt: null,
    words: `answered ${status}: access is refused`,
  };
}

const plainRefusals: Readonly<Record<number, Omit<Refusal, 'retryAt'>>> = {
  401: {
    failureKind: 'unauthorized',
    words: 'answered 401: it does not accept our credentials (GITHUB_TOKEN)',
  },
  404: {
    failureKind: 'not-found',
    words: 'answered 404: there is no such repository, or it is not public',
  },
  410: { failureKind: 'gone', words: 'answered 410: the repository is gone for good' },
  451: {
    failureKind: 'unavailable-for-legal-reasons',
    words: 'answered 451: the repository is blocked for legal reasons',
  },
};
