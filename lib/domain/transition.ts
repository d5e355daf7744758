// What a rehearsal and a transition say, whoever measured them and wherever they are stored.
import type { ConflictType, ConflictVersions } from './conflict-type.ts';
import type { Subsystem } from './subsystem.ts';

/** A path that could not be merged. */
export interface RehearsedConflict {
  readonly path: string;
  readonly type: ConflictType;
  /** Git's own words for it, several may apply; empty for none. */
  readonly gitTypes: readonly string[];
  readonly subsystem: Subsystem;
  /** Regions between conflict markers; null where git left none, as for a deleted or binary file. */
  readonly hunks: number | null;
  readonly versions: ConflictVersions;
}

/** Of a rehearsal that came to an end; one that did not is an error with a reason, and has none of this. */
export interface RehearsalMeasurement {
  readonly outcome: 'clean' | 'conflict';
  /** In git's order of paths. */
  readonly conflicts: readonly RehearsedConflict[];
  /** What git could not decide and left no path unmerged for, such as a directory that was split in two. */
  readonly unplaced: readonly { readonly gitType: string; readonly paths: readonly string[] }[];
}

/** Lines of one path that people changed beyond what the machine could do. */
export interface HandWorkPath {
  readonly path: string;
  readonly subsystem: Subsystem;
  readonly isInConflict: boolean;
  /** In conflict, or changed by upstream between the two bases. Else the port's own work. */
  readonly isAdaptation: boolean;
  /** Null: not measured, for the reason given. */
  readonly insertions: number | null;
  readonly deletions: number | null;
  readonly unmeasuredReason: string | null;
}

/** Lines, insertions and deletions together; `files` counts the paths that have any. */
export interface HandWork {
  readonly conflicted: number;
  readonly clean: number;
  readonly adaptation: number;
  readonly own: number;
  readonly files: number;
}

/** Upstream's changes between the two bases in one file of the touch surface. */
export interface PressurePath {
  readonly path: string;
  readonly subsystem: Subsystem;
  readonly insertions: number | null;
  readonly deletions: number | null;
  readonly unmeasuredReason: string | null;
}

export interface Pressure {
  readonly files: number;
  readonly insertions: number;
  readonly deletions: number;
  /** Commits of upstream that changed any of them, merges not counted. */
  readonly commits: number;
}

/** Commits that are the same in both patch series, that changed, that only the first has, and that only the second has. */
export interface PatchFlow {
  readonly same: number;
  readonly changed: number;
  readonly dropped: number;
  readonly new: number;
}

export interface TransitionSubsystem {
  readonly subsystem: Subsystem;
  readonly conflictedFiles: number;
  /** Lines. */
  readonly adaptation: number;
  readonly own: number;
  /** Lines of upstream, insertions and deletions together. */
  readonly pressure: number;
}

/** One rebase to the next. */
export interface TransitionMeasurement extends RehearsalMeasurement {
  readonly handWork: HandWork;
  /** Paths with lines, or with a reason why they have none; in the order of their bytes. */
  readonly handWorkPaths: readonly HandWorkPath[];
  readonly pressure: Pressure;
  readonly pressurePaths: readonly PressurePath[];
  /** Null: not measured, for the reason given. */
  readonly flow: PatchFlow | null;
  readonly flowUnmeasuredReason: string | null;
  /** Those with anything in them, in the order of SUBSYSTEMS. */
  readonly subsystems: readonly TransitionSubsystem[];
}
