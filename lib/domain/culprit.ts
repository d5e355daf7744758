// The upstream commit that first made a path conflict, and how surely it is the one.

export interface CulpritCommit {
  readonly sha: string;
  readonly author: string;
  /** When it landed: the committer date. */
  readonly landedAt: Date;
  readonly subject: string;
  /** Where it was reviewed, from its `Reviewed-on:` trailer. */
  readonly cl: string | null;
}

export interface Culprit {
  readonly path: string;
  /** Null: none was found, for the reason given. */
  readonly commit: CulpritCommit | null;
  readonly unmeasuredReason: string | null;
  /** Upstream commits that name the path. With none, or none that explains it, whole rehearsals were compared instead. */
  readonly candidates: number;
  readonly foundBy: 'path' | 'rehearsal' | null;
  /** False: an earlier commit conflicted too, and a later one took that away again. */
  readonly isMonotonic: boolean;
}

const DAY_MS = 86_400_000;

/** Whole days from one moment to a later one; part of a day is not counted. */
export function leadDays(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY_MS);
}

/** The number in a review's address: "https://go-review.googlesource.com/c/go/+/207197" is CL 207197. */
export function clNumber(cl: string): number | null {
  const number = /\/(\d+)\/?$/.exec(cl)?.[1];
  return number === undefined ? null : Number(number);
}
