// What the client must remember between processes; lib/db keeps it, and whoever composes the two passes it in.

export interface RestAnswerKey {
  /** As credentialDigest names it: GitHub's ETags hold for one credential only. */
  readonly credential: string;
  readonly url: string;
}

export interface StoredRestAnswer extends RestAnswerKey {
  readonly etag: string;
  /** The parsed fields that the product uses. */
  readonly body: unknown;
  readonly answeredAt: Date;
}

export interface RestAnswerStore {
  readonly get: (key: RestAnswerKey) => Promise<StoredRestAnswer | null>;
  readonly put: (answer: StoredRestAnswer) => Promise<void>;
}

/** The allowance as GitHub's headers tell it. */
export interface RestRate {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
}

export interface RestPause {
  readonly until: Date;
  /** A sentence. */
  readonly reason: string;
}

export interface RestObservation {
  readonly credential: string;
  readonly at: Date;
  /** Null: the answer did not say. */
  readonly rate: RestRate | null;
  /** Null: the answer asks for none; one that is on stays on. */
  readonly pause: RestPause | null;
}

/** One gate for all workers: whoever is told to wait, all wait. */
export interface RestGate {
  /** The pause that is on at `at`, if any. */
  readonly pause: (credential: string, at: Date) => Promise<RestPause | null>;
  readonly record: (observation: RestObservation) => Promise<void>;
}
