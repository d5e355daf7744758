import { Fragment } from 'react';

import { CodeCells, CodeColumns } from '#components/code/code-cells.tsx';
import type { SideLine } from '#components/code/slice-code.ts';
import { pairLines, type PatchRow } from '#lib/domain/patch-hunks.ts';
import type { PatchSide } from '#lib/domain/patch-reading.ts';

import type { HunkCode } from './hunk-code.ts';
import { HunkMarker } from './hunk-marker.tsx';
import type { ShownHunk } from './unified-view.tsx';

/** What each version is, in words that stand beside its name. */
export interface VersionNames {
  /** "go1.26.0" */
  readonly base: string;
  /** "on go1.26.0" */
  readonly head: string;
}

/** Old and new lines beside each other. */
export function PatchSides({
  hunks,
  names,
}: {
  readonly hunks: readonly ShownHunk[];
  readonly names: VersionNames;
}) {
  return (
    // A box that scrolls must take the focus, or the keyboard cannot scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label="Patch, side by side" tabIndex={0} className="code-box">
      <table className="code-table wraps table-fixed">
        <colgroup>
          <CodeColumns />
          <CodeColumns />
        </colgroup>
        <thead>
          <tr className="marker">
            <th scope="colgroup" colSpan={3} className="of-upstream border-t-0! text-xs">
              <span className="font-semibold">Upstream</span>{' '}
              <span className="text-muted">{names.base}</span>
            </th>
            <th scope="colgroup" colSpan={3} className="of-port border-t-0! text-xs">
              <span className="font-semibold">Port</span>{' '}
              <span className="text-muted">{names.head}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {hunks.map(({ hunk, code }) => (
            <Fragment key={`${hunk.base?.start} ${hunk.head?.start}`}>
              <HunkMarker hunk={hunk} columns={6} />
              {pairLines(hunk.lines).map((row) => (
                <Row key={`${row.base} ${row.head}`} row={row} code={code} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({
  row: { base, head, isChanged },
  code,
}: {
  readonly row: PatchRow;
  readonly code: HunkCode;
}) {
  const [old, now] = [code('base', base), code('head', head)];
  return (
    <tr>
      <Cells side="base" line={old} isChanged={isChanged} other={now} />
      <Cells side="head" line={now} isChanged={isChanged} other={old} />
    </tr>
  );
}

const SIDES = {
  base: { tint: 'of-upstream is-changed', change: { sign: '−', words: 'removed' } },
  head: { tint: 'of-port is-changed', change: { sign: '+', words: 'added' } },
} as const;

function Cells({
  side,
  line,
  isChanged,
  other,
}: {
  readonly side: PatchSide;
  readonly line: SideLine | null;
  readonly isChanged: boolean;
  /** Of the other side in the same row. */
  readonly other: SideLine | null;
}) {
  const { tint, change } = SIDES[side];
  return isChanged ? (
    <CodeCells line={line} change={change} tint={tint} other={other} />
  ) : (
    <CodeCells line={line} change={null} tint="" other={null} />
  );
}
