import { formatPlural } from '#components/ui/format-count.ts';
import { Term } from '#components/ui/term.tsx';

import { EffortTable } from './effort-table.tsx';
import { LazyEffortChart } from './lazy-effort-chart.tsx';
import type { PackedEffort } from './packed-effort.ts';

/** What each rebase cost over the one before it: the finding, the panels, and their numbers as a table. */
export function EffortFigure({
  effort,
  finding,
  base,
  csv,
}: {
  readonly effort: PackedEffort;
  readonly finding: string;
  /** Address of a rebase without its release. */
  readonly base: string;
  readonly csv: string;
}) {
  return (
    <figure aria-labelledby="effort" className="mt-12">
      <figcaption>
        <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
          <h2 id="effort" className="text-lg font-semibold tracking-tight">
            {finding}
          </h2>
          <a href={csv} className="link ml-auto py-1 text-xs text-muted max-sm:ml-0">
            CSV
          </a>
        </div>
        <p className="mt-0.5 text-sm text-muted">
          One bar is the step from the rebase before. <Term of="hand-work">Adaptation</Term> is what
          people changed in files that conflicted or that upstream had changed; own work is the
          rest.
        </p>
      </figcaption>
      <div className="mt-4">
        <LazyEffortChart effort={effort} base={base} />
      </div>
      <details className="mt-3">
        <summary className="w-fit text-sm text-muted hover:text-ink">
          {formatPlural(effort.points.length, 'step')} as a table
        </summary>
        <div className="mt-2">
          <EffortTable effort={effort} base={base} />
        </div>
      </details>
    </figure>
  );
}
