// Decides everything the effort panels, their tooltip and their table say: what each rebase cost over the one before it.
import { niceTicks } from '#components/charts/nice-ticks.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { isChosen, type ReleaseChoice, sayRange } from '#lib/domain/release-range.ts';
import { stepReason } from '#lib/domain/step-reason.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';
import type { TransitionView } from '#lib/domain/transition-view.ts';

import { describeEffort } from './describe-effort.ts';

export interface EffortChoice extends ReleaseChoice {
  /** Null: all of them. */
  readonly subsystem: Subsystem | null;
}

export interface EffortMeasure {
  /** Files in conflict; so many that people had to decide. */
  readonly conflicts: number;
  /** Lines. */
  readonly adaptation: number;
  readonly own: number;
  /** Lines of upstream in the touch surface. */
  readonly pressure: number;
}

export interface EffortPoint {
  readonly release: string;
  readonly line: string;
  /** False: a patch release (or beta, or rc). */
  readonly isFirst: boolean;
  /** Release of the rebase before. Null: there is none, or the step is not measured. */
  readonly from: string | null;
  /** Null: not measured, see `reason`. */
  readonly measure: EffortMeasure | null;
  readonly reason: string | null;
}

export interface EffortPanel {
  readonly id: keyof EffortMeasure;
  readonly title: string;
  /** A CSS variable of app/globals.css. */
  readonly colour: string;
  /** From 0 up; the last is the top of the panel. */
  readonly ticks: readonly number[];
}

export interface Effort {
  /** In release order. */
  readonly points: readonly EffortPoint[];
  readonly panels: readonly EffortPanel[];
  /** What the figure shows, as a sentence without a full stop. */
  readonly finding: string;
}

const panels: readonly Omit<EffortPanel, 'ticks'>[] = [
  { id: 'conflicts', title: 'files in conflict', colour: 'var(--worse)' },
  { id: 'adaptation', title: 'lines of adaptation', colour: 'var(--worse)' },
  { id: 'own', title: 'lines of own work', colour: 'var(--class-other)' },
  { id: 'pressure', title: 'pressure: lines changed upstream', colour: 'var(--better)' },
];

/** `rebases` in release order. */
export function prepareEffort(rebases: readonly RebaseView[], choice: EffortChoice): Effort {
  const { subsystem, range } = choice;
  const points = rebases.flatMap((rebase, index) =>
    isChosen(rebase, choice) ? [toPoint(rebase, { subsystem, isFirstOfAll: index === 0 })] : [],
  );
  return {
    points,
    panels: panels.map((panel) => ({
      ...panel,
      ticks: endTicks(Math.max(0, ...points.map(({ measure }) => measure?.[panel.id] ?? 0))),
    })),
    finding: sayRange(describeEffort(points, subsystem), range),
  };
}

/** Between the highest bar and the panel's title stands the bar's number. */
const headroom = 1.15;

/** A low panel has room for two numbers: 0 and the top. */
function endTicks(max: number): readonly number[] {
  return [0, niceTicks(max * headroom).at(-1) ?? 1];
}

function toPoint(
  rebase: RebaseView,
  {
    subsystem,
    isFirstOfAll,
  }: { readonly subsystem: Subsystem | null; readonly isFirstOfAll: boolean },
): EffortPoint {
  const { release, line, kind, transition } = rebase;
  const measure = transition === null ? null : toMeasure(transition, subsystem);
  return {
    release,
    line,
    isFirst: kind === 'first',
    from: transition?.from ?? null,
    measure,
    reason: measure === null ? stepReason(rebase, { isFirstOfAll }) : null,
  };
}

function toMeasure(
  { conflictedFiles, measure }: TransitionView,
  subsystem: Subsystem | null,
): EffortMeasure | null {
  if (measure === null || conflictedFiles === null) return null;
  if (subsystem === null) {
    const { handWork, pressure } = measure;
    return {
      conflicts: conflictedFiles,
      adaptation: handWork.adaptation,
      own: handWork.own,
      pressure: pressure.insertions + pressure.deletions,
    };
  }
  const part = measure.subsystems.find((each) => each.subsystem === subsystem);
  return {
    conflicts: part?.conflictedFiles ?? 0,
    adaptation: part?.adaptation ?? 0,
    own: part?.own ?? 0,
    pressure: part?.pressure ?? 0,
  };
}
