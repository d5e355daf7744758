import { PageLink } from '#components/ui/page-link.tsx';

import { classOf } from '#components/charts/palette.ts';
import { formatCount, formatLines } from '#components/ui/format-count.ts';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import type { MeasuredSums } from '#lib/domain/rebase-view.ts';
import { subsystemSlug } from '#lib/domain/subsystem.ts';

interface SumsProps {
  readonly sums: MeasuredSums;
  /** Address of the rebase's page. */
  readonly base: string;
}

export function SubsystemsTable({ sums: { subsystems, patch, touch }, base }: SumsProps) {
  const most = Math.max(1, ...subsystems.map((each) => each.insertions + each.deletions));
  return (
    <TableScroll label="Subsystems">
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <th scope="col">
              <Term of="subsystems">Subsystem</Term>
            </th>
            <th scope="col" className="w-28">
              <span className="sr-only">Lines, as a bar</span>
            </th>
            <th scope="col" className="num">
              Files
            </th>
            <th scope="col" className="num">
              Patch, lines
            </th>
            <th scope="col" className="num">
              <Term of="touch">Touched files</Term>
            </th>
            <th scope="col" className="num">
              Touched lines
            </th>
          </tr>
        </thead>
        <tbody>
          {subsystems.map((each) => (
            <tr key={each.subsystem}>
              <th scope="row">
                <PageLink
                  href={`${base}?subsystem=${subsystemSlug(each.subsystem)}#files`}

                  className="link"
                >
                  {each.subsystem}
                </PageLink>
              </th>
              <td>
                <SplitBar
                  colour={classOf(each.subsystem).colour}
                  touched={(each.touch.insertions + each.touch.deletions) / most}
                  whole={(each.insertions + each.deletions) / most}
                />
              </td>
              <td className="num">{formatCount(each.files)}</td>
              <td className="num">{formatLines(each.insertions, each.deletions)}</td>
              <td className="num">{formatCount(each.touch.files)}</td>
              <td className="num">{formatLines(each.touch.insertions, each.touch.deletions)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="font-medium">
          <tr>
            <th scope="row" colSpan={2} className="font-medium!">
              all
            </th>
            <td className="num">{formatCount(patch.files)}</td>
            <td className="num">{formatLines(patch.insertions, patch.deletions)}</td>
            <td className="num">{formatCount(touch.files)}</td>
            <td className="num">{formatLines(touch.insertions, touch.deletions)}</td>
          </tr>
        </tfoot>
      </table>
    </TableScroll>
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
    <TableScroll label="Kinds of edits">
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">
              <Term of="kinds">Kind</Term>
            </th>
            <th scope="col" className="num">
              Files
            </th>
            <th scope="col" className="num">
              Lines
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds
            .toSorted((a, b) => b.files - a.files)
            .map(({ kind, files, insertions, deletions }) => (
              <tr key={kind}>
                <th scope="row" className="py-1.5! whitespace-normal!">
                  <PageLink href={`${base}?kind=${kind}#files`} className="link">
                    {kindOf.get(kind)?.label ?? kind}
                  </PageLink>
                  <p className="text-xs text-muted">{kindOf.get(kind)?.meaning}</p>
                </th>
                <td className="num">{formatCount(files)}</td>
                <td className="num">{formatLines(insertions, deletions)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
