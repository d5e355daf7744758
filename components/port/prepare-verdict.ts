// Decides what the head of a port's page says of the present: how the port stands, and what it carries.
import { formatCount, formatLines, formatPlural } from '#components/ui/format-count.ts';
import { formatLag, sayLag } from '#components/ui/format-date.ts';
import { capitalize } from '#lib/domain/capitalize.ts';
import { medianDays } from '#lib/domain/lag.ts';
import type { PortStanding, PortState } from '#lib/domain/port-standing.ts';
import type { MeasuredSums, RebaseView } from '#lib/domain/rebase-view.ts';
import { churnOf } from '#lib/domain/sum-transition.ts';

const yearMs = 365 * 86_400_000;

export interface Statement {
  readonly title: string;
  readonly detail: string;
}

export interface Verdict {
  readonly state: PortState;
  readonly now: Statement;
  /** The release that the burden is about. Null: nothing is measured. */
  readonly release: string | null;
  readonly burden: Statement;
}

/** `rebases`: those still in the fork, in release order; `all`: with those that were, for what they have taught. */
export function prepareVerdict(
  standing: PortStanding,
  rebases: readonly RebaseView[],
  all: readonly RebaseView[],
): Verdict {
  const judged = rebases.find(({ release }) => release === standing.newest) ?? rebases.at(-1);
  const measured = judged?.sums ? judged : rebases.findLast(({ sums }) => sums !== null);
  const now = {
    title: capitalize(standing.verdict),
    detail: describePublication(judged, all),
  };
  if (!measured?.sums) {
    const none = {
      title: 'Not measured',
      detail: judged?.unmeasuredReason ?? 'No rebase is known.',
    };
    return { state: standing.state, now, release: null, burden: none };
  }
  return {
    state: standing.state,
    now,
    release: measured.release,
    burden: describeBurden(measured, measured.sums, rebases),
  };
}

function describePublication(judged: RebaseView | undefined, all: readonly RebaseView[]): string {
  const lags = all.flatMap(({ lagDays }) => (lagDays === null ? [] : [lagDays]));
  const median = medianDays(lags);
  const parts = [
    ...(judged === undefined || judged.lagDays === null ? [] : [sayLag(judged.lagDays)]),
    ...(median === null || lags.length < 2
      ? []
      : [`median ${formatLag(median)} over ${formatPlural(lags.length, 'release')}`]),
  ];
  return capitalize(parts.join(' · '));
}

function describeBurden(
  measured: RebaseView,
  { patch, touch }: MeasuredSums,
  rebases: readonly RebaseView[],
): Statement {
  const lines = churnOf(touch);
  const yearAgo = findYearAgo(measured, rebases);
  const whole = `${formatLines(patch.insertions, patch.deletions)} in ${formatPlural(patch.files, 'file')}`;
  const own = formatShare(churnOf(patch) - lines, churnOf(patch));
  return {
    title: `${formatPlural(lines, 'line')} in ${formatPlural(touch.files, 'upstream file')}`,
    detail: [
      ...(yearAgo === null
        ? []
        : [`${describeGrowth(yearAgo.lines, lines)} ${yearAgo.release}, a year before`]),
      `the whole patch is ${whole}, ${own} of its lines in files of the port’s own`,
    ]
      .map((part, index) => (index === 0 ? capitalize(part) : part))
      .join(' · '),
  };
}

/** The newest measured rebase published a year or more before this one, if that is not long before. */
function findYearAgo(
  measured: RebaseView,
  rebases: readonly RebaseView[],
): { readonly release: string; readonly lines: number } | null {
  const { publishedAt } = measured;
  if (publishedAt === null) return null;
  const limit = publishedAt.getTime() - yearMs;
  const then = rebases
    .filter((each) => each.sums !== null && each.publishedAt !== null)
    .filter((each) => (each.publishedAt?.getTime() ?? 0) <= limit)
    .toSorted((a, b) => (a.publishedAt?.getTime() ?? 0) - (b.publishedAt?.getTime() ?? 0))
    .at(-1);
  if (!then?.sums || (then.publishedAt?.getTime() ?? 0) < limit - yearMs / 2) return null;
  return { release: then.release, lines: churnOf(then.sums.touch) };
}

function describeGrowth(before: number, after: number): string {
  if (before === after) return 'As many as at';
  if (before === 0) return `${formatCount(after)} more than at`;
  const percent = Math.round((Math.abs(after - before) / before) * 100);
  return `${after > before ? 'Up' : 'Down'} ${percent < 1 ? 'less than 1' : percent} % from`;
}

function formatShare(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.round((part / whole) * 100)} %`;
}
