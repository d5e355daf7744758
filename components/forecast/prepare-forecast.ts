// Decides what a forecast says first: the target in words, how many files will conflict, and how many apply.
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { parseGoRelease } from '#lib/domain/go-release.ts';
import type { ForecastView } from '#lib/domain/transition-view.ts';

/** "go1.27 tip" when upstream's newest line is go1.26; a release by its name. */
export function describeTarget(
  { target, targetKind }: Pick<ForecastView, 'target' | 'targetKind'>,
  newestFirst: string | null,
): string {
  if (targetKind !== 'tip') return target;
  const minor = newestFirst === null ? undefined : parseGoRelease(newestFirst)?.minor;
  return minor === undefined ? 'tip' : `go1.${minor + 1} tip`;
}

/** "1 file will conflict, 366 apply"; without the number that apply where the patch is not measured. */
export function describeForecast({
  outcome,
  conflictedFiles,
  patchFiles,
  reason,
}: Pick<ForecastView, 'outcome' | 'conflictedFiles' | 'patchFiles' | 'reason'>): string {
  if (outcome === 'error' || conflictedFiles === null) {
    return `could not be rehearsed: ${reason ?? 'the reason is not known.'}`;
  }
  const rest = patchFiles === null ? null : Math.max(0, patchFiles - conflictedFiles);
  if (conflictedFiles === 0) {
    return rest === null ? 'every file applies' : `all ${formatPlural(rest, 'file')} apply`;
  }
  const conflicts = `${formatPlural(conflictedFiles, 'file')} will conflict`;
  return rest === null ? conflicts : `${conflicts}, ${formatCount(rest)} apply`;
}

export interface Growth {
  /** Rebase and target that the moments are about. */
  readonly from: string;
  readonly moments: readonly GrowthMoment[];
  readonly total: number;
}

export interface GrowthMoment {
  readonly target: string;
  readonly targetSha: string;
  readonly date: Date;
  readonly conflictedFiles: number;
  /** Against the moment before. Null: it is the first. */
  readonly change: number | null;
}

interface Moment {
  readonly target: string;
  readonly targetSha: string;
  readonly targetDate: Date;
  readonly from: string;
  readonly conflictedFiles: number;
}

const mostMoments = 40;

/**
 * How the forecast of one rebase grew, oldest first: only moments at which the number changed, and the last one.
 * `moments` oldest first, of any rebase.
 */
export function prepareGrowth(moments: readonly Moment[], from: string): Growth {
  const own = moments.filter((moment) => moment.from === from);
  const steps = own.map(({ target, targetSha, targetDate, conflictedFiles }, index) => {
    const before = own[index - 1];
    const change = before === undefined ? null : conflictedFiles - before.conflictedFiles;
    return { target, targetSha, date: targetDate, conflictedFiles, change };
  });
  const telling = steps.filter(({ change }, index) => change !== 0 || index === steps.length - 1);
  return { from, moments: telling.slice(-mostMoments), total: own.length };
}
