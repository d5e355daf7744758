// What a port must expect: which of its rebases are rehearsed onto what upstream has and the port has not.
import type { DatedRebase, DatedRelease } from './backtest.ts';
import { compareLines } from './go-release.ts';

export interface PlannedForecast<Rebase extends DatedRebase, Release extends DatedRelease> {
  readonly from: Rebase;
  /** Releases and pre-releases, in release order; tip is for the caller to add. */
  readonly onto: readonly Release[];
}

/**
 * /method#forecast: the newest rebase of each line that the port keeps, onto every newer release of that line and onto
 * each newer line's pre-releases and releases. `keptLines` are those of decidePortState.
 */
export function planForecast<Rebase extends DatedRebase, Release extends DatedRelease>({
  rebases,
  releases,
  keptLines,
}: {
  readonly rebases: readonly Rebase[];
  readonly releases: readonly Release[];
  readonly keptLines: readonly string[];
}): readonly PlannedForecast<Rebase, Release>[] {
  return keptLines.flatMap((line) => {
    const from = rebases
      .filter((rebase) => rebase.line === line)
      .toSorted((a, b) => a.order - b.order)
      .at(-1);
    if (!from) return [];
    const onto = releases
      .filter((release) =>
        release.line === line ? release.order > from.order : compareLines(release.line, line) > 0,
      )
      .toSorted((a, b) => a.order - b.order);
    return [{ from, onto }];
  });
}
