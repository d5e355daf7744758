import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { NewestNote } from '#components/charts/newest-note.tsx';
import { formatPlural } from '#components/ui/format-count.ts';
import { Term } from '#components/ui/term.tsx';

import { effortLegend } from './effort-legend.ts';
import { EffortTable } from './effort-table.tsx';
import { LazyEffortChart } from './lazy-effort-chart.tsx';
import type { PackedEffort } from './packed-effort.ts';

/** Rows that are printed of a table that is folded; app/globals.css leaves out the rest. */
const mostPrinted = 20;

/** What each rebase cost over the one before it: the finding, the panels, and their numbers as a table. */
export function EffortFigure({
  effort,
  finding,
  base,
  file,
  csv,
}: {
  readonly effort: PackedEffort;
  readonly finding: string;
  /** Address of a rebase without its release. */
  readonly base: string;
  readonly file: string;
  readonly csv: string;
}) {
  return (
    <ChartFrame
      id="effort"
      className="mt-12"
      finding={finding}
      unit="files and lines"
      note={
        <>
          One bar is the step from the rebase before. <Term of="hand-work">Adaptation</Term> is what
          people changed in files that conflicted or that upstream had changed; own work is the
          rest.
          <NewestNote count={effort.points.length} />
        </>
      }
      legend={effortLegend}
      file={file}
      links={[{ label: 'CSV', href: csv }]}
      table={
        <details className="mt-3" data-print="first-rows">
          <summary className="w-fit text-sm text-muted hover:text-ink">
            {formatPlural(effort.points.length, 'step')} as a table
          </summary>
          <div className="mt-2">
            <EffortTable effort={effort} base={base} />
            {effort.points.length > mostPrinted && (
              <p className="mt-2 hidden text-sm text-muted print:[details:not([open])_&]:block">
                The newest {mostPrinted} of {formatPlural(effort.points.length, 'step')}. All are in
                the CSV; where this table is open, it is printed whole.
              </p>
            )}
          </div>
        </details>
      }
    >
      <LazyEffortChart effort={effort} base={base} />
    </ChartFrame>
  );
}
