// Adds up a transition's paths, so that totals and subsystems can never disagree with the files they are made of.
import { SUBSYSTEMS } from './subsystem.ts';
import type {
  HandWork,
  HandWorkPath,
  Pressure,
  PressurePath,
  RehearsedConflict,
  TransitionSubsystem,
} from './transition.ts';

type LineChange = Pick<HandWorkPath, 'insertions' | 'deletions'>;

/** Lines of a path; what was not measured adds nothing. */
export function churnOf({ insertions, deletions }: LineChange): number {
  return (insertions ?? 0) + (deletions ?? 0);
}

export function sumHandWork(paths: readonly HandWorkPath[]): HandWork {
  const sum = (wanted: (path: HandWorkPath) => boolean): number =>
    paths.filter(wanted).reduce((lines, path) => lines + churnOf(path), 0);
  return {
    conflicted: sum(({ isInConflict }) => isInConflict),
    clean: sum(({ isInConflict }) => !isInConflict),
    adaptation: sum(({ isAdaptation }) => isAdaptation),
    own: sum(({ isAdaptation }) => !isAdaptation),
    files: paths.filter((path) => churnOf(path) > 0).length,
  };
}

/** `files` is what `git diff --shortstat` counts: a binary file or a change of mode is one too. */
export function sumPressure(paths: readonly PressurePath[]): Omit<Pressure, 'commits'> {
  return {
    files: paths.length,
    insertions: paths.reduce((sum, { insertions }) => sum + (insertions ?? 0), 0),
    deletions: paths.reduce((sum, { deletions }) => sum + (deletions ?? 0), 0),
  };
}

export function sumTransitionSubsystems({
  conflicts,
  handWorkPaths,
  pressurePaths,
}: {
  readonly conflicts: readonly Pick<RehearsedConflict, 'subsystem'>[];
  readonly handWorkPaths: readonly HandWorkPath[];
  readonly pressurePaths: readonly PressurePath[];
}): TransitionSubsystem[] {
  const sums = SUBSYSTEMS.map((subsystem) => {
    const hand = sumHandWork(handWorkPaths.filter((path) => path.subsystem === subsystem));
    const pressure = pressurePaths.filter((path) => path.subsystem === subsystem);
    return {
      subsystem,
      conflictedFiles: conflicts.filter((conflict) => conflict.subsystem === subsystem).length,
      adaptation: hand.adaptation,
      own: hand.own,
      pressure: pressure.reduce((sum, path) => sum + churnOf(path), 0),
    };
  });
  return sums.filter(
    ({ conflictedFiles, adaptation, own, pressure }) =>
      conflictedFiles + adaptation + own + pressure > 0,
  );
}
