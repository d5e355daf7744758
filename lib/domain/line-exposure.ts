// What users of each line of a port are exposed to: CVEs that upstream fixed in releases of the line that the port has not followed.
import { describeExposure } from './exposure-verdict.ts';
import {
  compareGoReleases,
  compareLines,
  type GoRelease,
  parseGoRelease,
  releaseKey,
  SUPPORTED_LINES,
} from './go-release.ts';
import { groupBy } from './group-by.ts';
import { lagDays } from './lag.ts';
import type { LineStanding } from './port-standing.ts';

export interface FixedRelease {
  readonly name: string;
  readonly releasedAt: Date | null;
  /** What it brings to users of the release before it on its line. Empty: nothing that a message names. Null: not looked for. */
  readonly fixes: readonly { readonly cve: string; readonly sha: string }[] | null;
}

export interface NotFollowed {
  readonly name: string;
  /** Null: not known. */
  readonly releasedAt: Date | null;
}

export interface ExposedCve {
  /** e.g. "CVE-2024-24787". */
  readonly id: string;
  /** When the first release that fixes it, of those not followed, came out. Null: not known. */
  readonly since: Date | null;
  /** Whole days of the calendar since then. Null: not known. */
  readonly days: number | null;
  /** The release to follow: the last of those not followed that fixes it, since a fix may be worked over. */
  readonly release: string;
  readonly releasedAt: Date | null;
  /** The first commit of that release that names it. */
  readonly sha: string;
}

/** Of a line that upstream supports no longer. */
export interface LineEnd {
  /** When the second newer line had its first release. Null: not known. */
  readonly at: Date | null;
  /**
   * CVEs that newer lines fixed since then and this one never did. Whether they apply to it nobody has measured: they count
   * neither as exposure nor as none. Null: not known.
   */
  readonly laterCves: number | null;
}

/** How a line stands, and what that exposes its users to. */
export interface LineExposure extends LineStanding {
  /** Releases that the port has not followed, as in `releasesNotFollowed`, with their dates. */
  readonly notFollowed: readonly NotFollowed[];
  /** Longest exposed first. */
  readonly cves: readonly ExposedCve[];
  /** Since when it is exposed to any of them. Null: to none, or not known. */
  readonly exposedSince: Date | null;
  /** Releases not followed of which nobody has looked what they fix: never to be taken for none. */
  readonly notLookedFor: readonly string[];
  /** Null: upstream supports it. */
  readonly end: LineEnd | null;
  /** One sentence for people, to stand after the line's name. */
  readonly exposure: string;
}

/** CVEs that users of a line are exposed to. Null: not all of them can be known, and none is. */
export function countExposure({
  cves,
  notLookedFor,
  end,
}: Pick<LineExposure, 'cves' | 'notLookedFor' | 'end'>): number | null {
  if (cves.length > 0) return cves.length;
  return notLookedFor.length > 0 || (end !== null && end.laterCves !== 0) ? null : 0;
}

/** The lines of a port's standing in its order, as of `now`; `releases` are upstream's. */
export function listLineExposures({
  lines,
  releases,
  now,
}: {
  readonly lines: readonly LineStanding[];
  readonly releases: readonly FixedRelease[];
  readonly now: Date;
}): readonly LineExposure[] {
  const upstream = knowReleases(releases);
  return lines.map((line) => judgeLine(line, upstream, now));
}

interface KnownRelease extends FixedRelease {
  readonly release: GoRelease;
}

/** What is missing after a release of a line, as of a moment. */
interface Lack {
  readonly asOf: Date;
  readonly missing: readonly KnownRelease[];
  readonly cves: readonly ExposedCve[];
}

/** What of an upstream's releases is the same for every port. */
interface KnownReleases {
  readonly all: readonly KnownRelease[];
  readonly ofLine: ReadonlyMap<string, readonly KnownRelease[]>;
  /** As they are asked for, as is what stands below. */
  readonly ends: Map<string, LineEnd>;
  /** By the newest rebase of a line, whoever's it is. */
  readonly lacks: Map<string, Lack>;
}

/** A page of many ports asks about the same releases for each of them. */
const releasesKnown = new WeakMap<readonly FixedRelease[], KnownReleases>();

function knowReleases(releases: readonly FixedRelease[]): KnownReleases {
  const before = releasesKnown.get(releases);
  if (before !== undefined) return before;
  const all = releases
    .flatMap((release) => {
      const parsed = parseGoRelease(release.name);
      return parsed === null ? [] : [{ ...release, release: parsed }];
    })
    .toSorted((a, b) => compareGoReleases(a.release, b.release));
  const ofLine = groupBy(all, ({ release }) => release.line);
  const known = { all, ofLine, ends: new Map<string, LineEnd>(), lacks: new Map<string, Lack>() };
  releasesKnown.set(releases, known);
  return known;
}

function judgeLine(standing: LineStanding, upstream: KnownReleases, now: Date): LineExposure {
  const newest = parseGoRelease(standing.newestRebase);
  if (newest === null) throw new Error(`Not a release: ${standing.newestRebase}`);
  const { missing, cves } = lackAfter(newest, upstream, now);
  const notFollowed = missing.filter(({ release }) =>
    standing.releasesNotFollowed.includes(releaseKey(release)),
  );
  const facts = {
    ...standing,
    notFollowed: notFollowed.map(({ name, releasedAt }) => ({ name, releasedAt })),
    cves,
    exposedSince: earliest(cves.map(({ since }) => since)),
    notLookedFor: missing.flatMap(({ name, fixes }) => (fixes === null ? [name] : [])),
    end: standing.state === 'ended' ? endOf(standing.line, upstream) : null,
  };
  return { ...facts, exposure: describeExposure(facts) };
}

function lackAfter(newest: GoRelease, { ofLine, lacks }: KnownReleases, now: Date): Lack {
  const key = releaseKey(newest);
  const before = lacks.get(key);
  if (before?.asOf === now) return before;
  // Betas and rcs too: a port that stands on one of them lacks what the next ones fixed.
  const missing = (ofLine.get(newest.line) ?? []).filter(
    ({ release }) => compareGoReleases(release, newest) > 0,
  );
  const lack = { asOf: now, missing, cves: listCves(missing, now) };
  lacks.set(key, lack);
  return lack;
}

/** A CVE of several releases counts once: since the first of them, and gone with the last. */
function listCves(missing: readonly KnownRelease[], now: Date): readonly ExposedCve[] {
  const cves = new Map<string, ExposedCve>();
  for (const { name, releasedAt, fixes } of missing) {
    for (const { cve: id, sha } of fixes ?? []) {
      const before = cves.get(id);
      const since = before === undefined ? releasedAt : before.since;
      const days = since === null ? null : Math.max(0, lagDays(since, now));
      cves.set(id, { id, since, days, release: name, releasedAt, sha });
    }
  }
  // The map has the order of first naming, and sorting keeps it among equals.
  return [...cves.values()].toSorted((a, b) => timeOf(a.since) - timeOf(b.since));
}

function endOf(line: string, { all, ofLine, ends }: KnownReleases): LineEnd {
  const before = ends.get(line);
  if (before !== undefined) return before;
  const end = findEnd(line, ofLine.get(line) ?? [], all);
  ends.set(line, end);
  return end;
}

function findEnd(
  line: string,
  ofLine: readonly KnownRelease[],
  releases: readonly KnownRelease[],
): LineEnd {
  const newer = releases.filter(({ release }) => compareLines(release.line, line) > 0);
  const at =
    newer.filter(({ release }) => release.kind === 'first').at(SUPPORTED_LINES - 1)?.releasedAt ??
    null;
  if (at === null) return { at, laterCves: null };
  const later = newer.filter(({ releasedAt }) => releasedAt !== null && releasedAt >= at);
  const own = idsOf(ofLine);
  const ids = idsOf(later);
  if (own === null || ids === null) return { at, laterCves: null };
  return { at, laterCves: [...ids].filter((id) => !own.has(id)).length };
}

/** Null: of some of them nobody has looked. */
function idsOf(releases: readonly FixedRelease[]): ReadonlySet<string> | null {
  const ids = new Set<string>();
  for (const { fixes } of releases) {
    if (fixes === null) return null;
    for (const { cve } of fixes) ids.add(cve);
  }
  return ids;
}

/** What is not known comes last. */
function timeOf(date: Date | null): number {
  return date === null ? Number.MAX_SAFE_INTEGER : date.getTime();
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce(
    (first, date) => (date !== null && (first === null || date < first) ? date : first),
    null,
  );
}
