// What pages and the API know of a rebase: the port as published for one release, and the measurement that is shown for it.
import type { ReleaseKind } from './go-release.ts';
import type {
  FileChange,
  KindCount,
  LineCount,
  PatchCount,
  SubsystemCount,
} from './measurement.ts';
import type { TransitionDetail, TransitionView } from './transition-view.ts';

/** A commit, and the ref that named it when it was seen. */
export interface NamedCommit {
  readonly sha: string;
  readonly ref: string;
}

export type RevisionSource =
  /** Null: it is not measured. */
  | { readonly kind: 'measured'; readonly measuredAt: Date | null }
  /** Shipped with the program; `copy` says which copy of the fork it was made from. */
  | { readonly kind: 'recorded'; readonly recordedAt: Date; readonly copy: string };

/** A measurement's sums, without its files. */
export interface MeasuredSums {
  readonly commits: number;
  /** False when base is not an ancestor of head: measured all the same. */
  readonly isDescendant: boolean;
  readonly patch: PatchCount;
  readonly touch: LineCount;
  /** Files whose lines could not be counted; they are in `patch.files` and in no line count. */
  readonly unmeasuredFiles: number;
  /** Only those with files, in the order of SUBSYSTEMS. */
  readonly subsystems: readonly SubsystemCount[];
  /** Only those with files, in the order of FILE_KINDS. */
  readonly kinds: readonly KindCount[];
}

export interface RebaseView {
  /** As upstream spells its tag. */
  readonly release: string;
  readonly line: string;
  readonly kind: ReleaseKind;
  readonly order: number;
  readonly releasedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly lagDays: number | null;
  /** When the fork's branch and tag for it were found gone. Null: it is there. */
  readonly deletedAt: Date | null;
  /** Null: upstream lacks the tag. */
  readonly base: NamedCommit | null;
  readonly head: NamedCommit;
  readonly source: RevisionSource;
  /** Null: not measured, and `unmeasuredReason` says why. */
  readonly sums: MeasuredSums | null;
  readonly unmeasuredReason: string | null;
  /** The step from the rebase before. Null: it is the first, or the step is not measured yet. */
  readonly transition: TransitionView | null;
}

/** How the revision that is shown was measured. */
export interface MeasurementOrigin {
  readonly measuredAt: Date | null;
  readonly gitVersion: string | null;
  readonly methodVersion: number | null;
  readonly durationMs: number | null;
}

/** A (base, head) that stood for the rebase before the newest. */
export interface EarlierRevision {
  readonly head: NamedCommit;
  readonly seenAt: Date;
}

/** One rebase with all its files. */
export interface RebaseDetail {
  /** The row of the revision that is shown; means nothing outside this database. */
  readonly revisionId: number;
  readonly rebase: RebaseView;
  /** As in `rebase`, with its conflicts and paths. */
  readonly transition: TransitionDetail | null;
  readonly origin: MeasurementOrigin;
  /** Null: the newest revision is shown. Else the head of the newest, and all that is said of commits is of an earlier one. */
  readonly replacedBy: NamedCommit | null;
  /** Without the one that is shown. */
  readonly earlier: readonly EarlierRevision[];
  /** In git's own order. Empty when not measured. */
  readonly files: readonly FileChange[];
  /** The releases of the port's rebases before and after it, in release order. Null: it is the first, or last. */
  readonly previous: string | null;
  readonly next: string | null;
}

export type RebaseLookup =
  | { readonly kind: 'found'; readonly detail: RebaseDetail }
  /** `nearest` are releases that the port has, in release order. */
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] }
  /** The rebase is there, and no head of it is the one that was asked for; `heads` are those it has, the newest first. */
  | {
      readonly kind: 'unknown-revision';
      readonly release: string;
      readonly heads: readonly string[];
    };
