// What GitHub's headers say about the allowance, and until when nothing is to be asked.
// https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
import { retryAfterMs, waitUntil } from '#lib/domain/retry-after.ts';

import type { RestRate } from './rest-memory.ts';

export type Headers = Readonly<Record<string, string | number | undefined>>;

/** What GitHub asks for where it names no time. */
const LEAST_WAIT_MS = 60_000;

/** Null where a server has no limits, as GitHub Enterprise may. */
export function readRate(headers: Headers, now: Date): RestRate | null {
  const limit = readCount(headers['x-ratelimit-limit']);
  const remaining = readCount(headers['x-ratelimit-remaining']);
  const resetAt = readReset(headers, now);
  if (limit === null || remaining === null || resetAt === null) return null;
  return { limit, remaining, resetAt };
}

/** `retry-after`, in seconds or as a date; null when it is not there or makes no sense. */
export function readRetryAfter(headers: Headers, now: Date): Date | null {
  const value = headers['retry-after'];
  const waitMs =
    value === undefined ? null : retryAfterMs(String(value), { date: dateOf(headers), now });
  return waitMs === null ? null : new Date(now.getTime() + waitMs);
}

/** When a limited request may be repeated: `retry-after`, else the reset when nothing is left, else in a minute. */
export function readLimitEnd(headers: Headers, now: Date): Date {
  const retryAfter = readRetryAfter(headers, now);
  if (retryAfter !== null) return retryAfter;
  const rate = readRate(headers, now);
  if (rate?.remaining === 0 && rate.resetAt > now) return rate.resetAt;
  return new Date(now.getTime() + LEAST_WAIT_MS);
}

function readReset(headers: Headers, now: Date): Date | null {
  const seconds = readCount(headers['x-ratelimit-reset']);
  if (seconds === null) return null;
  return new Date(now.getTime() + waitUntil(seconds * 1000, { date: dateOf(headers), now }));
}

function dateOf(headers: Headers): string | null {
  const { date } = headers;
  return date === undefined ? null : String(date);
}

function readCount(value: string | number | undefined): number | null {
  return /^\d{1,15}$/.test(String(value)) ? Number(value) : null;
}
