import { burdenLegend } from './burden-legend.ts';
import { ChartFrame } from './chart-frame.tsx';
import { LazyBurdenChart } from './lazy-burden-chart.tsx';
import { NewestNote } from './newest-note.tsx';
import type { PackedBurden } from './packed-burden.ts';

/** What a port carries at each release; the table with the same numbers stands further down its page. */
export function BurdenFigure({
  burden,
  finding,
  base,
  file,
  links,
}: {
  readonly burden: PackedBurden;
  readonly finding: string;
  /** Address of a rebase without its release. */
  readonly base: string;
  readonly file: string;
  readonly links: readonly { readonly label: string; readonly href: string }[];
}) {
  return (
    <ChartFrame
      id="burden-finding"
      finding={finding}
      unit="lines and files"
      note={
        <>
          One bar is one rebase, in release order; lines are insertions and deletions together.
          <span className="not-in-picture"> Each bar leads to its rebase.</span>
          <NewestNote count={burden.points.length} />
        </>
      }
      legend={burdenLegend(burden.classes)}
      file={file}
      links={links}
    >
      <LazyBurdenChart burden={burden} base={base} />
    </ChartFrame>
  );
}
