// What the page of one conflict is made of, apart from its text.
import type { RehearsalTime } from './measurement-source.ts';
import type { ConflictView } from './transition-view.ts';

/** The rehearsal that met the conflict. */
export interface ConflictRehearsal extends RehearsalTime {
  readonly id: number;
  /** Release of the rebase that was rehearsed. */
  readonly from: string;
  readonly fromBaseSha: string;
  readonly fromHeadSha: string;
  /** A release as upstream spells it, or "tip". */
  readonly target: string;
  readonly targetSha: string;
  readonly targetKind: 'beta' | 'rc' | 'first' | 'patch' | 'tip';
  readonly targetDate: Date | null;
}

/** A step of the port that met the same path in conflict, and what people made of it. */
export interface ConflictTime {
  readonly rehearsalId: number;
  readonly from: string;
  /** Release of the rebase that the step led to, and the head that it then had. */
  readonly release: string;
  readonly headSha: string;
  readonly order: number;
  readonly type: ConflictView['type'];
  /** Hand work in the path, lines. Null: not measured, and `reason` says why. */
  readonly handWork: { readonly insertions: number; readonly deletions: number } | null;
  readonly reason: string | null;
}

export interface ConflictDetail {
  readonly rehearsal: ConflictRehearsal;
  readonly conflict: ConflictView;
  /** Every path in conflict in this rehearsal, in git's order. */
  readonly paths: readonly string[];
}

/** A choice to offer where a URL names none. */
export interface ConflictName {
  readonly from: string;
  readonly onto: string;
  readonly path: string;
}

export type ConflictLookup =
  | { readonly kind: 'found'; readonly detail: ConflictDetail }
  /**
   * `isRehearsed`: the rehearsal is known, and met the path without a conflict; else nothing is known of it. `nearest`: conflicts of the
   * same rehearsal, else of others from the same rebase.
   */
  | {
      readonly kind: 'unknown';
      readonly isRehearsed: boolean;
      readonly nearest: readonly ConflictName[];
    };

/**
 * `port` is the address of the port's page; `onto` a release, "tip" or a commit. With `revision`, the head that was rehearsed, and a
 * commit as `onto` the page stays what it is.
 */
export function conflictUrl(
  port: string,
  { from, onto, path, revision = null }: ConflictName & { readonly revision?: string | null },
): string {
  const escaped = [from, onto, ...path.split('/')].map(encodeURIComponent).join('/');
  return `${port}/conflicts/${escaped}${revision === null ? '' : `?revision=${revision}`}`;
}
