import { BreakablePath } from '#components/ui/breakable-path.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { classOf } from '#components/charts/palette.ts';
import { formatCount, formatPlural, formatSigned } from '#components/ui/format-count.ts';
import { Missing } from '#components/ui/missing.tsx';
import { SumsTable } from '#components/ui/sums-table.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import { filePatchUrl } from '#lib/domain/patch-page.ts';
import { FILE_FATES, type FileFate } from '#lib/domain/release-pair.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

import { fateTitles } from './fate-words.ts';
import type { ComparedFile, ComparedPair, ComparedSums, Comparison } from './prepare-comparison.ts';

/** Files and lines of the patch in both releases, with what changed. */
export function ComparedSubsystems({
  comparison: { subsystems, total },
  pair,
  hrefOf,
}: {
  readonly comparison: Comparison;
  readonly pair: ComparedPair;
  readonly hrefOf: (subsystem: Subsystem) => string;
}) {
  const most = Math.max(
    1,
    ...subsystems.map(({ linesFrom, linesTo }) => Math.abs(linesTo - linesFrom)),
  );
  const totals = cellsOf(total);
  return (
    <SumsTable
      label="Subsystems"
      title={<Term of="subsystems">Subsystem</Term>}
      columns={[
        {
          id: 'bar',
          title: <span className="sr-only">Change of lines, as a bar</span>,
          className: 'w-40 max-sm:hidden',
        },
        { id: 'change', title: 'Lines, change', total: totals[0] },
        { id: 'from', title: `Lines, ${pair.from}`, total: totals[1] },
        { id: 'to', title: pair.to, total: totals[2] },
        { id: 'files-change', title: 'Files, change', total: totals[3] },
        { id: 'files-from', title: `Files, ${pair.from}`, total: totals[4] },
        { id: 'files-to', title: pair.to, total: totals[5] },
      ]}
      rows={subsystems.map((each) => ({
        id: each.subsystem,
        name: (
          <PageLink href={hrefOf(each.subsystem)} scroll={false} className="link">
            {each.subsystem}
          </PageLink>
        ),
        cells: [
          <ChangeBar
            key="bar"
            share={(each.linesTo - each.linesFrom) / most}
            colour={classOf(each.subsystem).colour}
          />,
          ...cellsOf(each),
        ],
      }))}
      hasTotal
    />
  );
}

function cellsOf({ filesFrom, filesTo, linesFrom, linesTo }: ComparedSums): readonly string[] {
  return [
    formatSigned(linesTo - linesFrom),
    formatCount(linesFrom),
    formatCount(linesTo),
    formatSigned(filesTo - filesFrom),
    formatCount(filesFrom),
    formatCount(filesTo),
  ];
}

/** From the middle: to the right what grew, to the left what shrank. */
function ChangeBar({ share, colour }: { readonly share: number; readonly colour: string }) {
  const width = Math.abs(share) * 50;
  return (
    <svg
      width="100%"
      height="12"
      viewBox="0 0 100 12"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect x={share < 0 ? 50 - width : 50} y="2" width={width} height="8" fill={colour} />
      <rect x="49.8" width="0.4" height="12" fill="var(--edge)" />
    </svg>
  );
}

const kindLabels = new Map(FILE_KINDS.map(({ id, label }) => [id, label]));

/** Grouped by what became of them; the row that names a group has no cells but its sum. */
export function ComparedFiles({
  files,
  pair,
  port,
}: {
  readonly files: readonly ComparedFile[];
  readonly pair: ComparedPair;
  /** Address of the port's page. */
  readonly port: string;
}) {
  return (
    <TableScroll isStill label="Files that differ">
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">Path</th>
            <th scope="col" className="num">
              Change
            </th>
            <th scope="col" className="num">
              Lines, {pair.from}
            </th>
            <th scope="col" className="num">
              {pair.to}
            </th>
            <th scope="col">Kind</th>
            <th scope="col">Subsystem</th>
          </tr>
        </thead>
        {FILE_FATES.map((fate) => (
          <FateGroup
            key={fate}
            fate={fate}
            files={files.filter((file) => file.fate === fate)}
            pair={pair}
            port={port}
          />
        ))}
      </table>
    </TableScroll>
  );
}

function FateGroup({
  fate,
  files,
  pair,
  port,
}: {
  readonly fate: FileFate;
  readonly files: readonly ComparedFile[];
  readonly pair: ComparedPair;
  readonly port: string;
}) {
  if (files.length === 0) return null;
  const [release, revision] =
    fate === 'went' ? [pair.from, pair.fromRevision] : [pair.to, pair.toRevision];
  const rebase = `${port}/${release}${revision ? `?revision=${revision}` : ''}`;
  const lines = files.reduce((sum, { delta }) => sum + (delta ?? 0), 0);
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" className="h-11! border-b-0! pt-3! align-bottom font-semibold!">
          {fateTitles[fate]}
          <span className="num ml-2 font-normal text-muted">
            {formatPlural(files.length, 'file')}
          </span>
        </th>
        {/* The last of its row, but above the first of the others. */}
        <td className="num h-11! border-b-0! pt-3! pr-2.5! align-bottom font-semibold">
          {fate === 'unknown' ? '' : formatSigned(lines)}
        </td>
      </tr>
      {files.map((file) => (
        <tr key={file.path}>
          <th scope="row" className="py-1.5!">
            <PageLink
              href={filePatchUrl(rebase, file.path)}
              className="quiet-link inline-block min-w-52 font-mono text-xs leading-6 whitespace-normal wrap-anywhere"
            >
              <BreakablePath path={file.path} />
            </PageLink>
          </th>
          <Lines
            value={file.delta === null ? null : formatSigned(file.delta)}
            why={file.unmeasuredReason}
          />
          {fate === 'came' ? <NotThere /> : <Lines value={file.from} why={file.unmeasuredReason} />}
          {fate === 'went' ? <NotThere /> : <Lines value={file.to} why={file.unmeasuredReason} />}
          <td>{kindLabels.get(file.kind) ?? file.kind}</td>
          <td>{file.subsystem}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** The file is not in that patch. */
function NotThere() {
  return <td className="num text-muted">none</td>;
}

function Lines({
  value,
  why,
}: {
  readonly value: number | string | null;
  readonly why: string | null;
}) {
  return (
    <td className="num">
      {value === null ? (
        <Missing why={why ?? 'Its lines were not counted.'} />
      ) : typeof value === 'number' ? (
        formatCount(value)
      ) : (
        value
      )}
    </td>
  );
}
