// What a search finds, in four groups.

/** The first of those found. */
export interface Found<Thing> {
  /** How many were counted. */
  readonly total: number;
  /** Whether there are more, which nobody counted. */
  readonly isMore: boolean;
  readonly things: readonly Thing[];
}

export interface FoundPort {
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
}

export interface FoundRebase {
  readonly port: string;
  readonly portName: string;
  readonly release: string;
}

/** A path that patches change, and whose. */
export interface FoundFile {
  readonly path: string;
  readonly carriers: readonly {
    readonly port: string;
    readonly portName: string;
    /** In release order. */
    readonly first: string;
    readonly last: string;
    readonly rebases: number;
  }[];
}

/** An upstream commit that made a path conflict, and the newest rebase that it did so to. */
export interface FoundCommit {
  readonly sha: string;
  readonly date: Date;
  /** Null in a recording. */
  readonly author: string | null;
  readonly subject: string | null;
  readonly cl: string | null;
  readonly port: string;
  readonly portName: string;
  readonly from: string;
  /** A release, or a commit of tip. */
  readonly onto: string;
  readonly ontoName: string;
  readonly path: string;
}

export interface SearchFindings {
  readonly ports: Found<FoundPort>;
  readonly rebases: Found<FoundRebase>;
  readonly files: Found<FoundFile>;
  readonly commits: Found<FoundCommit>;
}
