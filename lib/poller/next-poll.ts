// When a repository is polled next, and what the status page says of a poll that failed.
import type { FailureKind } from '#lib/github/github-error.ts';

import { retryDelayMs } from './retry-delay.ts';

export interface PollFailure {
  /** `own-trouble`: the failure is on this machine, not GitHub's. */
  readonly failureKind: FailureKind | 'own-trouble';
  /** A sentence: what was asked and what came of it. */
  readonly sentence: string;
  /** Nothing is to be asked before this time. Null: none was named. */
  readonly retryAt: Date | null;
  /** `refs`: git did not list or fetch them. `metadata`: it did, and only the REST API failed. */
  readonly part: 'refs' | 'metadata';
}

export interface NextPollInput {
  readonly finishedAt: Date;
  readonly pollIntervalMs: number;
  /** Null: the poll did not fail. */
  readonly failure: PollFailure | null;
  /** Failures in a row before this poll: of polls for `refs`, of REST questions for `metadata`. */
  readonly failuresBefore: number;
  /** From 0 to 1. */
  readonly jitter: number;
}

export interface NextPoll {
  readonly nextPollAt: Date;
  /** One sentence for the status page. Null: the poll did not fail. */
  readonly reason: string | null;
}

/** A failing REST API does not slow down the polls of refs: plan-metadata.ts waits instead. */
export function planNextPoll(input: NextPollInput): NextPoll {
  const { finishedAt, pollIntervalMs, failure, failuresBefore, jitter } = input;
  const usual = addMs(finishedAt, pollIntervalMs);
  if (failure === null) return { nextPollAt: usual, reason: null };
  const delayMs = retryDelayMs({
    failures: failuresBefore + 1,
    pollIntervalMs,
    // plan-metadata.ts draws none, and the sentence is to be true.
    jitter: failure.part === 'refs' ? jitter : 0,
  });
  const retryAt = laterOf(addMs(finishedAt, delayMs), failure.retryAt);
  // True as well where nobody polls by themselves (POLL=off) and somebody had asked for this one.
  const reason = `${failure.sentence.replace(/\.$/, '')}; not tried again before ${formatTime(retryAt, finishedAt)}.`;
  return { nextPollAt: failure.part === 'refs' ? retryAt : usual, reason };
}

/** "14:05 UTC", with its date where that is another than `now`'s; rounded up to the minute. */
function formatTime(time: Date, now: Date): string {
  const rounded = new Date(Math.ceil(time.getTime() / 60_000) * 60_000).toISOString();
  const [date, clock = ''] = rounded.split('T');
  const text = `${clock.slice(0, 5)} UTC`;
  return now.toISOString().startsWith(`${date}T`) ? text : `${date} ${text}`;
}

function addMs(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}

function laterOf(date: Date, other: Date | null): Date {
  return other !== null && other > date ? other : date;
}
