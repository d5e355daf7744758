// The words for how a port and its release lines stand.

export type PortState = 'current' | 'behind' | 'abandoned' | 'unmeasured';

/**
 * kept: the port's newest line, or one it has followed since a newer line's first release; it may lag all the same.
 * abandoned: supported, and a release of it has not been followed for 60 days.
 * ended: upstream supports it no longer, whatever the port does.
 * undecided: supported, not followed since a newer line began, and nothing has gone unfollowed long enough to say more.
 */
export type LineState = 'kept' | 'undecided' | 'abandoned' | 'ended';

export interface LineStanding {
  readonly line: string;
  readonly state: LineState;
  /** The port's newest rebase of the line, as upstream spells the release; so for all names here. */
  readonly newestRebase: string;
  /** Upstream's newest release of the line; a beta or rc only while there is nothing else. */
  readonly newestRelease: string;
  /** Releases of the line after the newest rebase, oldest first; a beta or rc only while there is nothing else. */
  readonly releasesNotFollowed: readonly string[];
  /** Days since the first of them. Null: there is none, or its date is not known. */
  readonly daysNotFollowed: number | null;
  /** Of the newest rebase; may be negative. Null: a date of it is not known. */
  readonly lagDays: number | null;
  /** One sentence for people, to stand after the line's name. */
  readonly verdict: string;
}

export interface PortStanding {
  readonly state: PortState;
  /** The rebase by which the state is judged: the newest of a first or patch release, else the newest there is. */
  readonly newest: string | null;
  /** Newest line first; only lines of which the port has a rebase. */
  readonly lines: readonly LineStanding[];
  /** One sentence for people, to stand after the port's name. */
  readonly verdict: string;
}
