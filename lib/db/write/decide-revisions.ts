// Which revision rows a planned rebase asks for; what was measured or recorded is kept, and exactly one is the newest.

export interface NamedCommit {
  readonly sha: string;
  readonly ref: string;
}

/** The part of a planned rebase that revisions come from; lib/poller/plan-rebases.ts makes it. */
export interface WantedRevisions {
  readonly head: NamedCommit;
  readonly base: NamedCommit | null;
  readonly unmeasuredReason: string | null;
  /** Commits that stood for the rebase before head. */
  readonly earlier: readonly NamedCommit[];
}

export interface HeldRevision {
  readonly id: number;
  readonly baseSha: string | null;
  readonly baseRef: string | null;
  readonly headSha: string;
  readonly headRef: string;
  readonly isNewest: boolean;
  readonly unmeasuredReason: string | null;
}

export type NewRevision = Omit<HeldRevision, 'id'>;

export interface RevisionChanges {
  readonly created: readonly NewRevision[];
  /** Rows as they shall be; each differs from what is held. */
  readonly updated: readonly HeldRevision[];
}

/**
 * - A head that is new, or on a new base, is a new revision and the newest; the one before stays, no longer the newest.
 * - A revision without a base gets it in place as soon as upstream has the tag.
 * - A revision keeps its base when upstream's tag goes away: its numbers stay true of those two commits.
 */
export function decideRevisions(
  held: readonly HeldRevision[],
  wanted: WantedRevisions,
): RevisionChanges {
  const based = fillBases(held, wanted);
  const newest = findRevision(based, wanted, wanted.head.sha);
  const kept = based.map((revision) =>
    revision === newest ? asNewest(revision, wanted) : { ...revision, isNewest: false },
  );
  const created: NewRevision[] =
    newest === undefined ? [newRevision(wanted, wanted.head, true)] : [];
  for (const commit of wanted.earlier) {
    const isKnown =
      commit.sha === wanted.head.sha ||
      findRevision(based, wanted, commit.sha) !== undefined ||
      created.some(({ headSha }) => headSha === commit.sha);
    if (!isKnown) created.push(newRevision(wanted, commit, false));
  }
  const before = new Map(held.map((revision) => [revision.id, revision]));
  return {
    created,
    updated: kept.filter((revision) => !isSame(revision, before.get(revision.id))),
  };
}

function fillBases(
  held: readonly HeldRevision[],
  { base }: WantedRevisions,
): readonly HeldRevision[] {
  if (base === null) return held;
  const onBase = new Set(
    held.filter(({ baseSha }) => baseSha === base.sha).map(({ headSha }) => headSha),
  );
  return held.map((revision) =>
    revision.baseSha === null && !onBase.has(revision.headSha)
      ? { ...revision, baseSha: base.sha, baseRef: base.ref, unmeasuredReason: null }
      : revision,
  );
}

function findRevision(
  revisions: readonly HeldRevision[],
  { base }: WantedRevisions,
  headSha: string,
): HeldRevision | undefined {
  const ofHead = revisions.filter((revision) => revision.headSha === headSha);
  if (base !== null) return ofHead.find(({ baseSha }) => baseSha === base.sha);
  return ofHead.find(({ isNewest }) => isNewest) ?? ofHead[0];
}

function asNewest(revision: HeldRevision, wanted: WantedRevisions): HeldRevision {
  return {
    ...revision,
    isNewest: true,
    headRef: wanted.head.ref,
    baseRef: wanted.base === null ? revision.baseRef : wanted.base.ref,
    // Why a revision with a base could not be measured is the measuring job's to say.
    unmeasuredReason:
      revision.baseSha === null ? wanted.unmeasuredReason : revision.unmeasuredReason,
  };
}

function newRevision(wanted: WantedRevisions, head: NamedCommit, isNewest: boolean): NewRevision {
  return {
    baseSha: wanted.base?.sha ?? null,
    baseRef: wanted.base?.ref ?? null,
    headSha: head.sha,
    headRef: head.ref,
    isNewest,
    unmeasuredReason: wanted.unmeasuredReason,
  };
}

function isSame(a: HeldRevision, b: HeldRevision | undefined): boolean {
  return (
    b !== undefined &&
    a.baseSha === b.baseSha &&
    a.baseRef === b.baseRef &&
    a.headSha === b.headSha &&
    a.headRef === b.headRef &&
    a.isNewest === b.isNewest &&
    a.unmeasuredReason === b.unmeasuredReason
  );
}
