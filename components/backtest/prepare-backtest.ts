// Decides what a backtest says first: how much of what came was foretold, how long before, and how often in vain.
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import type { BacktestTotal, BacktestView } from '#lib/domain/backtest-view.ts';

export interface BacktestStatement {
  readonly title: string;
  readonly detail: string;
}

export interface BacktestVerdict {
  readonly atFirstPreRelease: BacktestStatement;
  readonly atRc1: BacktestStatement;
  readonly atCulprit: BacktestStatement;
}

export function prepareBacktest(view: BacktestView): BacktestVerdict {
  const { atFirstPreRelease, atRc1, atCulprit, knownEarly } = view;
  return {
    atFirstPreRelease: {
      title: describeRecall(atFirstPreRelease),
      detail: describeFalse(atFirstPreRelease),
    },
    atRc1: { title: describeRecall(atRc1), detail: describeFalse(atRc1) },
    atCulprit: {
      title:
        atCulprit.leadDays === null
          ? 'No culprit is known'
          : `${formatPlural(atCulprit.leadDays.median, 'day')} before, half of them`,
      detail:
        atCulprit.leadDays === null
          ? 'They have not been looked for yet'
          : `${formatShare(knownEarly, atCulprit.hit)} of the ${formatCount(atCulprit.hit)} known had landed 60 days or more before`,
    },
  };
}

function describeRecall({ actual, hit, lines }: BacktestTotal): string {
  if (lines === 0) return 'Not measured';
  return `${formatCount(hit)} of ${formatPlural(actual, 'conflict')} named`;
}

function describeFalse(total: BacktestTotal): string {
  const { leadDays, lines } = total;
  if (leadDays === null) return 'No release line has been rehearsed';
  const span =
    leadDays.least === leadDays.most
      ? formatPlural(leadDays.least, 'day')
      : `${leadDays.least} to ${leadDays.most} days`;
  return `${formatPlural(total.false ?? 0, 'file')} in vain, ${span} before, over ${formatPlural(lines, 'release line')}`;
}

/** "98 %"; "–" of nothing. Rounded, but what is not all is never "100 %", and what is not nothing never "0 %". */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '–';
  if (part === 0 || part === whole) return part === 0 ? '0 %' : '100 %';
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))} %`;
}
