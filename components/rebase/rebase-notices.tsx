import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { RecordedNote } from '#components/ui/recorded-note.tsx';
import type { RebaseView } from '#lib/domain/rebase-view.ts';

/** What a reader must know before the numbers; nothing for most rebases. */
export function RebaseNotices({ rebase }: { readonly rebase: RebaseView }) {
  const { sums, source, deletedAt } = rebase;
  const notices = [
    ...(sums?.isDescendant === false
      ? [
          'Its head does not descend from its base. The patch is measured all the same; the count of commits leaves out what both have in common.',
        ]
      : []),
    ...(sums !== null && sums.unmeasuredFiles > 0
      ? [
          `The lines of ${formatPlural(sums.unmeasuredFiles, 'file')} could not be counted; they are in the count of files and in no count of lines. Each says why below.`,
        ]
      : []),
    ...(deletedAt === null
      ? []
      : [`Its branch and tag were found gone from the fork on ${formatDay(deletedAt)}.`]),
  ];
  return (
    <>
      {notices.map((notice) => (
        <p key={notice} className="mt-3 max-w-prose border-l-2 border-worse pl-3 text-sm">
          {notice}
        </p>
      ))}
      {sums !== null && <RecordedNote sources={[source]} />}
    </>
  );
}
