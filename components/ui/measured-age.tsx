import type { MeasurementSource } from '#lib/domain/measurement-source.ts';

import { Age } from './age.tsx';
import { formatDay } from './format-date.ts';

/** How fresh the numbers of a page are: when the newest of them was measured, or that all came with the program. Nothing where there are none. */
export function MeasuredAge({
  sources,
  now,
}: {
  readonly sources: readonly MeasurementSource[];
  readonly now: Date;
}) {
  const newest = newestOf(
    sources.flatMap((source) =>
      source.kind === 'measured' && source.measuredAt !== null ? [source.measuredAt] : [],
    ),
  );
  if (newest !== null) {
    return (
      <span className="whitespace-nowrap">
        Measured <Age date={newest} now={now} />.
      </span>
    );
  }
  const recorded = newestOf(
    sources.flatMap((source) => (source.kind === 'recorded' ? [source.recordedAt] : [])),
  );
  return recorded === null ? null : (
    <span className="whitespace-nowrap">Recorded on {formatDay(recorded)}.</span>
  );
}

function newestOf(dates: readonly Date[]): Date | null {
  return dates.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
}
