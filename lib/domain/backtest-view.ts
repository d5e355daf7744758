// Puts stored rehearsals beside what really happened: what each past pre-release would have foretold, and the score over all lines.
import {
  type BacktestDating,
  type BacktestScore,
  type DatedRebase,
  type DatedRelease,
  planBacktest,
  scoreBacktest,
} from './backtest.ts';
import { leadDays as wholeDays } from './culprit.ts';
import type { RehearsalTime } from './measurement-source.ts';

/** A rehearsal onto a pre-release, as it is stored. */
export interface StoredPrediction extends RehearsalTime {
  /** Release of the rebase that was rehearsed. */
  readonly from: string;
  /** The pre-release. */
  readonly target: string;
  /** Null: it could not be rehearsed, for the reason given. */
  readonly paths: readonly string[] | null;
  readonly reason: string | null;
}

/** A conflict that the real rebase onto a first release met. */
export interface ActualConflict {
  readonly path: string;
  /** When its culprit landed. Null: none is known. */
  readonly culpritDate: Date | null;
}

export interface BacktestForecast {
  /** The first release. */
  readonly release: string;
  readonly preRelease: string;
  readonly from: string;
  /** Days from the pre-release to the first release. */
  readonly leadDays: number;
  /** Null: not measured, see `reason`. */
  readonly score: BacktestScore | null;
  readonly reason: string | null;
}

export interface BacktestTotal {
  /** Lines that are scored. */
  readonly lines: number;
  readonly actual: number;
  readonly hit: number;
  /** Null: not measured. */
  readonly false: number | null;
  /** Least, median and most days before the release; of culprits over conflicts, else over lines. Null: there is nothing. */
  readonly leadDays: {
    readonly least: number;
    readonly median: number;
    readonly most: number;
  } | null;
}

export interface BacktestView {
  readonly dating: BacktestDating;
  /** In release order. */
  readonly forecasts: readonly BacktestForecast[];
  /** When those that are scored were rehearsed. */
  readonly rehearsals: readonly RehearsalTime[];
  readonly atFirstPreRelease: BacktestTotal;
  readonly atRc1: BacktestTotal;
  /** As if tip had been rehearsed every day: what was known when each culprit had landed. */
  readonly atCulprit: BacktestTotal;
  /** Conflicts whose culprit landed 60 days or more before the release. */
  readonly knownEarly: number;
}

/** The pages say "60 days or more". */
export const EARLY_DAYS = 60;

export function assembleBacktest({
  rebases,
  releases,
  predictions,
  actual,
  dating,
}: {
  readonly rebases: readonly DatedRebase[];
  readonly releases: readonly DatedRelease[];
  readonly predictions: readonly StoredPrediction[];
  /** By first release; a release that is left out has no measured transition. */
  readonly actual: ReadonlyMap<string, readonly ActualConflict[]>;
  readonly dating: BacktestDating;
}): BacktestView {
  const predictionOf = new Map(predictions.map((each) => [`${each.from} ${each.target}`, each]));
  const plans = planBacktest({ rebases, releases, dating });
  const rehearsals: RehearsalTime[] = [];
  const forecasts = plans.map(({ first, preRelease, from, leadDays }): BacktestForecast => {
    const prediction = predictionOf.get(`${from.release} ${preRelease.name}`);
    const came = actual.get(first.release);
    const names = { release: first.release, preRelease: preRelease.name, from: from.release };
    if (came === undefined) {
      const reason = `The step to ${first.release} is not measured yet.`;
      return { ...names, leadDays, score: null, reason };
    }
    if (prediction === undefined || prediction.paths === null) {
      const reason = prediction?.reason ?? 'It has not been rehearsed yet.';
      return { ...names, leadDays, score: null, reason };
    }
    const score = scoreBacktest(
      prediction.paths,
      came.map(({ path }) => path),
    );
    rehearsals.push(prediction);
    return { ...names, leadDays, score, reason: null };
  });
  const firsts = forecasts.filter(
    ({ release }, index) => forecasts[index - 1]?.release !== release,
  );
  const culpritDays = plans
    .filter(({ first }, index) => plans[index - 1]?.first.release !== first.release)
    .flatMap(({ first: { release, releasedAt } }) =>
      (actual.get(release) ?? []).flatMap(({ culpritDate }) =>
        culpritDate === null || releasedAt === null ? [] : [wholeDays(culpritDate, releasedAt)],
      ),
    );
  const scored = new Set(firsts.map(({ release }) => release));
  return {
    dating,
    forecasts,
    rehearsals,
    atFirstPreRelease: total(firsts),
    atRc1: total(forecasts.filter(({ preRelease }) => /^go1\.\d+rc1$/.test(preRelease))),
    atCulprit: {
      lines: scored.size,
      actual: [...actual]
        .filter(([release]) => scored.has(release))
        .reduce((sum, [, conflicts]) => sum + conflicts.length, 0),
      hit: culpritDays.length,
      false: null,
      leadDays: spread(culpritDays),
    },
    knownEarly: culpritDays.filter((days) => days >= EARLY_DAYS).length,
  };
}

function total(forecasts: readonly BacktestForecast[]): BacktestTotal {
  const scored = forecasts.flatMap(({ score, leadDays }) =>
    score === null ? [] : [{ score, leadDays }],
  );
  return {
    lines: scored.length,
    actual: scored.reduce((sum, { score }) => sum + score.actual, 0),
    hit: scored.reduce((sum, { score }) => sum + score.hit, 0),
    false: scored.reduce((sum, { score }) => sum + score.false.length, 0),
    leadDays: spread(scored.map(({ leadDays }) => leadDays)),
  };
}

function spread(days: readonly number[]): BacktestTotal['leadDays'] {
  const sorted = days.toSorted((a, b) => a - b);
  const [least] = sorted;
  const median = sorted[Math.floor(sorted.length / 2)];
  const most = sorted.at(-1);
  if (least === undefined || median === undefined || most === undefined) return null;
  return { least, median, most };
}
