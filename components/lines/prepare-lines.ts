// Decides what the table of release lines says of each: how far it has followed, and what its users are exposed to.
import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay, formatLag } from '#components/ui/format-date.ts';
import { capitalize } from '#lib/domain/capitalize.ts';
import { describeEnd, describeNotLookedFor } from '#lib/domain/exposure-verdict.ts';
import type { LineExposure } from '#lib/domain/line-exposure.ts';
import type { LineState } from '#lib/domain/port-standing.ts';

export interface ShownLine {
  readonly line: string;
  readonly state: LineState;
  /** One sentence, to stand after the line's name. */
  readonly verdict: string;
  readonly newestRebase: string;
  /** Null: not known. */
  readonly lag: string | null;
  readonly newestRelease: string;
  /** Null: it has followed them all. */
  readonly notFollowed: {
    readonly count: string;
    /** "since 2026-02-04 · 22 days"; empty when that is not known. */
    readonly since: string;
    /** All of them. */
    readonly names: string;
  } | null;
  readonly cves: readonly ShownCve[];
  /** What is not known of it, as sentences; null: nothing is to be said. */
  readonly note: string | null;
  readonly exposedSince: Date | null;
}

/** Of a fix: its CVE, the release that has it, and the release's first commit that names it. */
export type ShownCve = readonly [id: string, release: string, sha: string];

export function prepareLine(line: LineExposure): ShownLine {
  const { lagDays, cves } = line;
  const notes = [describeNotLookedFor(line), describeEnd(line)].filter((text) => text !== null);
  return {
    line: line.line,
    state: line.state,
    verdict: line.verdict,
    newestRebase: line.newestRebase,
    lag: lagDays === null ? null : formatLag(lagDays),
    newestRelease: line.newestRelease,
    notFollowed: describeNotFollowed(line),
    cves: cves.map(({ id, release, sha }) => [id, release, sha]),
    note: notes.length === 0 ? null : capitalize(`${notes.join('; ')}.`),
    exposedSince: line.exposedSince,
  };
}

function describeNotFollowed({
  notFollowed,
  daysNotFollowed,
}: LineExposure): ShownLine['notFollowed'] {
  const [first] = notFollowed;
  if (first === undefined) return null;
  const since = [
    ...(first.releasedAt === null ? [] : [`since ${formatDay(first.releasedAt)}`]),
    ...(daysNotFollowed === null ? [] : [formatLag(daysNotFollowed)]),
  ];
  return {
    count: formatPlural(notFollowed.length, 'release'),
    since: since.join(' · '),
    names: notFollowed.map(({ name }) => name).join(', '),
  };
}
