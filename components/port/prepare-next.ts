// Decides what the head of a port's page says of what is ahead: the first target in conflict, then the others in a few words.
import {
  describeForecast,
  describeTarget,
  describeVerdict,
} from '#components/forecast/prepare-forecast.ts';
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { capitalize } from '#lib/domain/capitalize.ts';
import { clNumber } from '#lib/domain/culprit.ts';
import { describeFailedLook } from '#lib/domain/failed-look.ts';
import { type ForecastTarget, leadTarget } from '#lib/domain/forecast-targets.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import type { ConflictView, ForecastView, RehearsalOutcome } from '#lib/domain/transition-view.ts';

export interface Next {
  readonly outcome: RehearsalOutcome;
  /** "go1.27 tip". */
  readonly name: string;
  /** What was rehearsed onto, with its date: "go1.27 tip of 2026-02-23". */
  readonly target: string;
  readonly title: string;
  readonly detail: string;
}

/** More are one click away. */
export const mostPaths = 2;
const mostOthers = 2;

/** `targets` newest rebase first, within it tip first; of their conflicts it needs the first `mostPaths`. Null: there is none. */
export function prepareNext(
  targets: readonly ForecastTarget[],
  branched: string | null,
): Next | null {
  const chosen = leadTarget(targets);
  if (chosen === null) return null;
  const { others } = chosen;
  const { forecast, failure } = chosen.lead;
  const name = describeTarget(forecast, branched);
  const date = forecast.targetDate === null ? '' : ` of ${formatDay(forecast.targetDate)}`;
  const parts = [
    ...(forecast.conflicts.length === 0 ? [] : [listPaths(forecast)]),
    ...(forecast.outcome === 'error' ? [forecast.reason ?? 'The reason is not known.'] : []),
    ...(failure === null ? [] : [`a newer try failed: ${failure.reason ?? 'no reason is known'}`]),
    ...others.slice(0, mostOthers).map((each) => describeVerdict(each.forecast, branched)),
    ...(others.length > mostOthers
      ? [formatPlural(others.length - mostOthers, 'more target')]
      : []),
  ];
  return {
    outcome: forecast.outcome,
    name,
    target: `${name}${date}`,
    title: describeLead(forecast),
    detail: parts.join(' · '),
  };
}

function describeLead(forecast: ForecastView): string {
  const { outcome, conflictedFiles, patchFiles } = forecast;
  if (outcome === 'error') return 'Could not be rehearsed';
  if (conflictedFiles === null || conflictedFiles === 0 || patchFiles === null) {
    return capitalize(describeForecast(forecast));
  }
  return `${formatCount(conflictedFiles)} of ${formatPlural(patchFiles, 'file')} will conflict`;
}

function listPaths({ conflicts, conflictedFiles }: ForecastView): string {
  const [first, ...others] = conflicts;
  if (first !== undefined && others.length === 0) return `${first.path}${describeSince(first)}`;
  const paths = conflicts.slice(0, mostPaths).map(({ path }) => path);
  const rest = (conflictedFiles ?? conflicts.length) - paths.length;
  return `${paths.join(', ')}${rest > 0 ? ` and ${formatPlural(rest, 'other')}` : ''}`;
}

/** ", since CL 735600 of 2026-02-19"; nothing while the culprit is not known. */
function describeSince({ culprit }: ConflictView): string {
  if (culprit === null) return '';
  const number = culprit.cl === null ? null : clNumber(culprit.cl);
  const name = number === null ? culprit.sha.slice(0, 10) : `CL ${number}`;
  return `, since ${name} of ${formatDay(culprit.date)}`;
}

/** What must happen before anything can be foretold; for a port of which nothing is. */
export function describeNoForecast({
  fork,
  upstream,
}: Pick<PortView, 'fork' | 'upstream'>): string {
  const failed = describeFailedLook({ fork, upstream });
  if (failed !== null) return failed.replace(/\.$/, '');
  const unlisted = [upstream, fork].filter(({ listedAt }) => listedAt === null);
  if (unlisted.length > 0) {
    return `It needs a first poll of ${unlisted.map(({ fullName }) => fullName).join(' and ')}`;
  }
  const unfetched = [upstream, fork].filter(({ fetchedAt }) => fetchedAt === null);
  if (unfetched.length > 0) {
    return `It needs a first fetch of ${unfetched.map(({ fullName }) => fullName).join(' and ')}`;
  }
  return 'Upstream’s tip and what the port has not followed are rehearsed after its rebases are measured';
}
