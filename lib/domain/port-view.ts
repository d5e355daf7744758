// What pages and the API know of a port, apart from its rebases.

export interface PortView {
  readonly id: number;
  /** Name in URLs. */
  readonly slug: string;
  readonly name: string;
  /** One line: what it is for. */
  readonly summary: string;
  readonly goos: readonly string[];
  readonly goarch: readonly string[];
  readonly layout: string;
  readonly branchPattern: string;
  readonly tagPattern: string | null;
  readonly proposalUrl: string | null;
  /** As of when the recording holds that its history was filled from. Null: it was filled from none. */
  readonly recordedAsOf: Date | null;
  readonly upstream: RepositoryView;
  readonly fork: RepositoryView;
}

export interface RepositoryView {
  readonly id: number;
  /** "owner/name" as GitHub spells it. */
  readonly fullName: string;
  /** Null until GitHub has said. */
  readonly archived: boolean | null;
  /** When its refs were last listed completely. Null: never. */
  readonly listedAt: Date | null;
  /** When the refs listed then were all in the mirror. Null: never. */
  readonly fetchedAt: Date | null;
  /** Polls that failed since the last one that did not. */
  readonly failures: number;
  /** Why the newest of them failed, in one sentence. Null: none has. */
  readonly failure: string | null;
  /** Nothing is asked of it before this time. Null: no wait is due. */
  readonly nextPollAt: Date | null;
}
