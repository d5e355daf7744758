import { PageLink } from '#components/ui/page-link.tsx';

import { classOf } from '#components/charts/palette.ts';
import { formatCount, formatLines } from '#components/ui/format-count.ts';
import { SumsTable } from '#components/ui/sums-table.tsx';
import { Term } from '#components/ui/term.tsx';
import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import type { MeasuredSums } from '#lib/domain/rebase-view.ts';
import { subsystemSlug } from '#lib/domain/subsystem.ts';
import { churnOf } from '#lib/domain/sum-transition.ts';

import { filesUrl } from './files-url.ts';

interface SumsProps {
  readonly sums: MeasuredSums;
  /** Address of the rebase's page; with a query where that chooses the revision. */
  readonly base: string;
}

export function SubsystemsTable({ sums: { subsystems, patch, touch }, base }: SumsProps) {
  const most = Math.max(1, ...subsystems.map(churnOf));
  return (
    <SumsTable
      label="Subsystems"
      title={<Term of="subsystems">Subsystem</Term>}
      columns={[
        {
          id: 'bar',
          title: <span className="sr-only">Lines, as a bar</span>,
          className: 'w-28 max-sm:hidden',
        },
        { id: 'files', title: 'Files', total: formatCount(patch.files) },
        {
          id: 'lines',
          title: 'Patch, lines',
          total: formatLines(patch.insertions, patch.deletions),
        },
        {
          id: 'touched-files',
          title: <Term of="touch">Touched files</Term>,
          total: formatCount(touch.files),
        },
        {
          id: 'touched-lines',
          title: 'Touched lines',
          total: formatLines(touch.insertions, touch.deletions),
        },
      ]}
      rows={subsystems.map((each) => ({
        id: each.subsystem,
        name: (
          <PageLink
            href={filesUrl(base, `subsystem=${subsystemSlug(each.subsystem)}`)}
            className="link"
          >
            {each.subsystem}
          </PageLink>
        ),
        cells: [
          <SplitBar
            key="bar"
            colour={classOf(each.subsystem).colour}
            touched={churnOf(each.touch) / most}
            whole={churnOf(each) / most}
          />,
          formatCount(each.files),
          formatLines(each.insertions, each.deletions),
          formatCount(each.touch.files),
          formatLines(each.touch.insertions, each.touch.deletions),
        ],
      }))}
      hasTotal
    />
  );
}

/** The touched part full, the port's own files paler; both as shares of the longest bar. */
function SplitBar({
  colour,
  touched,
  whole,
}: {
  readonly colour: string;
  readonly touched: number;
  readonly whole: number;
}) {
  return (
    <svg width="100%" height="8" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width={whole * 100} height="8" fill={colour} fillOpacity="0.35" />
      <rect width={touched * 100} height="8" fill={colour} />
    </svg>
  );
}

const kindOf = new Map(FILE_KINDS.map((kind) => [kind.id, kind]));

export function KindsTable({ sums: { kinds }, base }: SumsProps) {
  return (
    <SumsTable
      label="Kinds of edits"
      title={<Term of="kinds">Kind</Term>}
      columns={[
        { id: 'files', title: 'Files' },
        { id: 'lines', title: 'Lines' },
      ]}
      rows={kinds
        .toSorted((a, b) => b.files - a.files)
        .map(({ kind, files, insertions, deletions }) => ({
          id: kind,
          name: (
            <>
              <PageLink href={filesUrl(base, `kind=${kind}`)} className="link">
                {kindOf.get(kind)?.label ?? kind}
              </PageLink>
              <p className="text-xs text-muted">{kindOf.get(kind)?.meaning}</p>
            </>
          ),
          cells: [formatCount(files), formatLines(insertions, deletions)],
        }))}
    />
  );
}
