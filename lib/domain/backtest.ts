// Which rehearsals a past pre-release would have led to, and how well they foretold what the real rebase met.
import { leadDays } from './culprit.ts';
import { parseGoRelease } from './go-release.ts';

/** A rebase of the port; `order` is the position of its release in release order. */
export interface DatedRebase {
  readonly release: string;
  readonly line: string;
  readonly kind: string;
  readonly order: number;
  readonly releasedAt: Date | null;
  readonly publishedAt: Date | null;
}

/** A release of upstream. */
export interface DatedRelease {
  readonly name: string;
  readonly line: string;
  readonly kind: string;
  readonly order: number;
  readonly releasedAt: Date | null;
}

/**
 * - `base`: a rebase is there as soon as its base is, as if it were already ported
 * - `publication`: it is there from the day on which the fork published it
 */
export const BACKTEST_DATINGS = ['base', 'publication'] as const;
export type BacktestDating = (typeof BACKTEST_DATINGS)[number];

/** As an address says it; anything but "publication" is the usual one. */
export function parseDating(value: string | readonly string[] | null | undefined): BacktestDating {
  return value === 'publication' ? 'publication' : 'base';
}

export interface PlannedBacktest<Rebase extends DatedRebase, Release extends DatedRelease> {
  /** The first release that the port was really rebased on. */
  readonly first: Rebase;
  readonly preRelease: Release;
  readonly from: Rebase;
  /** Whole days from the pre-release to the first release, by their commits. */
  readonly leadDays: number;
}

/**
 * /method#backtest: for the first release of each line that the port has, and each of its pre-releases, the rebase of the
 * line before whose base is the newest one dated on or before the pre-release. In release order. A line whose line before has
 * no such rebase is left out, and so is what has no date.
 */
export function planBacktest<Rebase extends DatedRebase, Release extends DatedRelease>({
  rebases,
  releases,
  dating,
}: {
  readonly rebases: readonly Rebase[];
  readonly releases: readonly Release[];
  readonly dating: BacktestDating;
}): readonly PlannedBacktest<Rebase, Release>[] {
  const dateOf = (rebase: Rebase): Date | null =>
    dating === 'base' ? rebase.releasedAt : rebase.publishedAt;
  return rebases
    .filter(({ kind }) => kind === 'first')
    .toSorted((a, b) => a.order - b.order)
    .flatMap((first) => {
      const minor = parseGoRelease(first.release)?.minor;
      const before = rebases.filter(({ release }) => {
        const other = parseGoRelease(release)?.minor;
        return minor !== undefined && other === minor - 1;
      });
      return releases
        .filter((release) => release.line === first.line && isPreRelease(release.kind))
        .toSorted((a, b) => a.order - b.order)
        .flatMap((preRelease) => {
          const { releasedAt } = preRelease;
          if (releasedAt === null || first.releasedAt === null) return [];
          const from = before
            .filter((rebase) => isOnOrBefore(dateOf(rebase), releasedAt))
            .toSorted((a, b) => a.order - b.order)
            .at(-1);
          if (!from) return [];
          return [{ first, preRelease, from, leadDays: leadDays(releasedAt, first.releasedAt) }];
        });
    });
}

export interface BacktestScore {
  readonly predicted: number;
  readonly actual: number;
  readonly hit: number;
  /** Conflicts that came and were not foretold; sorted. */
  readonly missed: readonly string[];
  /** Conflicts that were foretold and did not come; sorted. */
  readonly false: readonly string[];
}

export function scoreBacktest(
  predicted: readonly string[],
  actual: readonly string[],
): BacktestScore {
  const foretold = new Set(predicted);
  const came = new Set(actual);
  return {
    predicted: foretold.size,
    actual: came.size,
    hit: [...came].filter((path) => foretold.has(path)).length,
    missed: [...came].filter((path) => !foretold.has(path)).sort(),
    false: [...foretold].filter((path) => !came.has(path)).sort(),
  };
}

function isPreRelease(kind: string): boolean {
  return kind === 'beta' || kind === 'rc';
}

function isOnOrBefore(date: Date | null, limit: Date): boolean {
  return date !== null && date.getTime() <= limit.getTime();
}
