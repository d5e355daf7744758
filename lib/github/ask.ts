// A question to the REST API, or a write: conditional, never sent during a pause, renames followed, every request counted.
import type { z } from 'zod';

import { classifyRefusal } from './classify-refusal.ts';
import { GitHubError, type FailureKind, type RestCost } from './github-error.ts';
import { readRate } from './read-limits.ts';
import type { RestAnswerStore, RestGate, RestPause, RestRate } from './rest-memory.ts';
import type { RestResponse, RestWrite, SendRequest } from './send-request.ts';

export interface Asking {
  readonly send: SendRequest;
  readonly store: RestAnswerStore;
  readonly gate: RestGate;
  readonly now: () => Date;
  /** As credentialDigest names it. */
  readonly credential: string;
}

export interface Question<Answer> {
  /** Absolute. */
  readonly url: string;
  /** What is asked about, for sentences: "usbarmory/tamago-go". */
  readonly subject: string;
  readonly schema: z.ZodType<Answer>;
  /** Left out: it is asked, and nothing is changed. */
  readonly write?: RestWrite;
}

export interface Answered<Answer> {
  /** True for a 304: `answer` is what was stored. */
  readonly isUnchanged: boolean;
  readonly answer: Answer;
  readonly cost: RestCost;
  /** Null: the server did not say. */
  readonly rate: RestRate | null;
}

const MOST_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308]);

/** Throws GitHubError. */
export async function ask<Answer>(
  asking: Asking,
  question: Question<Answer>,
): Promise<Answered<Answer>> {
  const cost = { requests: 0, charged: 0 };
  let { url } = question;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    await waitForNobody(asking, question.subject, cost);
    const { write } = question;
    const stored = write === undefined ? await findStored(asking, url, question.schema) : null;
    const response = await asking.send({
      url,
      etag: stored?.etag ?? null,
      ...(write === undefined ? {} : { write }),
    });
    cost.requests += 1;
    cost.charged += isCharged(response, asking.credential) ? 1 : 0;
    const rate = await observe(asking, question.subject, response);
    if (response.kind === 'failed') {
      throw failure(question.subject, response.words, {
        failureKind: response.failureKind,
        cost,
        cause: response.cause,
      });
    }
    if (REDIRECTS.has(response.status)) {
      url = redirectTarget(url, response, { subject: question.subject, cost });
      continue;
    }
    if (response.status === 304 && stored !== null) {
      return { isUnchanged: true, answer: stored.answer, cost, rate };
    }
    const isDone = response.status === 200 || (write !== undefined && response.status === 201);
    if (!isDone) throw refused(asking, question.subject, { response, cost });
    const answer = parseAnswer(question, response.data, cost);
    const { etag } = response.headers;
    if (write === undefined && typeof etag === 'string' && etag !== '') {
      const { credential, store, now } = asking;
      await store.put({ credential, url, etag, body: answer, answeredAt: now() });
    }
    return { isUnchanged: false, answer, cost, rate };
  }
  throw failure(question.subject, 'sent us from one address to the next without end', {
    failureKind: 'malformed-answer',
    cost,
  });
}

/** Does not wait: a pause is the caller's to plan around. */
async function waitForNobody(asking: Asking, subject: string, cost: RestCost): Promise<void> {
  const pause = await asking.gate.pause(asking.credential, asking.now());
  if (pause === null) return;
  throw new GitHubError(`GitHub was not asked about ${subject}: ${pause.reason}`, {
    failureKind: 'rate-limited',
    cost: { ...cost },
    retryAt: pause.until,
  });
}

/** A stored answer of an older form is as good as none. */
async function findStored<Answer>(
  { store, credential }: Asking,
  url: string,
  schema: z.ZodType<Answer>,
): Promise<{ readonly etag: string; readonly answer: Answer } | null> {
  const stored = await store.get({ credential, url });
  const parsed = schema.safeParse(stored?.body);
  return stored !== null && parsed.success ? { etag: stored.etag, answer: parsed.data } : null;
}

/** With a token a 304 is free; without one it counts as any other answer. No answer at all may have cost one, too. */
function isCharged(response: RestResponse, credential: string): boolean {
  return response.kind === 'failed' || response.status !== 304 || credential === 'anonymous';
}

async function observe(
  asking: Asking,
  subject: string,
  response: RestResponse,
): Promise<RestRate | null> {
  if (response.kind === 'failed') return null;
  const at = asking.now();
  const rate = readRate(response.headers, at);
  const pause = pauseAfter(response, { rate, subject, at });
  // A free 304 has changed nothing, and so writes nothing.
  if (pause !== null || (rate !== null && isCharged(response, asking.credential))) {
    await asking.gate.record({ credential: asking.credential, at, rate, pause });
  }
  return rate;
}

function pauseAfter(
  response: Extract<RestResponse, { kind: 'answered' }>,
  { rate, subject, at }: { rate: RestRate | null; subject: string; at: Date },
): RestPause | null {
  const { status, headers, data } = response;
  if (status === 403 || status === 429) {
    const { retryAt, words } = classifyRefusal(status, headers, {
      message: messageOf(data),
      now: at,
    });
    if (retryAt === null) return null;
    return { until: retryAt, reason: `Asked about ${subject}, GitHub ${words}.` };
  }
  if (rate?.remaining !== 0 || rate.resetAt <= at) return null;
  const reason = `The rate limit of ${rate.limit} requests an hour is used up.`;
  return { until: rate.resetAt, reason };
}

function redirectTarget(
  from: string,
  response: Extract<RestResponse, { kind: 'answered' }>,
  { subject, cost }: { subject: string; cost: RestCost },
): string {
  const location = String(response.headers['location'] ?? '');
  // Followed anywhere else, the token would go to a stranger.
  if (location !== '' && URL.canParse(location, from)) {
    const target = new URL(location, from);
    if (target.origin === new URL(from).origin) return target.href;
  }
  throw failure(subject, 'sent us to an address that is not its own', {
    failureKind: 'malformed-answer',
    status: response.status,
    cost,
  });
}

function refused(
  { now }: Asking,
  subject: string,
  { response, cost }: { response: Extract<RestResponse, { kind: 'answered' }>; cost: RestCost },
): GitHubError {
  const { status, headers, data } = response;
  const { failureKind, retryAt, words } = classifyRefusal(status, headers, {
    message: messageOf(data),
    now: now(),
  });
  return failure(subject, words, { failureKind, status, retryAt, cost });
}

function parseAnswer<Answer>(question: Question<Answer>, data: unknown, cost: RestCost): Answer {
  const parsed = question.schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  const words =
    typeof data === 'object' && data !== null
      ? `gave an answer without a valid ${field || 'object'}`
      : 'gave an answer that is not whole JSON';
  throw failure(question.subject, words, {
    failureKind: 'malformed-answer',
    status: 200,
    cost,
    cause: parsed.error,
  });
}

function messageOf(data: unknown): string {
  if (typeof data === 'string') return data;
  if (typeof data !== 'object' || data === null || !('message' in data)) return '';
  return String(data.message);
}

function failure(
  subject: string,
  words: string,
  init: {
    readonly failureKind: FailureKind;
    readonly cost: RestCost;
    readonly status?: number;
    readonly retryAt?: Date | null;
    readonly cause?: unknown;
  },
): GitHubError {
  return new GitHubError(`Asked about ${subject}, GitHub ${words}.`, {
    ...init,
    cost: { ...init.cost },
  });
}
