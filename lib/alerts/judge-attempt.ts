// What an attempt to deliver came to: delivered, to be tried again and when, or dead and why.
import { retryAfterMs } from '#lib/domain/retry-after.ts';

import type { OutgoingAnswer } from './outgoing.ts';
import { attemptDelayMs, MOST_ATTEMPTS, secondTryDelayMs } from './retry-schedule.ts';

export type Judgement =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'retry';
      readonly dueAt: Date;
      readonly reason: string;
      /** The receiver asked that nothing at all be sent before then. Null: it did not. */
      readonly pausedUntil: Date | null;
    }
  | {
      readonly kind: 'dead';
      readonly reason: string;
      /**
       * What else it tells: "gone", the receiver wants nothing any more; "no-mailbox", nothing sent there can arrive.
       * Null: nothing.
       */
      readonly because: 'gone' | 'no-mailbox' | null;
    };

export interface Attempt {
  /** Counts from 1. */
  readonly number: number;
  /** Tests are not tried again: whoever asked for one is waiting for the answer. */
  readonly isTest: boolean;
  /** The attempt before got an answer after which there is but one more. */
  readonly isSecondTry: boolean;
  readonly now: Date;
  /** From 0 up to 1. */
  readonly random: number;
}

/** Answers after which waiting helps, besides all from 500 on. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/** A status after which there is one more try, and no more. */
export function isRefusal(status: number | null): boolean {
  return status !== null && status >= 300 && status < 500 && !PASSING.has(status);
}

export function judgeAnswer(answer: OutgoingAnswer, attempt: Attempt): Judgement {
  if (answer.kind === 'failed') return tryAgain(answer.reason, attempt);
  if (answer.kind === 'refused') return tryOnceMore(answer.reason, attempt);
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) {
    return { kind: 'dead', reason: 'The answer was 410: it is gone for good.', because: 'gone' };
  }
  const reason = describeStatus(status);
  if (isRefusal(status) || status < 200) return tryOnceMore(reason, attempt);
  const waitMs = retryAfterMs(answer.retryAfter, { date: answer.date, now: attempt.now });
  return tryAgain(reason, attempt, waitMs);
}

/** A mail server's refusal, or no answer of it. */
export interface MailFailure {
  /** SMTP status. Null: the connection failed. */
  readonly status: number | null;
  /** What it refused: "recipient" and "content" are about the mail, all else about us or the server. */
  readonly stage: 'recipient' | 'content' | 'other';
  /** One sentence. */
  readonly reason: string;
  /** What the server said. */
  readonly text: string;
}

/** https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1: 4yz passes, 5yz does not. */
export function judgeMail(failure: MailFailure | null, attempt: Attempt): Judgement {
  if (failure === null) return { kind: 'delivered' };
  const { status, stage, reason, text } = failure;
  // A server that does not take our password, or us at all, says nothing about the address.
  if (status === null || status < 500 || stage === 'other') return tryAgain(reason, attempt);
  const isMailbox = stage === 'recipient' || isAboutMailbox(text);
  return { kind: 'dead', reason, because: isMailbox ? 'no-mailbox' : null };
}

/** "550 5.1.1 …": the enhanced status names the address or the mailbox (https://www.rfc-editor.org/rfc/rfc3463#section-3). */
function isAboutMailbox(text: string): boolean {
  return /^\d{3}[ -]5\.(?:1\.\d+|2\.1)\b/.test(text.trim());
}

/** For what the next attempt may not meet. */
export function tryAgain(
  reason: string,
  attempt: Attempt,
  askedWaitMs: number | null = null,
): Judgement {
  if (attempt.isTest) return { kind: 'dead', reason, because: null };
  const waitMs = attemptDelayMs(attempt.number, attempt.random);
  if (waitMs === null) {
    const all = `${reason} That was the last of ${MOST_ATTEMPTS} attempts.`;
    return { kind: 'dead', reason: all, because: null };
  }
  return {
    kind: 'retry',
    dueAt: after(attempt.now, Math.max(waitMs, askedWaitMs ?? 0)),
    reason,
    pausedUntil: askedWaitMs === null ? null : after(attempt.now, askedWaitMs),
  };
}

/** For what a person must mend. */
export function tryOnceMore(reason: string, attempt: Attempt): Judgement {
  if (attempt.isTest || attempt.isSecondTry) return { kind: 'dead', reason, because: null };
  return {
    kind: 'retry',
    dueAt: after(attempt.now, secondTryDelayMs(attempt.random)),
    reason,
    pausedUntil: null,
  };
}

function describeStatus(status: number): string {
  if (status >= 300 && status < 400) {
    return `The answer was ${status}: it leads elsewhere, where nothing is sent.`;
  }
  return `The answer was ${status}.`;
}

function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
