import { Fragment } from 'react';

import { formatCount } from '#components/ui/format-count.ts';
import type { ConflictPlace, MergedLine } from '#lib/domain/conflict-reading.ts';

import { CodeLine } from '#components/code/code-line.tsx';
import { differingPart } from '#components/code/mark-difference.ts';
import type { PlaceCode } from './place-code.ts';
import type { SideNames } from './side-names.ts';

/** A place as git merged it: each region between conflict markers, and in it what each side did to the base. */
export function MergedView({
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
  return (
    // A box that scrolls must take the focus, or the keyboard cannot scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={label} tabIndex={0} className="code-box">
      <table className="code-table">
        <thead className="sr-only">
          <tr>
            <th scope="col">Line of upstream</th>
            <th scope="col">Line of the port</th>
            <th scope="col">Change against the base</th>
            <th scope="col">Code</th>
          </tr>
        </thead>
        <tbody>
          {groupByPart(place.merged).map(({ part, region, lines }) => {
            const first = lines[0];
            const key = `${region} ${part} ${first?.base} ${first?.upstream} ${first?.port}`;
            return (
              <Fragment key={key}>
                {region !== null && part === 'upstream' && (
                  <Marker side="upstream" sign="<<<<<<<" name={names.upstream} lines={lines} />
                )}
                {region !== null && part === 'port' && (
                  <Marker side="port" sign="=======" name={names.port} lines={lines} />
                )}
                {lines.map((line) => (
                  <Line
                    key={`${line.base} ${line.upstream} ${line.port}`}
                    line={line}
                    old={replacedBy(place, line)}
                    code={code}
                  />
                ))}
                {region !== null && part === 'port' && (
                  <tr className="marker">
                    <th scope="colgroup" colSpan={4} className="of-port text-xs text-muted">
                      <span className="font-mono">{'>>>>>>>'}</span> end of the conflict
                    </th>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Marker({
  side,
  sign,
  name,
  lines,
}: {
  readonly side: 'upstream' | 'port';
  readonly sign: string;
  readonly name: string;
  readonly lines: readonly MergedLine[];
}) {
  const added = lines.filter((line) => line.sign === '+').length;
  const removed = lines.filter((line) => line.sign === '-').length;
  return (
    <tr className="marker">
      <th scope="colgroup" colSpan={4} className={`of-${side} text-xs`}>
        <span className="font-mono text-muted">{sign}</span>{' '}
        <span className="font-semibold">{side}</span>{' '}
        <span className="text-muted">
          {name} · {describeLines(added, removed)}
        </span>
      </th>
    </tr>
  );
}

function describeLines(added: number, removed: number): string {
  if (added + removed === 0) return 'no change here';
  const parts = [
    added > 0 ? `+${formatCount(added)}` : '',
    removed > 0 ? `−${formatCount(removed)}` : '',
  ].filter((part) => part !== '');
  return `${parts.join(' ')} against the base`;
}

const signWords = { '+': 'added by', '-': 'removed by' } as const;

/** The line of the base that a side put this one in the place of, as the versions are aligned. */
function replacedBy({ rows }: ConflictPlace, { part, sign, ...at }: MergedLine): number | null {
  if (sign !== '+' || part === 'common') return null;
  return rows.find((row) => row[part] === at[part])?.base ?? null;
}

function Line({
  line,
  old,
  code,
}: {
  readonly line: MergedLine;
  readonly old: number | null;
  readonly code: PlaceCode;
}) {
  const upstream = code('upstream', line.upstream);
  const port = code('port', line.port);
  const shown = upstream ?? port ?? code('base', line.base);
  if (shown === null) return null;
  const replaced = code('base', old);
  const change = { ' ': '', '+': ' is-changed', '-': ' is-removed' }[line.sign];
  const tint = line.part === 'common' ? '' : `of-${line.part}${change}`;
  return (
    <tr className={tint}>
      <td className="number max-sm:hidden">{upstream?.number}</td>
      <td className="number max-sm:hidden">{port?.number}</td>
      <td className="sign">
        <span aria-hidden="true">{line.sign === '-' ? '−' : line.sign}</span>
        {line.sign !== ' ' && (
          <span className="sr-only">
            {signWords[line.sign]} {line.part === 'port' ? 'the port' : 'upstream'}
          </span>
        )}
      </td>
      <td className="line">
        <CodeLine
          tokens={shown.tokens}
          differing={replaced === null ? null : differingPart(replaced.text, shown.text)}
        />
      </td>
    </tr>
  );
}

interface Group {
  readonly part: MergedLine['part'];
  readonly region: number | null;
  readonly lines: MergedLine[];
}

/** A side that has nothing in a region still has its marker there. */
function groupByPart(lines: readonly MergedLine[]): Group[] {
  const groups: Group[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && last.part === line.part && last.region === line.region) {
      last.lines.push(line);
      continue;
    }
    groups.push({ part: line.part, region: line.region, lines: [line] });
  }
  return groups.flatMap((group, index) => {
    const { region } = group;
    if (region === null) return [group];
    const missing = (part: 'upstream' | 'port'): Group => ({ part, region, lines: [] });
    const before = groups[index - 1];
    const after = groups[index + 1];
    if (group.part === 'port' && before?.region !== region) return [missing('upstream'), group];
    if (group.part === 'upstream' && after?.region !== region) return [group, missing('port')];
    return [group];
  });
}
