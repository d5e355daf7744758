import type { AlignedRow, ConflictPlace, Side } from '#lib/domain/conflict-reading.ts';

import { CodeCells, CodeColumns, type LineChange } from '#components/code/code-cells.tsx';
import type { PlaceCode } from './place-code.ts';
import type { SideLine } from '#components/code/slice-code.ts';
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
            <CodeColumns key={side} />
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
        const change = side === 'base' ? removedBy(lines) : addedBy(side, lines, hasBase);
        const old = side === 'base' ? null : lines.base;
        const tint = side === 'base' ? 'bg-soft' : `of-${side} is-changed`;
        return (
          <CodeCells
            key={side}
            line={line}
            change={change}
            tint={change === null ? '' : tint}
            other={old}
          />
        );
      })}
    </tr>
  );
}

type RowLines = Readonly<Record<Side, SideLine | null>>;

/** Null: both sides kept the line. */
function removedBy({ base, upstream, port }: RowLines): LineChange | null {
  const byUpstream = upstream?.text !== base?.text;
  const byPort = port?.text !== base?.text;
  if (byUpstream && byPort) return { sign: '−up', words: 'removed by upstream and by the port' };
  if (byUpstream) return { sign: '−u', words: 'removed by upstream' };
  return byPort ? { sign: '−p', words: 'removed by the port' } : null;
}

function addedBy(side: 'upstream' | 'port', lines: RowLines, hasBase: boolean): LineChange | null {
  const isAdded = hasBase
    ? lines[side]?.text !== lines.base?.text
    : lines.upstream?.text !== lines.port?.text;
  if (!isAdded) return null;
  return { sign: '+', words: `added by ${side === 'port' ? 'the port' : 'upstream'}` };
}
