import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { NewestNote } from '#components/charts/newest-note.tsx';
import type { AddressedChoice } from '#components/port/port-url.ts';
import { chooseRows } from '#components/port/prepare-rebase-rows.ts';
import { RowsNote } from '#components/port/rows-note.tsx';
import { formatPlural } from '#components/ui/format-count.ts';
import { Term } from '#components/ui/term.tsx';

import { effortLegend } from './effort-legend.ts';
import { EffortTable } from './effort-table.tsx';
import { LazyEffortChart } from './lazy-effort-chart.tsx';
import type { PackedEffort } from './packed-effort.ts';

/** What each rebase cost over the one before it: the finding, the panels, and their numbers as a table. */
export function EffortFigure({
  effort,
  releases,
  slug,
  choice,
  finding,
  base,
  file,
  csv,
}: {
  readonly effort: PackedEffort;
  /** Of its steps, in release order. */
  readonly releases: readonly string[];
  readonly slug: string;
  readonly choice: AddressedChoice;
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
          <NewestNote count={releases.length} />
        </>
      }
      legend={effortLegend}
      file={file}
      links={[{ label: 'CSV', href: csv }]}
      table={
        <details className="mt-3">
          <summary className="w-fit text-sm text-muted hover:text-ink">
            {formatPlural(releases.length, 'rebase')} as a table
          </summary>
          <div className="mt-2">
            <EffortTable
              effort={effort}
              rows={chooseRows(releases, choice.rows).length}
              base={base}
            />
            <RowsNote
              releases={releases}
              noun="rebase"
              whole={releases.length}
              slug={slug}
              choice={choice}
            />
          </div>
        </details>
      }
    >
      <LazyEffortChart effort={effort} base={base} />
    </ChartFrame>
  );
}
