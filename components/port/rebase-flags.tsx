import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';

/** What is unusual about a rebase, in a few words; nothing for most. */
export function RebaseFlags({
  rebase,
  isMixed,
}: {
  readonly rebase: RebaseView;
  /** Only some of the rebases beside it were recorded, so it must say whether it was. */
  readonly isMixed: boolean;
}) {
  const { sums, deletedAt, source } = rebase;
  const flags = [
    ...(sums?.isDescendant === false ? ['not a descendant of its base'] : []),
    ...(sums !== null && sums.unmeasuredFiles > 0
      ? [`${formatPlural(sums.unmeasuredFiles, 'file')} without lines`]
      : []),
    ...(isMixed && source.kind === 'recorded' ? ['recorded'] : []),
    ...(deletedAt === null ? [] : [`gone since ${formatDay(deletedAt)}`]),
  ];
  if (flags.length === 0) return null;
  return (
    <p className="max-w-40 pb-1.5 text-xs whitespace-normal text-muted">{flags.join(' · ')}</p>
  );
}
