import { LazyBurdenChart } from './lazy-burden-chart.tsx';
import type { PackedBurden } from './packed-burden.ts';

/** The chart with its finding and legend; the table with the same numbers stands under it. */
export function BurdenFigure({
  burden,
  finding,
  base,
  tools,
}: {
  readonly burden: PackedBurden;
  readonly finding: string;
  readonly base: string;
  readonly tools: React.ReactNode;
}) {
  return (
    <figure aria-labelledby="burden-finding">
      <figcaption>
        <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
          <h2 id="burden-finding" className="text-lg font-semibold tracking-tight">
            {finding}
          </h2>
          <div className="ml-auto flex gap-3 text-xs text-muted *:py-1 max-sm:ml-0">{tools}</div>
        </div>
        <p className="mt-0.5 text-sm text-muted">
          One bar is one rebase, in release order; lines are insertions and deletions together. Each
          bar leads to its rebase.
        </p>
        <Legend burden={burden} />
      </figcaption>
      <div className="mt-4">
        <LazyBurdenChart burden={burden} base={base} />
      </div>
    </figure>
  );
}

function Legend({ burden: { classes } }: { readonly burden: PackedBurden }) {
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {classes.map(({ id, label, colour }) => (
        <li key={id} className="flex items-center gap-1.5">
          <Swatch colour={colour} />
          {label}
        </li>
      ))}
      <li className="flex items-center gap-1.5 sm:ml-4">
        <Swatch colour="var(--better)" />
        files of upstream
      </li>
      <li className="flex items-center gap-1.5">
        <Swatch colour="var(--class-other)" />
        files of its own
      </li>
      <li className="flex items-end gap-1.5 sm:ml-4">
        <span aria-hidden="true" className="h-3 w-2 bg-muted" />
        first release
      </li>
      <li className="flex items-end gap-1.5">
        <span aria-hidden="true" className="h-3 w-1 bg-muted/70" />
        patch release
      </li>
    </ul>
  );
}

function Swatch({ colour }: { readonly colour: string }) {
  return (
    <span
      aria-hidden="true"
      className="size-2.5 rounded-[2px]"
      style={{ backgroundColor: colour }}
    />
  );
}
