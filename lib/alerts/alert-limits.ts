// How long and how often: the numbers of the alert rules.
import type { Confirmation } from './observation.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface AlertLimits {
  /** It is over after so many clean evaluations in a row, or so long after the first. */
  readonly clean: Confirmation;
  /** News of more is told at most once in this time; what comes in between is told together. */
  readonly updateMs: number;
  /** What comes back so soon after its end is the same incident again. */
  readonly reopenMs: number;
  /** So many changes between wrong and right within the window: it flaps. */
  readonly flips: number;
  readonly flipWindowMs: number;
  /** It flaps no more after so long without a change. */
  readonly stableMs: number;
  readonly digestMs: number;
  /** To the first reminder; each further one takes twice as long as the one before. */
  readonly reminderMs: number;
  readonly staleMs: number;
}

export const ALERT_LIMITS: AlertLimits = {
  clean: { evaluations: 2, afterMs: HOUR_MS },
  updateMs: 6 * HOUR_MS,
  reopenMs: 7 * DAY_MS,
  flips: 4,
  flipWindowMs: 7 * DAY_MS,
  stableMs: 3 * DAY_MS,
  digestMs: DAY_MS,
  reminderMs: 7 * DAY_MS,
  staleMs: DAY_MS,
};

/** Tip moves many times a day, and what breaks on it is often mended by the next commit. */
export const TIP_CONFIRMATION: Confirmation = { evaluations: 2, afterMs: 12 * HOUR_MS };

/**
 * What a release adds to what is known of its pre-releases: whoever follows it within a day meets it there, and needs no word.
 */
export const RELEASE_GROWTH_MS = DAY_MS;

/** The queue has tried several times by then. */
export const TROUBLE_CONFIRMATION: Confirmation = {
  evaluations: Number.MAX_SAFE_INTEGER,
  afterMs: 30 * MINUTE_MS,
};
export const POLL_TROUBLE = { failures: 3, overMs: 30 * MINUTE_MS } as const;
