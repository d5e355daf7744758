// A rebase and the step that led to it, made by hand: what the tests of prepare-* functions start from.
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';
import type { TransitionView } from '#lib/domain/transition-view.ts';

type Conflict = readonly [path: string, subsystem: Subsystem];

/** Of the whole and of one subsystem alike. */
export function stepFrom(
  from: string,
  {
    conflicts = [],
    adaptation = 0,
    own = 0,
    subsystem = 'net',
  }: {
    readonly conflicts?: readonly Conflict[];
    readonly adaptation?: number;
    readonly own?: number;
    readonly subsystem?: Subsystem;
  } = {},
): TransitionView {
  return {
    from,
    outcome: conflicts.length === 0 ? 'clean' : 'conflict',
    conflictedFiles: conflicts.length,
    measure: {
      handWork: { conflicted: 0, clean: adaptation + own, adaptation, own, files: 1 },
      subsystems: [{ subsystem, conflictedFiles: conflicts.length, adaptation, own, pressure: 30 }],
      pressure: { files: 2, insertions: 20, deletions: 10, commits: 4 },
    },
    reason: null,
    flow: { same: 5, changed: 1, dropped: 0, new: 2 },
    flowReason: null,
    conflictPaths: conflicts.map(([path, where]) => ({ path, subsystem: where })),
  };
}

export function failedStep(from: string, reason: string): TransitionView {
  return {
    from,
    outcome: 'error',
    conflictedFiles: null,
    measure: null,
    reason,
    flow: null,
    flowReason: reason,
    conflictPaths: [],
  };
}

export function rebaseWith(release: string, transition: TransitionView | null): RebaseView {
  const parsed = parseGoRelease(release);
  if (parsed === null) throw new Error(`${release} is no release.`);
  return {
    release,
    line: parsed.line,
    kind: parsed.kind,
    order: releaseOrder(parsed),
    releasedAt: null,
    publishedAt: null,
    lagDays: null,
    deletedAt: null,
    base: null,
    head: { sha: 'a', ref: 'refs/heads/a' },
    source: { kind: 'measured', measuredAt: null },
    sums: null,
    unmeasuredReason: 'It waits for its turn to be measured.',
    transition,
  };
}
