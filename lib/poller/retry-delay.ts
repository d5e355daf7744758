// How long to wait after failures in a row: twice as long each time, within bounds, and never all at one moment.

export interface RetryDelayInput {
  /** Failures in a row, this one too; at least 1. */
  readonly failures: number;
  readonly pollIntervalMs: number;
  /** From 0 to 1, drawn by the caller: adds up to a fifth, so that many repositories do not come back together. */
  readonly jitter: number;
}

/** A longer interval between polls is its own bound. */
const LONGEST_DELAY_MS = 3_600_000;
const JITTER_SHARE = 0.2;

/** The first failure waits one interval, then two, four … up to an hour. */
export function retryDelayMs({ failures, pollIntervalMs, jitter }: RetryDelayInput): number {
  // 2^30 intervals are past any bound, and small enough to multiply.
  const doublings = Math.min(Math.max(failures - 1, 0), 30);
  const bound = Math.max(pollIntervalMs, LONGEST_DELAY_MS);
  const delay = Math.min(pollIntervalMs * 2 ** doublings, bound);
  return Math.round(delay * (1 + JITTER_SHARE * jitter));
}
