import { describe, expect, it } from 'vitest';

import {
  isRefusal,
  judgeAnswer,
  judgeMail,
  type Attempt,
  type MailFailure,
} from './judge-attempt.ts';
import type { OutgoingAnswer } from './outgoing.ts';
import { MOST_ATTEMPTS } from './retry-schedule.ts';

const now = new Date('2026-01-02T03:04:05Z');
const first: Attempt = { number: 1, isTest: false, isSecondTry: false, now, random: 0.5 };
const last: Attempt = { ...first, number: MOST_ATTEMPTS };
const inSeconds = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

function answered(status: number, retryAfter: string | null = null): OutgoingAnswer {
  return { kind: 'answered', status, retryAfter, date: null, text: '' };
}

describe('judgeAnswer', () => {
  it.each([200, 201, 202, 204, 299])('takes %d for delivered', (status) => {
    expect(judgeAnswer(answered(status), first)).toEqual({ kind: 'delivered' });
  });

  it.each([408, 409, 425, 429, 500, 502, 503, 504, 599])(
    'tries again by the schedule after %d, and ends with the last attempt',
    (status) => {
      expect(judgeAnswer(answered(status), first)).toEqual({
        kind: 'retry',
        dueAt: inSeconds(5),
        reason: `The answer was ${status}.`,
        pausedUntil: null,
      });
      expect(judgeAnswer(answered(status), { ...first, number: 3 })).toMatchObject({
        dueAt: inSeconds(1800),
      });
      expect(judgeAnswer(answered(status), last)).toEqual({
        kind: 'dead',
        reason: `The answer was ${status}. That was the last of 10 attempts.`,
        because: null,
      });
    },
  );

  it.each([301, 302, 307, 400, 401, 403, 404, 422])(
    'gives %d one more try after five minutes, and no more',
    (status) => {
      expect(isRefusal(status)).toBe(true);
      expect(judgeAnswer(answered(status), first)).toMatchObject({
        kind: 'retry',
        dueAt: inSeconds(300),
      });
      const second = judgeAnswer(answered(status), { ...first, number: 2, isSecondTry: true });
      expect(second).toMatchObject({ kind: 'dead', because: null });
    },
  );

  it('says of a redirect that nothing is sent where it leads', () => {
    expect(judgeAnswer(answered(302), { ...first, isSecondTry: true })).toMatchObject({
      reason: 'The answer was 302: it leads elsewhere, where nothing is sent.',
    });
  });

  it('ends at once with 410, whose sender wants nothing any more', () => {
    expect(judgeAnswer(answered(410), first)).toMatchObject({ kind: 'dead', because: 'gone' });
  });

  it('waits as long as it is asked to, and holds back everything for that receiver', () => {
    expect(judgeAnswer(answered(429, '60'), first)).toMatchObject({
      kind: 'retry',
      dueAt: inSeconds(60),
      pausedUntil: inSeconds(60),
    });
  });

  it('never comes back sooner than by the schedule, and makes nothing of a nonsensical wish', () => {
    expect(judgeAnswer(answered(429, '1'), first)).toMatchObject({ dueAt: inSeconds(5) });
    expect(judgeAnswer(answered(429, 'soon'), first)).toMatchObject({
      dueAt: inSeconds(5),
      pausedUntil: null,
    });
  });

  it('tries again when there was no answer, and once more when nothing could be sent', () => {
    const reason = 'It could not be reached.';
    expect(judgeAnswer({ kind: 'failed', reason }, first)).toMatchObject({ dueAt: inSeconds(5) });
    expect(judgeAnswer({ kind: 'refused', reason }, first)).toMatchObject({
      dueAt: inSeconds(300),
    });
    expect(judgeAnswer({ kind: 'refused', reason }, { ...first, isSecondTry: true }).kind).toBe(
      'dead',
    );
  });

  it.each<OutgoingAnswer>([
    answered(500),
    answered(404),
    answered(429, '60'),
    { kind: 'failed', reason: 'It could not be reached.' },
    { kind: 'refused', reason: 'It is private.' },
  ])('never tries a test again', (answer) => {
    expect(judgeAnswer(answer, { ...first, isTest: true }).kind).toBe('dead');
  });
});

function failure(change: Partial<MailFailure>): MailFailure {
  return {
    status: 550,
    stage: 'recipient',
    reason: 'The mail server refused it.',
    text: '550 no such mailbox',
    ...change,
  };
}

describe('judgeMail', () => {
  it('takes no failure for delivered', () => {
    expect(judgeMail(null, first)).toEqual({ kind: 'delivered' });
  });

  it.each([421, 450, 451, 452])('tries again after %d', (status) => {
    expect(judgeMail(failure({ status }), first)).toMatchObject({ dueAt: inSeconds(5) });
  });

  it('tries again when the server could not be reached', () => {
    expect(judgeMail(failure({ status: null, stage: 'other' }), first).kind).toBe('retry');
  });

  it('ends with a refused recipient, whose mailbox is written to no more', () => {
    expect(judgeMail(failure({}), first)).toMatchObject({ kind: 'dead', because: 'no-mailbox' });
  });

  it('blames the mailbox for refused content only where the server does', () => {
    const content = { stage: 'content', status: 554 } as const;
    expect(judgeMail(failure({ ...content, text: '554 5.7.1 spam' }), first)).toMatchObject({
      kind: 'dead',
      because: null,
    });
    expect(judgeMail(failure({ ...content, text: '550 5.1.1 unknown' }), first)).toMatchObject({
      because: 'no-mailbox',
    });
  });

  it('never blames an address for what the server has against us', () => {
    expect(judgeMail(failure({ status: 535, stage: 'other' }), first).kind).toBe('retry');
  });
});
