// Decides what the table of rebases says beside the chart's numbers: when each was published, and what is unusual about it.
import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';

/** Up to so many rebases, the table has them all. */
const MOST_ROWS = 30;
/** So many it has of more, which one asks for: they would be most of the page, and of the time until it stands. */
const NEWEST_ROWS = 20;

/** The releases whose rebases the table has, of those that are chosen, oldest first. */
export function chooseRows(releases: readonly string[], rows: 'all' | 'newest'): readonly string[] {
  return rows === 'all' || releases.length <= MOST_ROWS ? releases : releases.slice(-NEWEST_ROWS);
}

/** Of one rebase. */
export interface RebaseRow {
  readonly publishedAt: Date | null;
  readonly lagDays: number | null;
  /** What is unusual about it, in a few words. Null: nothing, as for most. */
  readonly flags: string | null;
}

/** One for each of `releases`, which are some of `rebases`. */
export function prepareRebaseRows(
  rebases: readonly RebaseView[],
  releases: readonly string[],
): readonly RebaseRow[] {
  // Where only some were recorded, those must say so.
  const isMixed = new Set(rebases.map(({ source }) => source.kind)).size > 1;
  const rows = new Map(rebases.map((rebase) => [rebase.release, toRow(rebase, isMixed)]));
  return releases.map((release) => {
    const row = rows.get(release);
    if (row === undefined) throw new Error(`There is no rebase on ${release}.`);
    return row;
  });
}

function toRow(rebase: RebaseView, isMixed: boolean): RebaseRow {
  const { publishedAt, lagDays, sums, deletedAt, source } = rebase;
  const flags = [
    ...(sums?.isDescendant === false ? ['not a descendant of its base'] : []),
    ...(sums !== null && sums.unmeasuredFiles > 0
      ? [`${formatPlural(sums.unmeasuredFiles, 'file')} without lines`]
      : []),
    ...(isMixed && source.kind === 'recorded' ? ['recorded'] : []),
    ...(deletedAt === null ? [] : [`gone since ${formatDay(deletedAt)}`]),
  ];
  return { publishedAt, lagDays, flags: flags.length === 0 ? null : flags.join(' · ') };
}
