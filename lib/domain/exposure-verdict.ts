// Puts into words what users of a line are exposed to; decides nothing.
import type { LineExposure } from './line-exposure.ts';

/** One sentence to stand after a line's name: "exposed to 2 CVEs since 2026-02-04". */
export function describeExposure(line: Omit<LineExposure, 'exposure'>): string {
  const parts = [describeKnown(line), describeNotLookedFor(line), describeEnd(line)];
  return parts.filter((part) => part !== null).join('; ');
}

function describeKnown({
  cves,
  exposedSince,
  notFollowed,
  notLookedFor,
}: Omit<LineExposure, 'exposure'>): string | null {
  if (cves.length > 0) {
    const since = exposedSince === null ? '' : ` since ${toDay(exposedSince)}`;
    return `exposed to ${count(cves.length, 'CVE')}${since}`;
  }
  if (notLookedFor.length > 0) return null;
  return notFollowed.length === 0
    ? 'nothing of the line is missing'
    : 'what it has not followed names no CVE';
}

/** Null: nothing of what is missing was left unlooked at. */
export function describeNotLookedFor({
  notLookedFor,
}: Pick<LineExposure, 'notLookedFor'>): string | null {
  const [first, ...others] = notLookedFor;
  if (first === undefined) return null;
  const names =
    others.length === 0 ? first : `${first} and ${count(others.length, 'release')} more`;
  return `what ${names} fixes has not been looked for`;
}

/** Null: upstream supports the line. */
export function describeEnd({ end }: Pick<LineExposure, 'end'>): string | null {
  if (end === null) return null;
  if (end.laterCves === 0) return 'newer lines have fixed no CVE since upstream’s support ended';
  const fixes = end.laterCves === null ? 'fixes' : `fixes of ${count(end.laterCves, 'CVE')}`;
  const since = end.at === null ? 'its support ended' : toDay(end.at);
  return `${fixes} in newer lines since ${since} may apply, which nobody has measured`;
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function count(number: number, one: string): string {
  return `${number} ${number === 1 ? one : `${one}s`}`;
}
