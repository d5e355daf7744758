// What one measurement of a port says, whoever made it and wherever it is stored.
import type { FileKind } from './file-kind.ts';
import type { Subsystem } from './subsystem.ts';

/** A full hexadecimal object name of a commit (40 digits for SHA-1). */
export type CommitSha = string & { readonly brand: 'CommitSha' };

/** Status letters of `git diff --raw -M`: added, modified (a type change counts as modified), deleted, renamed. */
export type FileStatus = 'added' | 'modified' | 'deleted' | 'renamed';

export interface CopiedFrom {
  readonly path: string;
  /** The release whose tree holds `path`, as upstream spells its tag. */
  readonly release: string;
  /** Per cent, as git prints it after C or R. */
  readonly similarity: number;
}

export interface FileChange {
  /** New path; the old one for a deletion. Not valid UTF-8: as `git diff` quotes it. */
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: FileStatus;
  readonly subsystem: Subsystem;
  readonly kind: FileKind;
  /** Lines; null when not measured, with `unmeasuredReason`. A binary file has 0. */
  readonly insertions: number | null;
  readonly deletions: number | null;
  readonly binary: boolean;
  readonly unmeasuredReason: string | null;
  readonly copiedFrom: CopiedFrom | null;
}

/** Files and lines, as `git diff --shortstat` counts them. */
export interface LineCount {
  readonly files: number;
  readonly insertions: number;
  readonly deletions: number;
}

export interface PatchCount extends LineCount {
  readonly added: number;
  readonly modified: number;
  readonly deleted: number;
  readonly renamed: number;
}

export interface SubsystemCount extends LineCount {
  readonly subsystem: Subsystem;
  /** The part of it inside files that upstream owns. */
  readonly touch: LineCount;
}

export interface KindCount extends LineCount {
  readonly kind: FileKind;
}

/** Everything that is derived from (base, head) alone. */
export interface Measurement {
  /** `git rev-list --count base..head`. */
  readonly commits: number;
  /** False when base is not an ancestor of head: measured all the same, and flagged. */
  readonly isDescendant: boolean;
  readonly patch: PatchCount;
  readonly touch: LineCount;
  readonly kinds: readonly KindCount[];
  readonly subsystems: readonly SubsystemCount[];
  readonly files: readonly FileChange[];
}
