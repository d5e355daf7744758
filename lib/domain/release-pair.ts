// Two releases of one port, to be held against each other.
import { findRelease } from './find-release.ts';
import type { ReleaseKind } from './go-release.ts';
import type { FileChange } from './measurement.ts';
import type { MeasurementSource } from './measurement-source.ts';

export interface PairChoice {
  readonly release: string;
  readonly line: string;
  readonly kind: ReleaseKind;
  /** Null: it is measured. */
  readonly unmeasuredReason: string | null;
}

export type PairSide =
  | {
      readonly kind: 'measured';
      readonly release: string;
      /** Sha of the head whose patch it is. */
      readonly headSha: string;
      readonly files: readonly FileChange[];
      readonly source: MeasurementSource;
    }
  | { readonly kind: 'unmeasured'; readonly release: string; readonly reason: string }
  /** Null: none was named, and there is none to take. */
  | { readonly kind: 'unknown'; readonly wanted: string | null };

export type MeasuredSide = Extract<PairSide, { readonly kind: 'measured' }>;

export interface ReleasePair {
  /** Every rebase of the port that there is to choose from, in release order. */
  readonly choices: readonly PairChoice[];
  readonly from: PairSide;
  readonly to: PairSide;
}

/** What became of a file. "same": as many lines in both; "unknown": in both, and the lines of one were not counted. */
export const FILE_FATES = ['came', 'went', 'grew', 'shrank', 'unknown', 'same'] as const;
export type FileFate = (typeof FILE_FATES)[number];

export const COMPARED_SORTS = ['change', 'path', 'from', 'to'] as const;
/** All but "path" begin with the largest; what is not counted comes last. */
export type ComparedSort = (typeof COMPARED_SORTS)[number];

/** As the URL has them. */
export interface WantedPair {
  readonly from: string | null;
  readonly to: string | null;
}

/** Shas of heads that the two rebases had, whole or abbreviated. Null: the newest. */
export interface PairRevisions {
  readonly fromRevision: string | null;
  readonly toRevision: string | null;
}

/**
 * The releases that are meant, however they are spelled; what is no release of the port stays as it is written. Unsaid, the newest
 * that is measured is held against the first release of the line before.
 */
export function choosePair(choices: readonly PairChoice[], wanted: WantedPair): WantedPair {
  const names = choices.map(({ release }) => release);
  const named = (each: string | null) =>
    each === null ? null : (findRelease(names, each) ?? each);
  const measured = choices.filter(({ unmeasuredReason }) => unmeasuredReason === null);
  const to = named(wanted.to) ?? measured.at(-1)?.release ?? null;
  const place = names.indexOf(to ?? '');
  const before = measured.filter(({ release }) => names.indexOf(release) < place);
  const line = choices[place]?.line;
  const usual = before.findLast((each) => each.kind === 'first' && each.line !== line) ?? before[0];
  return { from: named(wanted.from) ?? usual?.release ?? null, to };
}
