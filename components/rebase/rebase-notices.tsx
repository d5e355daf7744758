import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { RecordedNote } from '#components/ui/recorded-note.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { RebaseDetail } from '#lib/domain/rebase-view.ts';

/** What a reader must know before the numbers; nothing for most rebases. */
export function RebaseNotices({
  detail: { rebase, replacedBy },
  page,
}: {
  readonly detail: RebaseDetail;
  /** Address of the page of the newest revision. */
  readonly page: string;
}) {
  const { sums, source, deletedAt, head } = rebase;
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
      {replacedBy !== null && (
        <p className="mt-3 max-w-prose border-l-2 border-worse pl-3 text-sm">
          This is an earlier revision, of the head{' '}
          <code className="text-xs">{head.sha.slice(0, 12)}</code>; its dates are those of the
          rebase.{' '}
          <PageLink href={page} className="link">
            The newest is <code className="text-xs">{replacedBy.sha.slice(0, 12)}</code>
          </PageLink>
          .
        </p>
      )}
      {notices.map((notice) => (
        <p key={notice} className="mt-3 max-w-prose border-l-2 border-worse pl-3 text-sm">
          {notice}
        </p>
      ))}
      {sums !== null && <RecordedNote sources={[source]} />}
    </>
  );
}
