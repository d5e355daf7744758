// When a delivery is tried again: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the first attempt, the second and so on; about three days in all. */
const WAITS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

export const MOST_ATTEMPTS = WAITS_MS.length + 1;

/** Waits are longer or shorter by up to this part, so that what failed together does not come back together. */
const JITTER = 0.2;

/** No receiver makes us wait longer. */
export const LONGEST_WAIT_MS = 24 * HOUR;

/** What a receiver's clock is believed to be off by; its dates are then taken as distances from its own now. */
const MOST_SKEW_MS = HOUR;

/** `attempt` counts from 1, `random` is from 0 up to 1. Null: that was the last. */
export function retryDelayMs(attempt: number, random: number): number | null {
  const waitMs = WAITS_MS[attempt - 1];
  return waitMs === undefined ? null : jittered(waitMs, random);
}

/** For what will hardly go better: a single further try. */
export function secondTryDelayMs(random: number): number {
  return jittered(5 * MINUTE, random);
}

function jittered(waitMs: number, random: number): number {
  return Math.round(waitMs * (1 - JITTER + 2 * JITTER * random));
}

/** `Retry-After` as seconds or as a date, at most a day; null when it is not there or makes no sense. */
export function retryAfterMs(
  value: string | null,
  { date, now }: { readonly date: string | null; readonly now: Date },
): number | null {
  if (value === null) return null;
  if (/^\d{1,15}$/.test(value.trim())) return bounded(Number(value) * SECOND);
  // A date has letters; what else Date.parse takes, such as "-5" or "1.5", is none.
  const until = /[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(until) ? null : bounded(until - serverNow(date, now));
}

function serverNow(date: string | null, now: Date): number {
  const said = Date.parse(date ?? '');
  return Math.abs(said - now.getTime()) <= MOST_SKEW_MS ? said : now.getTime();
}

function bounded(waitMs: number): number {
  return Math.min(Math.max(waitMs, 0), LONGEST_WAIT_MS);
}
