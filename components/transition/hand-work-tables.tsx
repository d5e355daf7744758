import { formatCount, formatLines } from '#components/ui/format-count.ts';
import { Missing } from '#components/ui/missing.tsx';
import { SumsTable } from '#components/ui/sums-table.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import { churnOf } from '#lib/domain/sum-transition.ts';
import type { HandWorkPath } from '#lib/domain/transition.ts';
import type { TransitionMeasure } from '#lib/domain/transition-view.ts';

import { describeWork, sortByWork } from './hand-work-paths.ts';

/** Conflicts, hand work and pressure of each subsystem that has any. */
export function HandWorkBySubsystem({
  measure: { subsystems, handWork, pressure },
  conflictedFiles,
}: {
  readonly measure: TransitionMeasure;
  readonly conflictedFiles: number;
}) {
  return (
    <SumsTable
      label="Hand work by subsystem"
      title={<Term of="subsystems">Subsystem</Term>}
      columns={[
        {
          id: 'conflicts',
          title: <Term of="rehearsal">Conflicts, files</Term>,
          total: formatCount(conflictedFiles),
        },
        {
          id: 'adaptation',
          title: <Term of="hand-work">Adaptation, lines</Term>,
          total: formatCount(handWork.adaptation),
        },
        {
          id: 'own',
          title: <Term of="hand-work">Own work, lines</Term>,
          total: formatCount(handWork.own),
        },
        {
          id: 'pressure',
          title: <Term of="pressure">Pressure, lines</Term>,
          total: formatCount(churnOf(pressure)),
        },
      ]}
      rows={subsystems.map((each) => ({
        id: each.subsystem,
        name: each.subsystem,
        cells: [each.conflictedFiles, each.adaptation, each.own, each.pressure].map(formatCount),
      }))}
      hasTotal
    />
  );
}

const mostPaths = 12;

/** The paths with the most hand work, adaptation first; says how many there are in all. */
export function HandWorkByPath({ paths }: { readonly paths: readonly HandWorkPath[] }) {
  const shown = sortByWork(paths).slice(0, mostPaths);
  return (
    <>
      <TableScroll isStill label="Hand work by path">
        <table className="grid-table tight-when-narrow">
          <thead>
            <tr>
              <th scope="col">Path</th>
              <th scope="col">
                <Term of="hand-work">Work</Term>
              </th>
              <th scope="col" className="num">
                Lines
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <tr key={each.path}>
                <th
                  scope="row"
                  className="max-w-90 truncate max-sm:max-w-52 font-mono text-xs"
                  title={each.path}
                >
                  {each.path}
                </th>
                <td>{describeWork(each)}</td>
                <td className="num">
                  {each.insertions === null || each.deletions === null ? (
                    <Missing why={each.unmeasuredReason ?? 'not measured'} />
                  ) : (
                    formatLines(each.insertions, each.deletions)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {shown.length < paths.length && (
        <p className="mt-2 text-sm text-muted">
          {shown.length} of {formatCount(paths.length)} paths, adaptation first. All are in the CSV.
        </p>
      )}
    </>
  );
}
