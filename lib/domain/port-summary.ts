// One row of the ports table, and the order of its rows: what needs a person first.
import type { LineExposure } from './line-exposure.ts';
import type { LineCount } from './measurement.ts';
import type { PortStanding, PortState } from './port-state.ts';
import type { PortView } from './port-view.ts';
import type { NamedCommit, RevisionSource } from './rebase-view.ts';
import type { ForecastView } from './transition-view.ts';

/** A rebase as one point of how a port went. */
export interface TrendRebase {
  readonly release: string;
  readonly publishedAt: Date | null;
  /** Null: not measured. */
  readonly sums: { readonly touch: LineCount } | null;
}

/** The rebase by which a port is judged, as the ports table shows it. */
export interface SummaryRebase {
  readonly release: string;
  readonly releasedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly lagDays: number | null;
  readonly head: NamedCommit;
  readonly source: RevisionSource;
  /** Null: not measured, and `unmeasuredReason` says why. */
  readonly sums: { readonly patch: LineCount; readonly touch: LineCount } | null;
  readonly unmeasuredReason: string | null;
}

/** What is ahead of a port, as the ports table shows it. */
export interface NextForecast extends Pick<
  ForecastView,
  'from' | 'target' | 'targetSha' | 'targetKind' | 'targetDate' | 'outcome' | 'rehearsedAt'
> {
  /** Null: an error. */
  readonly conflictedFiles: number | null;
  /** Upstream’s newest release with a branch of its own: tip is the line after it. Null: there is none. */
  readonly branched: string | null;
}

export interface PortSummary {
  readonly port: PortView;
  readonly standing: PortStanding;
  /** The lines of `standing`, with what users of each are exposed to. */
  readonly lines: readonly LineExposure[];
  /** In release order, those still in the fork. */
  readonly rebases: readonly TrendRebase[];
  /** When this installation last measured one of them. Null: it measured none. */
  readonly measuredAt: Date | null;
  /** The one by which the port is judged. Null: it has none. */
  readonly latest: SummaryRebase | null;
  /** Of the targets ahead of it the first in conflict, or the first. Null: nothing ahead has been rehearsed. */
  readonly next: NextForecast | null;
}

/** States in the order in which they need a person. */
export const PORT_STATES_BY_NEED: readonly PortState[] = [
  'abandoned',
  'behind',
  'unmeasured',
  'current',
];

/** Worst state first, within it the longest wait, then the most files that will conflict, then by name. */
export function sortByNeed(ports: readonly PortSummary[]): readonly PortSummary[] {
  return ports.toSorted(
    (a, b) =>
      PORT_STATES_BY_NEED.indexOf(a.standing.state) -
        PORT_STATES_BY_NEED.indexOf(b.standing.state) ||
      daysWaiting(b) - daysWaiting(a) ||
      conflictsAhead(b) - conflictsAhead(a) ||
      a.port.name.localeCompare(b.port.name, 'en'),
  );
}

/** Files that will conflict; 1 where git cannot place a whole folder, and names none; 0 too where nothing is known. */
export function conflictsAhead({ next }: PortSummary): number {
  return next?.outcome === 'conflict' ? Math.max(1, next.conflictedFiles ?? 0) : 0;
}

function daysWaiting({ standing }: PortSummary): number {
  return standing.lines[0]?.daysNotFollowed ?? 0;
}
