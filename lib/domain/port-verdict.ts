// Puts the standing of a port and of its lines into words; decides nothing.
import { assertNever } from './assert-never.ts';
import type { LineStanding, LineState, PortState } from './port-standing.ts';

/** One sentence to stand after a port's name: "current with go1.26.0". */
export function describePort({
  state,
  newest,
  line,
  supported,
}: {
  readonly state: Exclude<PortState, 'unmeasured'>;
  readonly newest: string;
  /** The line of `newest`. */
  readonly line: LineStanding;
  /** Lines that upstream supports, newest first. */
  readonly supported: readonly string[];
}): string {
  switch (state) {
    case 'current': {
      const isOlderLine = supported.indexOf(line.line) > 0;
      return isOlderLine
        ? `current with ${newest}, the newest of its line; ${supported[0]} is not followed`
        : `current with ${newest}`;
    }
    case 'behind':
    case 'abandoned':
      return `${state} at ${newest}: ${describeGap(line, supported)}`;
    default:
      return assertNever(state);
  }
}

/** One sentence to stand after a line's name: "abandoned: go1.25.8 has not been followed for 75 days". */
export function describeLine({
  state,
  newerFirst,
  supported,
  ...line
}: Omit<LineStanding, 'verdict'> & {
  readonly state: LineState;
  /** First release of the next line. Null: there is none. */
  readonly newerFirst: string | null;
  readonly supported: readonly string[];
}): string {
  const isLagging = line.releasesNotFollowed.length > 0;
  switch (state) {
    case 'kept':
      return isLagging
        ? `kept, but ${describeNotFollowed(line)}`
        : `kept, with its newest release ${line.newestRelease}`;
    case 'undecided':
      return isLagging
        ? `undecided: ${describeNotFollowed(line)}`
        : `undecided: no release of it has been followed since ${newerFirst ?? 'a newer line began'}, and none is missing`;
    case 'abandoned':
      return `abandoned: ${describeNotFollowed(line)}`;
    case 'ended':
      return `ended: ${describeSupport(supported)}`;
    default:
      return assertNever(state);
  }
}

function describeGap(line: LineStanding, supported: readonly string[]): string {
  const gaps = [
    ...(line.releasesNotFollowed.length > 0 ? [describeNotFollowed(line)] : []),
    ...(line.state === 'ended' ? [describeSupport(supported)] : []),
  ];
  return gaps.join(', and ');
}

function describeNotFollowed({
  releasesNotFollowed: names,
  daysNotFollowed: days,
}: Pick<LineStanding, 'releasesNotFollowed' | 'daysNotFollowed'>): string {
  const [first = '', ...rest] = names;
  const duration = days === null ? '' : ` for ${days} ${days === 1 ? 'day' : 'days'}`;
  const others = rest.length === 0 ? '' : `, nor ${describeOthers(rest)} after it`;
  return `${first} has not been followed${duration}${others}`;
}

function describeOthers(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : `${names.length} more`;
}

function describeSupport(supported: readonly string[]): string {
  return `upstream supports only ${supported.toReversed().join(' and ')}`;
}
