// When the REST API is asked about a repository: never during a pause, and never for quota that buys nothing.
import { retryDelayMs } from './retry-delay.ts';

export interface MetadataPlanInput {
  readonly hasToken: boolean;
  readonly now: Date;
  readonly pollIntervalMs: number;
  /** When REST last confirmed what we hold. Null: never. */
  readonly metadataAt: Date | null;
  /** When a ref last changed, this poll's listing included. Null: there never was one. */
  readonly lastRefChangeAt: Date | null;
  /** The pause of the credential, if one is on. */
  readonly pause: { readonly until: Date; readonly reason: string } | null;
  /** REST questions since `metadataAt` that failed. */
  readonly restFailures: { readonly count: number; readonly lastAt: Date } | null;
}

export type MetadataPlan =
  | { readonly kind: 'ask' }
  /** `reason` is a sentence. */
  | { readonly kind: 'skip'; readonly reason: string };

/** How old metadata may become when nothing hints that it changed and asking would cost quota. */
const LONGEST_AGE_MS = 24 * 3_600_000;

/** With a token at each poll, since a 304 is free then; without one when a ref has changed since, and once a day. */
export function planMetadata(input: MetadataPlanInput): MetadataPlan {
  const { hasToken, now, pollIntervalMs, metadataAt, lastRefChangeAt, pause, restFailures } = input;
  if (pause !== null && pause.until > now) return { kind: 'skip', reason: pause.reason };
  if (restFailures !== null && restFailures.count > 0) {
    const delayMs = retryDelayMs({ failures: restFailures.count, pollIntervalMs, jitter: 0 });
    const retryAt = restFailures.lastAt.getTime() + delayMs;
    if (now.getTime() < retryAt) {
      return {
        kind: 'skip',
        reason: 'The last question failed, and it is too early for the next.',
      };
    }
  }
  if (hasToken || metadataAt === null) return { kind: 'ask' };
  if (lastRefChangeAt !== null && lastRefChangeAt > metadataAt) return { kind: 'ask' };
  if (now.getTime() - metadataAt.getTime() >= LONGEST_AGE_MS) return { kind: 'ask' };
  return {
    kind: 'skip',
    reason: 'No ref has changed since, and without a token each question costs quota.',
  };
}
