import type { AlignedRow, ConflictPlace, Side } from '#lib/domain/conflict-reading.ts';

import { CodeLine } from './code-line.tsx';
import { differingPart } from './mark-difference.ts';
import type { PlaceCode } from './place-code.ts';
import type { SideLine } from './slice-code.ts';
import type { SideNames } from './side-names.ts';

const sideWords: Readonly<Record<Side, string>> = {
  base: 'Base',
  upstream: 'Upstream',
  port: 'Port',
};

/** A place in the versions as they are, line beside line. */
export function SidesView({
  place,
  code,
  names,
  label,
}: {
  readonly place: ConflictPlace;
  readonly code: PlaceCode;
  readonly names: SideNames;
  readonly label: string;
}) {
  const sides = (['base', 'upstream', 'port'] as const).filter(
    (side) => side !== 'base' || place.base !== null,
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see MergedView
    <section aria-label={label} tabIndex={0} className="code-box">
      <table className="code-table wraps min-w-[900px] table-fixed">
        <colgroup>
          {sides.map((side) => (
            <Columns key={side} />
          ))}
        </colgroup>
        <thead>
          <tr className="marker">
            {sides.map((side) => (
              <th
                key={side}
                scope="colgroup"
                colSpan={3}
                className={`border-t-0! text-xs ${side === 'base' ? 'bg-soft' : `of-${side}`}`}
              >
                <span className="font-semibold">{sideWords[side]}</span>{' '}
                <span className="text-muted">{names[side]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {place.rows.map((row) => (
            <Row
              key={`${row.base} ${row.upstream} ${row.port}`}
              row={row}
              sides={sides}
              code={code}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Columns() {
  return (
    <>
      <col className="w-12" />
      <col className="w-9" />
      <col />
    </>
  );
}

function Row({
  row,
  sides,
  code,
}: {
  readonly row: AlignedRow;
  readonly sides: readonly Side[];
  readonly code: PlaceCode;
}) {
  const lines = {
    base: code('base', row.base),
    upstream: code('upstream', row.upstream),
    port: code('port', row.port),
  };
  const hasBase = sides.includes('base');
  return (
    <tr>
      {sides.map((side) => {
        const line = lines[side];
        if (line === null) {
          return (
            <td key={side} colSpan={3} className="is-empty">
              <span className="sr-only">no line</span>
            </td>
          );
        }
        const change = side === 'base' ? removedBy(lines) : addedBy(side, lines, hasBase);
        const old = side === 'base' ? null : lines.base;
        return <Cells key={side} side={side} line={line} change={change} old={old} />;
      })}
    </tr>
  );
}

interface Change {
  /** Shown beside the line. */
  readonly sign: string;
  /** Read aloud. */
  readonly words: string;
}

type RowLines = Readonly<Record<Side, SideLine | null>>;

/** Null: both sides kept the line. */
function removedBy({ base, upstream, port }: RowLines): Change | null {
  const byUpstream = upstream?.text !== base?.text;
  const byPort = port?.text !== base?.text;
  if (byUpstream && byPort) return { sign: '−up', words: 'removed by upstream and by the port' };
  if (byUpstream) return { sign: '−u', words: 'removed by upstream' };
  return byPort ? { sign: '−p', words: 'removed by the port' } : null;
}

function addedBy(side: 'upstream' | 'port', lines: RowLines, hasBase: boolean): Change | null {
  const isAdded = hasBase
    ? lines[side]?.text !== lines.base?.text
    : lines.upstream?.text !== lines.port?.text;
  if (!isAdded) return null;
  return { sign: '+', words: `added by ${side === 'port' ? 'the port' : 'upstream'}` };
}

function Cells({
  side,
  line,
  change,
  old,
}: {
  readonly side: Side;
  readonly line: SideLine;
  readonly change: Change | null;
  /** The line of the base in the same row. */
  readonly old: SideLine | null;
}) {
  const tint =
    side === 'base'
      ? change === null
        ? ''
        : 'bg-soft'
      : change === null
        ? ''
        : `of-${side} is-changed`;
  return (
    <>
      <td className={`number ${tint}`}>{line.number}</td>
      <td className={`sign px-0! ${tint}`}>
        {change !== null && (
          <>
            <span aria-hidden="true">{change.sign}</span>
            <span className="sr-only">{change.words}</span>
          </>
        )}
      </td>
      <td className={`line ${tint}`}>
        <CodeLine
          tokens={line.tokens}
          differing={old === null ? null : differingPart(old.text, line.text)}
        />
      </td>
    </>
  );
}
