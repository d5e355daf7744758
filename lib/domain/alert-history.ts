// What is stored of a port's past, as far as alerts would have gone by it.
import type { ConflictType } from './conflict-type.ts';
import type { FixedRelease } from './line-exposure.ts';
import type { Subsystem } from './subsystem.ts';
import type { CulpritView } from './transition-view.ts';

export interface PastRelease extends FixedRelease {
  readonly line: string;
  readonly kind: string;
  readonly order: number;
  readonly sha: string;
}

export interface PastRehearsal {
  readonly fromRevisionId: number;
  /** Release of the rebase. */
  readonly from: string;
  readonly fromBaseSha: string;
  readonly fromHeadSha: string;
  /** Files of the patch. Null: not measured. */
  readonly patchFiles: number | null;
  /** A release. */
  readonly target: string;
  readonly targetSha: string;
  readonly targetKind: 'beta' | 'rc' | 'first' | 'patch' | 'tip';
  readonly targetDate: Date | null;
  readonly outcome: 'clean' | 'conflict' | 'error';
  readonly methodVersion: number;
  /** In git's order. */
  readonly conflicts: readonly {
    readonly path: string;
    readonly type: ConflictType;
    readonly subsystem: Subsystem;
    readonly hunks: number | null;
    readonly patchId: string | null;
    readonly culprit: CulpritView | null;
  }[];
}

export interface AlertHistory {
  readonly portId: number;
  readonly port: {
    readonly slug: string;
    readonly name: string;
    readonly fork: string;
    readonly upstream: string;
  };
  readonly releases: readonly PastRelease[];
  /** Those that the fork still has. */
  readonly rebases: readonly { readonly release: string; readonly publishedAt: Date | null }[];
  /** Of backtests and of the steps from rebase to rebase. */
  readonly rehearsals: readonly PastRehearsal[];
}
