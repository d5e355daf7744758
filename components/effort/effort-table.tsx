'use client';

import { formatCount } from '#components/ui/format-count.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';

import { type PackedEffort, unpackEffort } from './packed-effort.ts';
import type { EffortMeasure } from './prepare-effort.ts';

const columns: readonly {
  readonly id: keyof EffortMeasure;
  readonly term: string;
  readonly title: string;
}[] = [
  { id: 'conflicts', term: 'rehearsal', title: 'Conflicts, files' },
  { id: 'adaptation', term: 'hand-work', title: 'Adaptation, lines' },
  { id: 'own', term: 'hand-work', title: 'Own work, lines' },
  { id: 'pressure', term: 'pressure', title: 'Pressure, lines' },
];

interface EffortTableProps {
  readonly effort: PackedEffort;
  /** How many of its newest steps are shown. */
  readonly rows: number;
  readonly base: string;
}

/** The panels' numbers, newest release first. */
export function EffortTable(props: EffortTableProps) {
  return (
    <TableScroll isStill label="Effort">
      <Whole {...props} />
    </TableScroll>
  );
}

function Whole({ effort, rows, base }: EffortTableProps) {
  const points = unpackEffort(effort).points.slice(-rows);
  return (
    <table className="grid-table pin-first">
      <thead>
        <tr>
          <th scope="col">
            <Term of="release">Release</Term>
          </th>
          <th scope="col">From</th>
          {columns.map(({ id, term, title }) => (
            <th key={id} scope="col" className="num">
              <Term of={term}>{title}</Term>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map(({ release, isFirst, from, measure, reason }) => (
          <tr key={release}>
            <th scope="row">
              <PageLink
                href={`${base}/${release}#transition`}
                className={`link font-mono text-xs ${isFirst ? 'font-bold' : ''}`}
              >
                {release}
              </PageLink>
            </th>
            <td className="font-mono text-xs">{from ?? '–'}</td>
            {measure === null ? (
              <td colSpan={columns.length} className="text-muted">
                Not measured: {reason}
              </td>
            ) : (
              columns.map(({ id }) => (
                <td key={id} className="num">
                  {formatCount(measure[id])}
                </td>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
