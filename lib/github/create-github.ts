// The product's only way to GitHub's REST API; api.github.com and a GitHub Enterprise base are alike to it.
import pLimit from 'p-limit';

import { ask, type Asking } from './ask.ts';
import { credentialDigest } from './credential-digest.ts';
import type { RestCost } from './github-error.ts';
import {
  repositoryAnswer,
  toGitHubRepository,
  type GitHubRepository,
} from './repository-answer.ts';
import type { RestAnswerStore, RestGate, RestRate } from './rest-memory.ts';
import { createSendRequest, type GithubLog } from './send-request.ts';

export interface GithubOptions {
  /** GITHUB_API_URL: "https://api.github.com", or e.g. "http://127.0.0.1:4400/api/v3". */
  readonly apiUrl: string;
  /** Null: asked anonymously. */
  readonly token: string | null;
  readonly store: RestAnswerStore;
  readonly gate: RestGate;
  readonly now: () => Date;
  readonly log: GithubLog;
  /** For a whole answer. */
  readonly timeoutMs?: number;
}

export interface RepositoryAnswer {
  /**
   * - `fresh`: it is not the answer we hold, or we held none
   * - `unchanged`: GitHub says that what we hold is still true (304)
   * - `renamed`: fresh or unchanged, and under another name than was asked for
   */
  readonly kind: 'fresh' | 'unchanged' | 'renamed';
  readonly repository: GitHubRepository;
  readonly cost: RestCost;
  /** Null: the server did not say. */
  readonly rate: RestRate | null;
}

export interface Github {
  /** Names the credential in use, as the store and the gate know it. */
  readonly credential: string;
  readonly hasToken: boolean;
  /** `fullName` is "owner/name". Throws GitHubError. */
  readonly getRepository: (fullName: string) => Promise<RepositoryAnswer>;
}

const TIMEOUT_MS = 20_000;
/** A repository object has some 15 kB. */
const MAX_ANSWER_BYTES = 5_000_000;

/** GitHub asks for one request at a time per credential, so questions wait for each other. */
export function createGithub(options: GithubOptions): Github {
  const { token, store, gate, now, log, timeoutMs = TIMEOUT_MS } = options;
  const apiUrl = options.apiUrl.replace(/\/+$/, '');
  const credential = credentialDigest(token);
  const send = createSendRequest({
    apiUrl,
    token,
    log,
    timeoutMs,
    maxAnswerBytes: MAX_ANSWER_BYTES,
  });
  const asking: Asking = { send, store, gate, now, credential };
  const oneAtATime = pLimit(1);

  async function getRepository(fullName: string): Promise<RepositoryAnswer> {
    const url = `${apiUrl}/repos/${fullName.split('/').map(encodeURIComponent).join('/')}`;
    const { answer, isUnchanged, cost, rate } = await oneAtATime(() =>
      ask(asking, { url, subject: fullName, schema: repositoryAnswer }),
    );
    const repository = toGitHubRepository(answer);
    const sameName = isUnchanged ? 'unchanged' : 'fresh';
    return {
      kind: repository.fullName === fullName ? sameName : 'renamed',
      repository,
      cost,
      rate,
    };
  }

  return { credential, hasToken: token !== null, getRepository };
}
