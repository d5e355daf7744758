// Decides which ranges of releases are a click away: those that a reader of this port is likely to want.
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import type { WantedRange } from '#lib/domain/release-range.ts';

export interface QuickRange {
  readonly label: string;
  /** Null: the whole history. */
  readonly range: WantedRange | null;
}

const yearMs = 365 * 86_400_000;

/** How many of the newest lines each is about. */
const lineCounts = [3, 6];

/** `rebases` in release order. The whole history comes first; what would show as much as it is left out. */
export function quickRanges(rebases: readonly RebaseView[]): readonly QuickRange[] {
  const lines = [...new Set(rebases.map(({ line }) => line))];
  const starts = lineCounts.flatMap((count) => {
    const line = lines.length > count ? lines.at(-count) : undefined;
    return rebases.find((each) => each.line === line) ?? [];
  });
  const year = startOfYear(rebases);
  const sinceLines = starts.filter(({ release }) => release !== year?.range?.from);
  return [
    { label: 'Whole history', range: null },
    ...(year === null ? [] : [year]),
    ...sinceLines.map(({ release }) => ({
      label: `Since ${release}`,
      range: { from: release, to: null },
    })),
  ];
}

/** Counted back from the newest rebase, not from today: of a port that nobody keeps any more, it is its last year. */
function startOfYear(rebases: readonly RebaseView[]): QuickRange | null {
  const newest = rebases.at(-1);
  if (!newest?.publishedAt) return null;
  const start = newest.publishedAt.getTime() - yearMs;
  const first = rebases.findIndex(
    ({ publishedAt }) => publishedAt !== null && publishedAt.getTime() > start,
  );
  const from = rebases[first];
  return first < 1 || from === undefined
    ? null
    : { label: `Year to ${newest.release}`, range: { from: from.release, to: null } };
}
