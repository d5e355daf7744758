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

/** `attempt` counts from 1, `random` is from 0 up to 1. Null: that was the last. */
export function attemptDelayMs(attempt: number, random: number): number | null {
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
