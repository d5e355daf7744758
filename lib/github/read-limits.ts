// What GitHub's headers say about the allowance, and until when nothing is to be asked.
// https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
import type { RestRate } from './rest-memory.ts';

export type Headers = Readonly<Record<string, string | number | undefined>>;

/** What GitHub asks for where it names no time. */
const LEAST_WAIT_MS = 60_000;
/** No header makes the product wait longer: a wrong one must not silence it for good. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** The server's clock is believed up to this far from ours, and its times are then taken as distances from its own now. */
const MOST_SKEW_MS = 3_600_000;

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
  if (value === undefined) return null;
  const seconds = readCount(value);
  if (seconds !== null) return bounded(seconds * 1000, now);
  const date = Date.parse(String(value));
  return Number.isNaN(date) ? null : bounded(date - serverNow(headers, now), now);
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
  return seconds === null ? null : bounded(seconds * 1000 - serverNow(headers, now), now);
}

function serverNow(headers: Headers, now: Date): number {
  const date = Date.parse(String(headers['date']));
  return Math.abs(date - now.getTime()) <= MOST_SKEW_MS ? date : now.getTime();
}

function bounded(delayMs: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(Math.max(delayMs, 0), LONGEST_WAIT_MS));
}

function readCount(value: string | number | undefined): number | null {
  return /^\d{1,15}$/.test(String(value)) ? Number(value) : null;
}
