// Turns a stored transition into what pages and the API show: with all its numbers, or with the reason why it has none.
import { z } from 'zod';

import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';
import { REHEARSAL_OUTCOMES, type TransitionView } from '#lib/domain/transition-view.ts';

const count = z.number().nullable();

/** One row of the question in list-step-transitions.ts or get-step-transition.ts. */
export const transitionRow = z.object({
  toRevisionId: z.number(),
  from: z.string(),
  outcome: z.enum(REHEARSAL_OUTCOMES),
  error: z.string().nullable(),
  reason: z.string().nullable(),
  conflictedFiles: count,
  handConflicted: count,
  handClean: count,
  adaptation: count,
  own: count,
  handFiles: count,
  pressureFiles: count,
  pressureInsertions: count,
  pressureDeletions: count,
  pressureCommits: count,
  flowSame: count,
  flowChanged: count,
  flowDropped: count,
  flowNew: count,
  flowReason: z.string().nullable(),
  subsystems: z.array(
    z.object({
      subsystem: z.enum(SUBSYSTEMS),
      conflictedFiles: z.number(),
      adaptation: z.number(),
      own: z.number(),
      pressure: z.number(),
    }),
  ),
  conflictPaths: z.array(z.object({ path: z.string(), subsystem: z.enum(SUBSYSTEMS) })),
});
export type TransitionRow = z.output<typeof transitionRow>;

export function toTransitionView(row: TransitionRow): TransitionView {
  const { from, outcome, conflictedFiles, flowReason, conflictPaths } = row;
  const reason = row.reason ?? row.error;
  const measure = toMeasure(row);
  const flow = toFlow(row);
  return {
    from,
    outcome,
    conflictedFiles,
    measure,
    reason: measure === null ? (reason ?? 'It could not be measured, and is tried again.') : null,
    flow,
    flowReason: flow === null ? (flowReason ?? reason ?? 'It was not compared.') : null,
    conflictPaths,
  };
}

function toMeasure(row: TransitionRow): TransitionView['measure'] {
  const { handConflicted, handClean, adaptation, own, handFiles } = row;
  const { pressureFiles, pressureInsertions, pressureDeletions, pressureCommits } = row;
  if (handConflicted === null || handClean === null || handFiles === null) return null;
  if (adaptation === null || own === null) return null;
  if (pressureFiles === null || pressureCommits === null) return null;
  if (pressureInsertions === null || pressureDeletions === null) return null;
  return {
    handWork: { conflicted: handConflicted, clean: handClean, adaptation, own, files: handFiles },
    subsystems: SUBSYSTEMS.flatMap((subsystem) =>
      row.subsystems.filter((each) => each.subsystem === subsystem),
    ),
    pressure: {
      files: pressureFiles,
      insertions: pressureInsertions,
      deletions: pressureDeletions,
      commits: pressureCommits,
    },
  };
}

function toFlow({ flowSame, flowChanged, flowDropped, flowNew }: TransitionRow) {
  if (flowSame === null || flowChanged === null) return null;
  if (flowDropped === null || flowNew === null) return null;
  return { same: flowSame, changed: flowChanged, dropped: flowDropped, new: flowNew };
}
