import { describeWork, sortByWork } from '#components/transition/hand-work-paths.ts';
import type { HandWorkPath, TransitionSubsystem } from '#lib/domain/transition.ts';

import { toCsv } from './csv.ts';

/** Every path, where a rebase's page shows those with the most. */
export function handWorkCsv(paths: readonly HandWorkPath[]): string {
  return toCsv(sortByWork(paths), [
    ['path', ({ path }) => path],
    ['subsystem', ({ subsystem }) => subsystem],
    ['work', describeWork],
    ['insertions', ({ insertions }) => insertions],
    ['deletions', ({ deletions }) => deletions],
    ['reason', ({ unmeasuredReason }) => unmeasuredReason],
  ]);
}

/** Conflicts in files, the rest in lines. */
export function handWorkBySubsystemCsv(subsystems: readonly TransitionSubsystem[]): string {
  return toCsv(subsystems, [
    ['subsystem', ({ subsystem }) => subsystem],
    ['conflictedFiles', ({ conflictedFiles }) => conflictedFiles],
    ['adaptation', ({ adaptation }) => adaptation],
    ['own', ({ own }) => own],
    ['pressure', ({ pressure }) => pressure],
  ]);
}
