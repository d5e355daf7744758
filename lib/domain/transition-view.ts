// What pages and the API know of a stored rehearsal: of the step that led to a rebase, and of what lies ahead.
import type { ConflictType } from './conflict-type.ts';
import type { RehearsalTime } from './measurement-source.ts';
import type { Subsystem } from './subsystem.ts';
import type {
  HandWork,
  HandWorkPath,
  PatchFlow,
  Pressure,
  TransitionSubsystem,
} from './transition.ts';

/** An error is neither of the other two, and has a reason in place of numbers. */
export const REHEARSAL_OUTCOMES = ['clean', 'conflict', 'error'] as const;
export type RehearsalOutcome = (typeof REHEARSAL_OUTCOMES)[number];

/** The upstream commit that first made a path conflict. */
export interface CulpritView {
  readonly sha: string;
  /** When it landed: the committer date. */
  readonly date: Date;
  /** Null in a recording. */
  readonly author: string | null;
  /** Null in a recording. */
  readonly subject: string | null;
  /** Address of its review. Null: the commit names none. */
  readonly cl: string | null;
  /** "path": by the commits that name the path; "rehearsal": by whole rehearsals. Null: not said. */
  readonly foundBy: 'path' | 'rehearsal' | null;
}

export interface ConflictView {
  readonly path: string;
  readonly type: ConflictType;
  readonly subsystem: Subsystem;
  /** Regions between conflict markers. Null: git left none. */
  readonly hunks: number | null;
  /** Null: see `culpritReason`. */
  readonly culprit: CulpritView | null;
  readonly culpritReason: string | null;
  /** False: an earlier commit conflicted too, and a later one took that away again. Null: not looked for. */
  readonly isMonotonic: boolean | null;
  /** Whether whole rehearsals, at the culprit and at its parent, agree. Null: not compared yet, or there is no culprit. */
  readonly isConfirmed: boolean | null;
  /** Upstream commits that name the path. Null: not counted. */
  readonly candidates: number | null;
  /** Whole days from the culprit landing to the target's date. Null: no culprit, or the target is no release. */
  readonly daysBeforeRelease: number | null;
}

/** All of it is measured, or none. */
export interface TransitionMeasure {
  readonly handWork: HandWork;
  /** Only those with anything in them, in the order of SUBSYSTEMS. */
  readonly subsystems: readonly TransitionSubsystem[];
  readonly pressure: Pressure;
}

/** The step from the rebase before to the one it belongs to. */
export interface TransitionView {
  /** Release of the rebase before. */
  readonly from: string;
  readonly outcome: RehearsalOutcome;
  /** Null: an error. */
  readonly conflictedFiles: number | null;
  /** Null: not measured, and `reason` says why. */
  readonly measure: TransitionMeasure | null;
  readonly reason: string | null;
  /** Null: not measured, and `flowReason` says why. */
  readonly flow: PatchFlow | null;
  readonly flowReason: string | null;
  /** In git's order. */
  readonly conflictPaths: readonly { readonly path: string; readonly subsystem: Subsystem }[];
}

/** With everything that only its own page shows. */
export interface TransitionDetail extends TransitionView {
  /** Base and head of the rebase before. */
  readonly fromBaseSha: string;
  readonly fromHeadSha: string;
  readonly conflicts: readonly ConflictView[];
  /** Paths with hand work, in the order of their bytes. */
  readonly paths: readonly HandWorkPath[];
}

/** The newest rebase of a line, rehearsed onto something of upstream that the port has not followed. */
export interface ForecastView extends RehearsalTime {
  readonly id: number;
  /** A release as upstream spells it, or "tip". */
  readonly target: string;
  readonly targetSha: string;
  readonly targetKind: 'beta' | 'rc' | 'first' | 'patch' | 'tip';
  /** Commit date. Null: not known. */
  readonly targetDate: Date | null;
  /** Release of the rebase that was rehearsed. */
  readonly from: string;
  readonly fromBaseSha: string;
  readonly fromHeadSha: string;
  /** Files of its patch. Null: not measured. */
  readonly patchFiles: number | null;
  readonly outcome: RehearsalOutcome;
  /** Null: it is no error. */
  readonly reason: string | null;
  /** Null: an error. */
  readonly conflictedFiles: number | null;
  /** In git's order. */
  readonly conflicts: readonly ConflictView[];
  /** Null: they were not looked for. */
  readonly silent: readonly { readonly path: string; readonly rule: string }[] | null;
}
