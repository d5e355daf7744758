// What the status page knows: what was asked when, what is under way, and what went wrong.
import type { RepositoryView } from './port-view.ts';

export const pollOutcomes = ['unchanged', 'changed', 'failed'] as const;
export type PollOutcome = (typeof pollOutcomes)[number];

export interface PollView {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly outcome: PollOutcome;
  /** One sentence when it failed. */
  readonly reason: string | null;
  /** Null: no complete listing was had; so for `changes`. */
  readonly refs: number | null;
  readonly changes: number | null;
  readonly restRequests: number;
  readonly restCharged: number;
}

/** A poll, and the repository that was polled. */
export interface RecentPoll extends PollView {
  readonly repositoryId: number;
}

export interface RepositoryStatus extends RepositoryView {
  /** Since when it is to be shown as gone, see goneSince. Null: it is not. */
  readonly goneAt: Date | null;
  /** Newest first, a few of them. */
  readonly polls: readonly PollView[];
}

export interface RateLimitView {
  readonly isAnonymous: boolean;
  /** Null: GitHub has not said; so for the next two. */
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly pauseReason: string | null;
  readonly updatedAt: Date;
}

export interface WorkerView {
  readonly id: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly rssBytes: number;
  readonly gitVersion: string;
  readonly nodeVersion: string;
}

export interface ProgressView {
  /** e.g. "fetch:golang/go". */
  readonly id: string;
  readonly stage: string;
  readonly done: number;
  /** Null: not known yet. */
  readonly total: number | null;
  /** "bytes", "objects", "rebases". */
  readonly unit: string;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
  readonly failure: string | null;
}

/** Jobs of one task. */
export interface JobCount {
  readonly task: string;
  /** May start now. */
  readonly ready: number;
  readonly running: number;
  /** May start later: a retry, or planned. */
  readonly later: number;
  /** Will not be tried again. */
  readonly failed: number;
  /** When the next of `later` may start. */
  readonly nextAt: Date | null;
  /** What the newest attempt that failed said, of jobs still in the queue. */
  readonly lastError: string | null;
}

/** Newest revisions of all rebases. */
export interface MeasuringView {
  readonly measured: number;
  /** Among `measured`: shipped with the program. */
  readonly recorded: number;
  readonly waiting: number;
  /** Cannot be measured, for a stated reason. */
  readonly unmeasured: number;
}

export interface StatusView {
  readonly repositories: readonly RepositoryStatus[];
  readonly rateLimits: readonly RateLimitView[];
  readonly workers: readonly WorkerView[];
  readonly progress: readonly ProgressView[];
  /** Null: no worker has ever started here. */
  readonly queue: readonly JobCount[] | null;
  readonly measuring: MeasuringView;
}
