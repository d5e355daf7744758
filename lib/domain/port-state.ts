// Decides whether a port is current, and which of its release lines it still keeps, from dates and releases alone.
import {
  compareGoReleases,
  compareLines,
  type GoRelease,
  isFullRelease,
  releaseKey,
  releaseOrder,
  supportedLines,
  SUPPORTED_LINES,
} from './go-release.ts';
import { groupBy } from './group-by.ts';
import { lagDays } from './lag.ts';
import type { LineStanding, LineState, PortStanding, PortState } from './port-standing.ts';
import { describeLine, describePort } from './port-verdict.ts';

export type { LineStanding, LineState, PortStanding, PortState } from './port-standing.ts';

/** A release of a supported line that has gone unfollowed for so many days makes the line abandoned. */
export const ABANDONED_AFTER_DAYS = 60;

export interface PortRebase {
  readonly release: GoRelease;
  readonly publishedAt: Date | null;
  readonly measured: boolean;
}

export interface UpstreamRelease {
  readonly release: GoRelease;
  readonly releasedAt: Date | null;
}

interface Follow extends PortRebase, UpstreamRelease {}

/**
 * The state of a port as of `now`, from what is known by then.
 *
 * A rebase onto something that upstream has not released (yet, or any more) counts for nothing here. One that is published
 * but not measured counts: a port is not behind because we are. Without a single measured rebase it is *unmeasured*.
 * Betas and rcs make nobody behind, unless a port has followed nothing else.
 *
 * A port whose newest line ends by upstream's policy gets `ABANDONED_AFTER_DAYS` from then on before it is called abandoned.
 */
export function decidePortState({
  rebases,
  releases,
  now,
}: {
  readonly rebases: readonly PortRebase[];
  readonly releases: readonly UpstreamRelease[];
  readonly now: Date;
}): PortStanding {
  const upstream = knowUpstream(releases);
  const { supported } = upstream;
  const follows: readonly Follow[] = rebases.toSorted(byRelease).flatMap((rebase) => {
    const releasedAt = upstream.releasedAtOf.get(releaseOrder(rebase.release));
    return releasedAt === undefined ? [] : [{ ...rebase, releasedAt }];
  });
  const newest = preferFullReleases(follows).at(-1);

  if (
    newest === undefined ||
    supported.length === 0 ||
    !follows.some((follow) => follow.measured)
  ) {
    const verdict =
      supported.length === 0
        ? 'not measured: no release of upstream is known yet'
        : newest === undefined
          ? 'not measured: it has no rebase on a release of upstream'
          : 'not measured: none of its rebases has been measured yet';
    return {
      state: 'unmeasured',
      newest: newest ? releaseKey(newest.release) : null,
      lines: [],
      verdict,
    };
  }

  const followsOf = groupBy(follows, ({ release }) => release.line);
  const context: Context = { upstream, followsOf, newest, now };
  const lines = [...followsOf.keys()]
    .sort((a, b) => compareLines(b, a))
    .map((line) => judgeLine(line, context));
  const newestLine = lines.find(({ line }) => line === newest.release.line);
  if (!newestLine) throw new Error('The newest rebase is on none of the lines that have one.');
  const state = judgePort(newestLine, lines, context);
  const newestName = releaseKey(newest.release);
  return {
    state,
    newest: newestName,
    lines,
    verdict: describePort({ state, newest: newestName, line: newestLine, supported }),
  };
}

interface Context {
  readonly upstream: Upstream;
  /** By line, in release order. */
  readonly followsOf: ReadonlyMap<string, readonly Follow[]>;
  readonly newest: Follow;
  readonly now: Date;
}

/** What is the same for every port of an upstream. */
interface Upstream {
  /** In release order, as all here; betas and rcs of a line only while it has nothing else. */
  readonly countedOf: ReadonlyMap<string, readonly UpstreamRelease[]>;
  /** The first releases of the lines above one, lowest line first; as they are asked for. */
  readonly newerFirstsOf: (line: string) => readonly UpstreamRelease[];
  readonly supported: readonly string[];
  /** By `releaseOrder`. */
  readonly releasedAtOf: ReadonlyMap<number, Date | null>;
}

/** A page of many ports asks with the same list for each of them. */
const upstreams = new WeakMap<readonly UpstreamRelease[], Upstream>();

function knowUpstream(releases: readonly UpstreamRelease[]): Upstream {
  const before = upstreams.get(releases);
  if (before !== undefined) return before;
  const sorted = releases.toSorted(byRelease);
  const ofLine = groupBy(sorted, ({ release }) => release.line);
  const firsts = sorted.filter(({ release }) => release.kind === 'first');
  const newerFirsts = new Map<string, readonly UpstreamRelease[]>();
  const upstream: Upstream = {
    countedOf: new Map([...ofLine].map(([line, all]) => [line, preferFullReleases(all)])),
    newerFirstsOf(line) {
      const known =
        newerFirsts.get(line) ??
        firsts.filter(({ release }) => compareLines(release.line, line) > 0);
      newerFirsts.set(line, known);
      return known;
    },
    supported: supportedLines(sorted.map(({ release }) => release)),
    releasedAtOf: new Map(
      sorted.map(({ release, releasedAt }) => [releaseOrder(release), releasedAt]),
    ),
  };
  upstreams.set(releases, upstream);
  return upstream;
}

function judgePort(
  newestLine: LineStanding,
  lines: readonly LineStanding[],
  context: Context,
): Exclude<PortState, 'unmeasured'> {
  if (newestLine.state !== 'ended' && newestLine.releasesNotFollowed.length === 0) return 'current';
  if (!lines.every(({ state }) => state === 'abandoned' || state === 'ended')) return 'behind';
  if (newestLine.state === 'abandoned' || isLong(newestLine.daysNotFollowed)) return 'abandoned';
  // Nothing of an ended line was left out for long, so the line itself has to have ended long ago.
  const newer = context.upstream.newerFirstsOf(newestLine.line);
  const endedAt = newer.at(SUPPORTED_LINES - 1)?.releasedAt;
  return !endedAt || isLong(lagDays(endedAt, context.now)) ? 'abandoned' : 'behind';
}

function judgeLine(line: string, context: Context): LineStanding {
  const { upstream, followsOf, now } = context;
  const counted = upstream.countedOf.get(line) ?? [];
  const newestRelease = counted.at(-1);
  const newestRebase = followsOf.get(line)?.at(-1);
  if (!newestRelease || !newestRebase) throw new Error(`No rebase or no release of ${line}.`);

  const notFollowed = counted.filter((release) => byRelease(release, newestRebase) > 0);
  const firstDates = notFollowed.map(({ releasedAt }) => releasedAt).filter((at) => at !== null);
  const [firstDate] = firstDates.toSorted((a, b) => a.getTime() - b.getTime());
  const daysNotFollowed = firstDate ? Math.max(0, lagDays(firstDate, now)) : null;
  const { releasedAt, publishedAt } = newestRebase;
  const standing = {
    line,
    state: judgeLineState(line, daysNotFollowed, context),
    newestRebase: releaseKey(newestRebase.release),
    newestRelease: releaseKey(newestRelease.release),
    releasesNotFollowed: notFollowed.map(({ release }) => releaseKey(release)),
    daysNotFollowed,
    lagDays: releasedAt && publishedAt ? lagDays(releasedAt, publishedAt) : null,
  };
  const [newerFirst] = upstream.newerFirstsOf(line);
  return {
    ...standing,
    verdict: describeLine({
      ...standing,
      supported: upstream.supported,
      newerFirst: newerFirst ? releaseKey(newerFirst.release) : null,
    }),
  };
}

function judgeLineState(line: string, daysNotFollowed: number | null, context: Context): LineState {
  const { followsOf, newest } = context;
  const { supported, newerFirstsOf } = context.upstream;
  if (supported.every((other) => compareLines(line, other) < 0)) return 'ended';
  if (supported.includes(line) && isLong(daysNotFollowed)) return 'abandoned';
  if (compareLines(line, newest.release.line) >= 0) return 'kept';
  const newerSince = newerFirstsOf(line)[0]?.releasedAt;
  const isFollowedSince = followsOf
    .get(line)
    ?.some(
      ({ release, publishedAt, releasedAt }) =>
        release.kind === 'patch' && isSince(newerSince ?? null, publishedAt ?? releasedAt),
    );
  return isFollowedSince ? 'kept' : 'undecided';
}

function isSince(start: Date | null, moment: Date | null): boolean {
  return start !== null && moment !== null && moment.getTime() >= start.getTime();
}

function isLong(days: number | null): boolean {
  return days !== null && days >= ABANDONED_AFTER_DAYS;
}

function byRelease(a: { readonly release: GoRelease }, b: { readonly release: GoRelease }): number {
  return compareGoReleases(a.release, b.release);
}

function preferFullReleases<T extends { readonly release: GoRelease }>(
  items: readonly T[],
): readonly T[] {
  const full = items.filter(({ release }) => isFullRelease(release));
  return full.length > 0 ? full : items;
}
