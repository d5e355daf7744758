// The one issue of an incident: found by a mark in its body or made, then edited in place and closed. Nothing else is ever
// written to a repository.
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { ask, type Asking } from './ask.ts';
import { credentialDigest } from './credential-digest.ts';
import { GitHubError } from './github-error.ts';
import type { RestGate } from './rest-memory.ts';
import {
  createSendRequest,
  type GithubLog,
  type RestWrite,
  type SendRequest,
} from './send-request.ts';

export interface IssueWriterOptions {
  /** GITHUB_API_URL */
  readonly apiUrl: string;
  readonly token: string;
  readonly gate: RestGate;
  readonly now: () => Date;
  readonly log: GithubLog;
  /** For one answer. */
  readonly timeoutMs?: number;
  /** After so long no further request is sent: it ends at the latest `timeoutMs` and a pause after that. */
  readonly totalMs?: number;
  /** Between two writes, as GitHub asks for. */
  readonly pauseMs?: number;
}

export interface IssueToKeep {
  /** "owner/name" */
  readonly repository: string;
  /** Null: not known; it is looked for, and made only if it is nowhere. */
  readonly number: number | null;
  /** Stands in the body of this issue and of no other. */
  readonly mark: string;
  /** It was not made before then. */
  readonly since: Date;
  readonly title: string;
  /** With the mark. */
  readonly body: string;
  readonly isOpen: boolean;
}

export interface KeptIssue {
  readonly number: number;
  /** 0 when it was so already. */
  readonly writes: number;
}

const TIMEOUT_MS = 20_000;
const TOTAL_MS = 60_000;
const MAX_ANSWER_BYTES = 20_000_000;
/** https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests */
export const WRITE_PAUSE_MS = 1_000;
const PAGE = 100;
/** By which our clock, or GitHub's, may be wrong. */
const MOST_SKEW_MS = 24 * 3_600_000;
const MOST_PAGES = 20;

/** https://docs.github.com/en/rest/issues/issues#get-an-issue */
const issueAnswer = z.object({
  number: z.int().positive(),
  state: z.enum(['open', 'closed']),
  title: z.string(),
  body: z.string().nullable(),
});

type Issue = z.output<typeof issueAnswer>;

/** Throws GitHubError. A write is followed by a pause before this resolves. */
export async function keepIssue(
  issue: IssueToKeep,
  options: IssueWriterOptions,
): Promise<KeptIssue> {
  const { pauseMs = WRITE_PAUSE_MS } = options;
  const asking = connect(options);
  const place = {
    subject: `issues of ${issue.repository}`,
    url: `${options.apiUrl.replace(/\/+$/, '')}/repos/${issue.repository}/issues`,
  };
  const write = async (url: string, change: RestWrite): Promise<Issue> => {
    const { answer } = await ask(asking, {
      url,
      subject: place.subject,
      schema: issueAnswer,
      write: change,
    });
    await sleep(pauseMs);
    return answer;
  };
  const held =
    issue.number === null
      ? await findByMark(asking, place, issue)
      : await getIssue(asking, place, issue.number);
  const { title, body } = issue;
  let writes = 0;
  let present = held;
  if (present === null) {
    present = await write(place.url, { method: 'POST', data: { title, body } });
    writes += 1;
  }
  const state = issue.isOpen ? 'open' : 'closed';
  if (present.title !== title || present.body !== body || present.state !== state) {
    const url = `${place.url}/${present.number}`;
    await write(url, { method: 'PATCH', data: { title, body, state } });
    writes += 1;
  }
  return { number: present.number, writes };
}

interface Place {
  readonly subject: string;
  readonly url: string;
}

async function getIssue(asking: Asking, { url, subject }: Place, number: number): Promise<Issue> {
  const { answer } = await ask(asking, { url: `${url}/${number}`, subject, schema: issueAnswer });
  return answer;
}

/** Not by GitHub's search, which knows of a new issue only after a while. */
async function findByMark(
  asking: Asking,
  { url, subject }: Place,
  { mark, since }: IssueToKeep,
): Promise<Issue | null> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = new URLSearchParams({
      state: 'all',
      sort: 'created',
      direction: 'asc',
      since: new Date(since.getTime() - MOST_SKEW_MS).toISOString().replace(/\.\d+Z$/, 'Z'),
      per_page: String(PAGE),
      page: String(page),
    });
    const { answer, cost } = await ask(asking, {
      url: `${url}?${query.toString()}`,
      subject,
      schema: z.array(issueAnswer),
    });
    const found = answer.find(({ body }) => body?.includes(mark) === true);
    if (found !== undefined) return found;
    if (answer.length < PAGE) return null;
    if (page === MOST_PAGES) {
      // Making another without having seen them all could make a second one.
      throw new GitHubError(`Asked about ${subject}, GitHub has too many to look through.`, {
        failureKind: 'malformed-answer',
        cost,
      });
    }
  }
  return null;
}

/** Answers are not kept: each is asked for once or twice. */
function connect({
  apiUrl,
  token,
  gate,
  now,
  log,
  timeoutMs = TIMEOUT_MS,
  totalMs = TOTAL_MS,
}: IssueWriterOptions): Asking {
  const endsAt = performance.now() + totalMs;
  const sendOne = createSendRequest({
    apiUrl: apiUrl.replace(/\/+$/, ''),
    token,
    log,
    timeoutMs,
    maxAnswerBytes: MAX_ANSWER_BYTES,
  });
  const send: SendRequest = async (request) => {
    if (performance.now() < endsAt) return sendOne(request);
    const words = `has not answered all within ${totalMs / 1000} s`;
    return { kind: 'failed', failureKind: 'network', words, cause: null };
  };
  const store = { get: async () => null, put: async () => {} };
  return { send, store, gate, now, credential: credentialDigest(token) };
}
