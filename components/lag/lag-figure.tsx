import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { NewestNote } from '#components/charts/newest-note.tsx';
import { Term } from '#components/ui/term.tsx';

import { lagLegend } from './lag-legend.ts';
import { LazyLagChart } from './lazy-lag-chart.tsx';
import type { PackedLag } from './packed-lag.ts';

/** How soon the port followed; the table of all rebases has the same numbers. */
export function LagFigure({
  lag,
  finding,
  base,
  file,
  links,
}: {
  readonly lag: PackedLag;
  readonly finding: string;
  /** Address of a rebase without its release. */
  readonly base: string;
  readonly file: string;
  readonly links: readonly { readonly label: string; readonly href: string }[];
}) {
  return (
    <ChartFrame
      id="lag"
      className="mt-12"
      finding={finding}
      unit="days"
      note={
        <>
          <Term of="lag">From the release to the publication</Term> of the rebase on it, between
          their UTC dates.
          <NewestNote count={lag.points.length} />
        </>
      }
      legend={lagLegend}
      file={file}
      links={links}
    >
      <LazyLagChart lag={lag} base={base} />
    </ChartFrame>
  );
}
