import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { SUBSYSTEMS, subsystemSlug } from '#lib/domain/subsystem.ts';
import type { TransitionView } from '#lib/domain/transition-view.ts';

import { type CsvCell, toCsv } from './csv.ts';

interface Step {
  readonly rebase: RebaseView;
  readonly transition: TransitionView;
}

type Column = readonly [name: string, cellOf: (step: Step) => CsvCell];

const columns: readonly Column[] = [
  ['release', ({ rebase }) => rebase.release],
  ['from', ({ transition }) => transition.from],
  ['line', ({ rebase }) => rebase.line],
  ['kind', ({ rebase }) => rebase.kind],
  ['outcome', ({ transition }) => transition.outcome],
  ['conflictedFiles', ({ transition }) => transition.conflictedFiles],
  ['adaptation', ({ transition }) => transition.measure?.handWork.adaptation ?? null],
  ['own', ({ transition }) => transition.measure?.handWork.own ?? null],
  ['handConflicted', ({ transition }) => transition.measure?.handWork.conflicted ?? null],
  ['handClean', ({ transition }) => transition.measure?.handWork.clean ?? null],
  ['handFiles', ({ transition }) => transition.measure?.handWork.files ?? null],
  ['pressureFiles', ({ transition }) => transition.measure?.pressure.files ?? null],
  ['pressureInsertions', ({ transition }) => transition.measure?.pressure.insertions ?? null],
  ['pressureDeletions', ({ transition }) => transition.measure?.pressure.deletions ?? null],
  ['pressureCommits', ({ transition }) => transition.measure?.pressure.commits ?? null],
  ['flowSame', ({ transition }) => transition.flow?.same ?? null],
  ['flowChanged', ({ transition }) => transition.flow?.changed ?? null],
  ['flowDropped', ({ transition }) => transition.flow?.dropped ?? null],
  ['flowNew', ({ transition }) => transition.flow?.new ?? null],
  ...SUBSYSTEMS.flatMap((subsystem): Column[] => {
    const slug = subsystemSlug(subsystem);
    // Measured, and nothing there: 0. Not measured: empty.
    const find = ({ transition: { measure } }: Step) =>
      measure === null
        ? null
        : (measure.subsystems.find((each) => each.subsystem === subsystem) ?? none);
    return [
      [`${slug}.conflictedFiles`, (step) => find(step)?.conflictedFiles ?? null],
      [`${slug}.adaptation`, (step) => find(step)?.adaptation ?? null],
      [`${slug}.own`, (step) => find(step)?.own ?? null],
      [`${slug}.pressure`, (step) => find(step)?.pressure ?? null],
    ];
  }),
  ['reason', ({ transition }) => transition.reason],
];

const none = { conflictedFiles: 0, adaptation: 0, own: 0, pressure: 0 };

/** One row for each rebase that a step led to, in release order. */
export function transitionsCsv(rebases: readonly RebaseView[]): string {
  return toCsv(
    rebases.flatMap((rebase) =>
      rebase.transition === null ? [] : [{ rebase, transition: rebase.transition }],
    ),
    columns,
  );
}
