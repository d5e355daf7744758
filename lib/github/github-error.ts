// Every way in which asking GitHub can fail, named so that a caller can decide without reading GitHub's text.
import { assertNever } from '#lib/domain/assert-never.ts';

/**
 * - `rate-limited`: the hour's allowance is used up, or a pause is still on
 * - `secondary-limit`: asked too much at once
 * - `unauthorized`: the token was refused (401)
 * - `forbidden`: refused for another reason (403)
 * - `not-found`: 404; a private repository looks the same
 * - `gone`: 410
 * - `unavailable-for-legal-reasons`: 451
 * - `server-error`: 5xx
 * - `network`: no answer, or none in time
 * - `malformed-answer`: an answer that broke off or is not what GitHub's documentation promises
 */
export type FailureKind =
  | 'rate-limited'
  | 'secondary-limit'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'unavailable-for-legal-reasons'
  | 'server-error'
  | 'network'
  | 'malformed-answer';

/** What the requests of one question cost, whether it was answered or not. */
export interface RestCost {
  readonly requests: number;
  /** Those of them that took from the allowance, as far as can be known. */
  readonly charged: number;
}

export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly failureKind: FailureKind;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Nothing is to be asked before this time. Null: GitHub named none. */
  readonly retryAt: Date | null;
  readonly cost: RestCost;

  /** `sentence` says what was asked and what came of it. */
  constructor(
    sentence: string,
    init: {
      readonly failureKind: FailureKind;
      readonly cost: RestCost;
      readonly status?: number | null;
      readonly retryAt?: Date | null;
      readonly cause?: unknown;
    },
  ) {
    super(sentence, { cause: init.cause });
    this.failureKind = init.failureKind;
    this.status = init.status ?? null;
    this.retryAt = init.retryAt ?? null;
    this.cost = init.cost;
  }

  /** True when the same question may be answered later with nothing changed by a person. */
  get retryable(): boolean {
    return isRetryable(this.failureKind);
  }
}

export function isRetryable(failureKind: FailureKind): boolean {
  switch (failureKind) {
    case 'rate-limited':
    case 'secondary-limit':
    case 'server-error':
    case 'network':
    case 'malformed-answer':
      return true;
    case 'unauthorized':
    case 'forbidden':
    case 'not-found':
    case 'gone':
    case 'unavailable-for-legal-reasons':
      return false;
    default:
      return assertNever(failureKind);
  }
}
