// Scores the silent risks of all lines together: what the rules named against what people had to touch.
import {
  isOfGoosMove,
  scoreSilentRisks,
  type SilentRisk,
  type SilentRiskScore,
} from './silent-risk.ts';

/** One step to a first release. */
export interface SilentStep {
  readonly release: string;
  readonly named: readonly SilentRisk[];
  /** Paths that merged cleanly and that people had to touch. */
  readonly work: readonly string[];
}

export interface SilentBacktest {
  readonly all: SilentRiskScore;
  /** Without go1.18's move of zgoos_*, which is one event and many paths. */
  readonly withoutGoosMove: SilentRiskScore;
}

/** Null: nothing was named and nothing had to be touched, so there is no telling whether anybody looked. */
export function scoreSilentSteps(steps: readonly SilentStep[]): SilentBacktest | null {
  if (steps.every(({ named, work }) => named.length + work.length === 0)) return null;
  return {
    all: scoreSteps(steps),
    withoutGoosMove: scoreSteps(
      steps.map(({ release, named, work }) => ({
        release,
        named: named.filter(({ path }) => !isOfGoosMove(release, path)),
        work: work.filter((path) => !isOfGoosMove(release, path)),
      })),
    ),
  };
}

/** A path may be new in several releases: each is a case of its own. */
function scoreSteps(steps: readonly SilentStep[]): SilentRiskScore {
  return scoreSilentRisks(
    steps.flatMap(({ release, named }) =>
      named.map(({ path, rule }) => ({ path: `${release}: ${path}`, rule })),
    ),
    steps.flatMap(({ release, work }) => work.map((path) => `${release}: ${path}`)),
  );
}
