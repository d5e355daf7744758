// Tabulates what kinds of edits the patch is made of, release by release. A release that was not measured is a column of nulls with
// its reason; a kind that a measured one has no file of has 0.
import { FILE_KINDS, type FileKind } from './file-kind.ts';
import type { RebaseView } from './rebase-view.ts';
import type { ReleaseColumn } from './release-column.ts';
import { isChosen, type ReleaseChoice } from './release-range.ts';
import { churnOf } from './sum-transition.ts';

/** Files of the patch, or its insertions and deletions together. */
export const KIND_MEASURES = ['files', 'lines'] as const;
export type KindMeasure = (typeof KIND_MEASURES)[number];

export interface KindsChoice extends ReleaseChoice {
  readonly measure: KindMeasure;
}

export interface KindsRow {
  readonly kind: FileKind;
  /** One for each column. Null: not measured. */
  readonly counts: readonly (number | null)[];
}

export interface KindsTable {
  /** In release order. */
  readonly columns: readonly ReleaseColumn[];
  /** Those with any file in any column, in the order of FILE_KINDS. */
  readonly rows: readonly KindsRow[];
}

export function isKindMeasure(value: string): value is KindMeasure {
  return KIND_MEASURES.some((measure) => measure === value);
}

/** `rebases` in release order. */
export function tabulateKinds(rebases: readonly RebaseView[], choice: KindsChoice): KindsTable {
  const chosen = rebases.filter((rebase) => isChosen(rebase, choice));
  const countOf = choice.measure === 'files' ? filesOf : churnOf;
  return {
    columns: chosen.map(({ release, line, kind, sums, unmeasuredReason }) => ({
      release,
      line,
      isFirst: kind === 'first',
      total: sums === null ? null : countOf(sums.patch),
      reason: sums === null ? (unmeasuredReason ?? 'It is not measured yet.') : null,
    })),
    rows: FILE_KINDS.filter(({ id }) =>
      chosen.some(({ sums }) => sums?.kinds.some(({ kind }) => kind === id)),
    ).map(({ id }) => ({
      kind: id,
      counts: chosen.map(({ sums }) => {
        if (sums === null) return null;
        const sum = sums.kinds.find(({ kind }) => kind === id);
        return sum === undefined ? 0 : countOf(sum);
      }),
    })),
  };
}

function filesOf({ files }: { readonly files: number }): number {
  return files;
}
