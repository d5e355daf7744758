import { Fragment } from 'react';

import { CodeLine } from '#components/conflict/code-line.tsx';
import { differingPart } from '#components/conflict/mark-difference.ts';
import type { SideLine } from '#components/conflict/slice-code.ts';
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
          <Columns />
          <Columns />
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

function Columns() {
  return (
    <>
      <col className="w-13" />
      <col className="w-7" />
      <col />
    </>
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
  base: { tint: 'of-upstream is-changed', sign: '−', words: 'removed' },
  head: { tint: 'of-port is-changed', sign: '+', words: 'added' },
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
  if (line === null) {
    return (
      <td colSpan={3} className="is-empty">
        <span className="sr-only">no line</span>
      </td>
    );
  }
  const { tint, sign, words } = SIDES[side];
  const shade = isChanged ? tint : '';
  return (
    <>
      <td className={`number ${shade}`}>{line.number}</td>
      <td className={`sign px-0! ${shade}`}>
        {isChanged && (
          <>
            <span aria-hidden="true">{sign}</span>
            <span className="sr-only">{words}</span>
          </>
        )}
      </td>
      <td className={`line ${shade}`}>
        <CodeLine
          tokens={line.tokens}
          differing={isChanged && other !== null ? differingPart(other.text, line.text) : null}
        />
      </td>
    </>
  );
}
