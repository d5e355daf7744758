// Decides what a forecast says first: the target in words, how many files will conflict, and how many apply.
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { parseGoRelease } from '#lib/domain/go-release.ts';
import type { ForecastView } from '#lib/domain/transition-view.ts';

/** "go1.27 tip" when the newest line with a branch of its own is go1.26; a release by its name. */
export function describeTarget(
  { target, targetKind }: Pick<ForecastView, 'target' | 'targetKind'>,
  branched: string | null,
): string {
  if (targetKind !== 'tip') return target;
  const minor = branched === null ? undefined : parseGoRelease(branched)?.minor;
  return minor === undefined ? 'tip' : `go1.${minor + 1} tip`;
}

/** The whole verdict on one target: "go1.27 tip: 1 file will conflict, 366 apply". */
export function describeVerdict(forecast: ForecastView, branched: string | null): string {
  const target = describeTarget(forecast, branched);
  const text = describeForecast(forecast);
  return forecast.outcome === 'error' ? `${target} ${text}` : `${target}: ${text}`;
}

/** "1 file will conflict, 366 apply", or that git names no file; without the number that apply where the patch is not measured. */
export function describeForecast({
  outcome,
  conflictedFiles,
  patchFiles,
  reason,
}: Pick<ForecastView, 'outcome' | 'conflictedFiles' | 'patchFiles' | 'reason'>): string {
  if (outcome === 'error' || conflictedFiles === null) {
    return `could not be rehearsed: ${reason ?? 'the reason is not known.'}`;
  }
  // Git can fail to place a whole folder, and then names no file.
  if (outcome === 'conflict' && conflictedFiles === 0) return 'a folder will conflict';
  const rest = patchFiles === null ? null : Math.max(0, patchFiles - conflictedFiles);
  if (conflictedFiles === 0) {
    return rest === null ? 'every file applies' : `all ${formatPlural(rest, 'file')} apply`;
  }
  const conflicts = `${formatPlural(conflictedFiles, 'file')} will conflict`;
  return rest === null ? conflicts : `${conflicts}, ${formatCount(rest)} apply`;
}

/** "1 file", "all apply": after the name of its target, where a column has no room for more. */
export function describeBriefly({
  outcome,
  conflictedFiles,
}: Pick<ForecastView, 'outcome' | 'conflictedFiles'>): string {
  if (outcome === 'error' || conflictedFiles === null) return 'failed';
  if (outcome === 'conflict' && conflictedFiles === 0) return 'a folder';
  return conflictedFiles === 0 ? 'all apply' : formatPlural(conflictedFiles, 'file');
}

/** True: the forecast is about a tip that is no longer upstream's. `tipSha` as listed last; null: never. */
export function isOvertaken(
  { targetKind, targetSha }: Pick<ForecastView, 'targetKind' | 'targetSha'>,
  tipSha: string | null,
): boolean {
  return targetKind === 'tip' && tipSha !== null && tipSha !== targetSha;
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
