// Tabulates churn by subsystem and release: of what a port carries, of what each step cost, of what upstream did to it.
// A release that was not measured is a column of nulls with its reason; a subsystem without lines in a measured one has 0.
import type { RebaseView } from './rebase-view.ts';
import type { ReleaseColumn } from './release-column.ts';
import { isChosen, type ReleaseChoice } from './release-range.ts';
import { stepReason } from './step-reason.ts';
import { SUBSYSTEMS, type Subsystem } from './subsystem.ts';
import { churnOf } from './sum-transition.ts';

/** The first two are what a rebase carries; the others belong to the step from the rebase before. */
export const CHURN_MEASURES = ['patch', 'touched', 'adaptation', 'own', 'pressure'] as const;
export type ChurnMeasure = (typeof CHURN_MEASURES)[number];

export interface ChurnChoice extends ReleaseChoice {
  readonly measure: ChurnMeasure;
}

export interface ChurnRow {
  readonly subsystem: Subsystem;
  /** Lines, one for each column. Null: not measured. */
  readonly lines: readonly (number | null)[];
}

export interface ChurnTable {
  /** In release order. */
  readonly columns: readonly ReleaseColumn[];
  /** Those with any line in any column, in the order of SUBSYSTEMS. */
  readonly rows: readonly ChurnRow[];
}

export function isChurnMeasure(value: string): value is ChurnMeasure {
  return CHURN_MEASURES.some((measure) => measure === value);
}

/** True: lines of several releases add up to something, the cost of all those steps. */
export function isOfSteps(measure: ChurnMeasure): boolean {
  return measure !== 'patch' && measure !== 'touched';
}

/** `rebases` in release order. */
export function tabulateChurn(rebases: readonly RebaseView[], choice: ChurnChoice): ChurnTable {
  const { measure } = choice;
  const cells = rebases
    .map((rebase, index) => ({
      rebase,
      sums: sumUp(rebase, measure),
      isFirstOfAll: index === 0,
    }))
    .filter(({ rebase }) => isChosen(rebase, choice));
  return {
    columns: cells.map(({ rebase, sums, isFirstOfAll }) => ({
      release: rebase.release,
      line: rebase.line,
      isFirst: rebase.kind === 'first',
      total: sums?.total ?? null,
      reason: sums === null ? describeMissing(rebase, { measure, isFirstOfAll }) : null,
    })),
    rows: SUBSYSTEMS.map((subsystem) => ({
      subsystem,
      lines: cells.map(({ sums }) => (sums === null ? null : (sums.parts.get(subsystem) ?? 0))),
    })).filter(({ lines }) => lines.some((each) => each !== null && each > 0)),
  };
}

interface Sums {
  readonly total: number;
  readonly parts: ReadonlyMap<Subsystem, number>;
}

function sumUp({ sums, transition }: RebaseView, measure: ChurnMeasure): Sums | null {
  if (measure === 'patch' || measure === 'touched') {
    if (sums === null) return null;
    const isWhole = measure === 'patch';
    return {
      total: churnOf(isWhole ? sums.patch : sums.touch),
      parts: new Map(
        sums.subsystems.map((part) => [part.subsystem, churnOf(isWhole ? part : part.touch)]),
      ),
    };
  }
  const step = transition?.measure ?? null;
  if (step === null) return null;
  return {
    total: measure === 'pressure' ? churnOf(step.pressure) : step.handWork[measure],
    parts: new Map(step.subsystems.map((part) => [part.subsystem, part[measure]])),
  };
}

function describeMissing(
  rebase: RebaseView,
  { measure, isFirstOfAll }: { readonly measure: ChurnMeasure; readonly isFirstOfAll: boolean },
): string {
  if (isOfSteps(measure)) return stepReason(rebase, { isFirstOfAll });
  return rebase.unmeasuredReason ?? 'It is not measured yet.';
}
