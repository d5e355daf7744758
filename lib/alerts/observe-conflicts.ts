// Looks at what a port will conflict with: for each line of upstream that it has not followed, the newest thing to follow.
import type { Severity } from '#lib/domain/alert.ts';
import type { AlertEntry } from '#lib/domain/alert-memory.ts';
import type { ConflictType } from '#lib/domain/conflict-type.ts';
import { forecastLines } from '#lib/domain/current-forecasts.ts';
import { firstReleaseOf } from '#lib/domain/expected-release.ts';
import { compareLines, parseGoRelease } from '#lib/domain/go-release.ts';
import type { ConflictFact, ConflictFacts } from '#lib/domain/incident-facts.ts';
import type { LineStanding } from '#lib/domain/port-standing.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';
import type { CulpritView } from '#lib/domain/transition-view.ts';

import { entriesBeyond } from './alert-entries.ts';
import { RELEASE_GROWTH_MS, TIP_CONFIRMATION } from './alert-limits.ts';
import type { Observation } from './observation.ts';
import { isoOrNull, type Watched } from './watched.ts';

/** Tracing culprits takes seconds mostly, and minutes for many paths. */
const CULPRIT_PATIENCE_MS = 15 * 60_000;

export interface WatchedPort {
  readonly slug: string;
  readonly name: string;
  /** "owner/name", as in facts. */
  readonly fork: string;
  readonly upstream: string;
}

export interface WatchedConflict {
  readonly path: string;
  readonly type: ConflictType;
  readonly subsystem: Subsystem;
  readonly hunks: number | null;
  readonly patchId: string | null;
  readonly culprit: CulpritView | null;
}

/** The newest result of a line's newest rebase rehearsed onto a target. */
export interface WatchedRehearsal {
  readonly fromRevisionId: number;
  /** Release of the rebase. */
  readonly from: string;
  readonly fromBaseSha: string;
  readonly fromHeadSha: string;
  readonly patchFiles: number | null;
  readonly target: string;
  readonly targetSha: string;
  readonly targetKind: 'beta' | 'rc' | 'first' | 'patch' | 'tip';
  readonly targetDate: Date | null;
  readonly outcome: 'clean' | 'conflict' | 'error';
  readonly methodVersion: number;
  readonly rehearsedAt: Date;
  /** When culprits were looked for. Null: not yet. */
  readonly culpritsAt: Date | null;
  /** In git's order. */
  readonly conflicts: readonly WatchedConflict[];
}

export interface WatchedRelease {
  readonly name: string;
  readonly line: string;
  readonly kind: string;
  readonly order: number;
  readonly sha: string;
  readonly releasedAt: Date | null;
}

export interface ConflictsInput {
  readonly port: WatchedPort;
  /** Newest first. */
  readonly lines: readonly LineStanding[];
  readonly releases: readonly WatchedRelease[];
  readonly rehearsals: readonly WatchedRehearsal[];
  readonly mutedPaths: ReadonlySet<string>;
  readonly lastTimes: ReadonlyMap<string, NonNullable<ConflictFact['lastTime']>>;
  readonly now: Date;
}

/**
 * For upstream's lines above the port's newest, the rehearsal from that one counts; for a line that the port keeps, the one from
 * its own newest rebase. The target is the newest release or pre-release. Tip belongs to the line after the newest that has
 * an rc or a first release, and counts while that line has nothing else; what the line below will conflict with is left
 * out of it, since that is said there.
 */
export function observeConflicts(input: ConflictsInput): readonly Watched[] {
  const [newest] = input.lines;
  if (newest === undefined) return [];
  const own = forecastLines(input.lines).map((line) => ({ line, upstreamLine: line }));
  const ahead = [...new Set(input.releases.map(({ line }) => line))]
    .filter((line) => compareLines(line, newest.line) > 0)
    .sort(compareLines)
    .map((upstreamLine) => ({ line: newest.line, upstreamLine }));
  const watched = [...own, ...ahead].flatMap((pair) => observeReleases(input, pair));
  const tip = observeTip(input, newest.line);
  return tip === null ? watched : [...watched, tip];
}

interface LinePair {
  readonly line: string;
  readonly upstreamLine: string;
}

function observeReleases(input: ConflictsInput, pair: LinePair): readonly Watched[] {
  const target = findTarget(input, pair);
  if (target === null) return [];
  const rehearsal = input.rehearsals.find(
    ({ from, targetSha }) => isOfLine(from, pair.line) && targetSha === target.sha,
  );
  return [observe(input, pair, { rehearsal: rehearsal ?? null, leftOut: [] })];
}

/** The newest release of the line that the port has not followed. */
function findTarget({ lines, releases }: ConflictsInput, pair: LinePair): WatchedRelease | null {
  const newest = releases
    .filter(({ line }) => line === pair.upstreamLine)
    .toSorted((a, b) => a.order - b.order)
    .at(-1);
  if (!newest || pair.line !== pair.upstreamLine) return newest ?? null;
  const own = lines.find(({ line }) => line === pair.line);
  const followed = releases.find(({ name }) => name === own?.newestRebase);
  return followed !== undefined && newest.order > followed.order ? newest : null;
}

function observeTip(input: ConflictsInput, line: string): Watched | null {
  const upstreamLine = lineOfTip(input.releases);
  if (upstreamLine === null || compareLines(upstreamLine, line) <= 0) return null;
  if (input.releases.some((release) => release.line === upstreamLine)) return null;
  const rehearsal = input.rehearsals
    .filter(({ from, targetKind }) => targetKind === 'tip' && isOfLine(from, line))
    .toSorted((a, b) => a.rehearsedAt.getTime() - b.rehearsedAt.getTime())
    .at(-1);
  if (!rehearsal) return observe(input, { line, upstreamLine }, { rehearsal: null, leftOut: [] });
  const below = findBelow(input, { line, upstreamLine });
  if (below === null) return observe(input, { line, upstreamLine }, { rehearsal, leftOut: [] });
  const other = input.rehearsals.find(
    ({ from, targetSha }) => isOfLine(from, line) && targetSha === below.sha,
  );
  return observe(
    input,
    { line, upstreamLine },
    other === undefined || other.outcome === 'error'
      ? { rehearsal: null, leftOut: [] }
      : { rehearsal, leftOut: other.conflicts },
  );
}

/** The newest target of the highest line below tip's that the port has not followed either. */
function findBelow(input: ConflictsInput, { line, upstreamLine }: LinePair): WatchedRelease | null {
  const below = [...new Set(input.releases.map((release) => release.line))]
    .filter((each) => compareLines(each, upstreamLine) < 0 && compareLines(each, line) > 0)
    .sort(compareLines)
    .at(-1);
  return below === undefined ? null : findTarget(input, { line, upstreamLine: below });
}

/** Null: upstream has no release. */
export function lineOfTip(releases: readonly WatchedRelease[]): string | null {
  const newest = releases.toSorted((a, b) => a.order - b.order).at(-1);
  const minor = newest && parseGoRelease(newest.line)?.minor;
  if (minor === undefined) return null;
  const isFrozen = releases.some(
    ({ line, kind }) => line === newest?.line && (kind === 'rc' || kind === 'first'),
  );
  return isFrozen ? `go1.${minor + 1}` : `go1.${minor}`;
}

function observe(
  input: ConflictsInput,
  pair: LinePair,
  {
    rehearsal,
    leftOut,
  }: {
    readonly rehearsal: WatchedRehearsal | null;
    readonly leftOut: readonly WatchedConflict[];
  },
): Watched {
  const subject = { kind: 'forecast-conflict', port: input.port.slug, ...pair } as const;
  if (rehearsal === null || !isTold(rehearsal, input.now)) {
    const observation = { kind: 'unknown' } as const;
    return { subject, observation, factsAt: null, subsystems: [], overReason: '' };
  }
  const others = new Set(
    entriesBeyond(rehearsal.conflicts.map(toEntry), leftOut.map(toEntry)).map(({ name }) => name),
  );
  const all = rehearsal.conflicts.filter(({ path }) => others.has(path));
  const conflicts = all.filter(({ path }) => !input.mutedPaths.has(path));
  const muted = all.length - conflicts.length;
  return {
    subject,
    observation: toObservation(rehearsal, { conflicts, muted, now: input.now }),
    factsAt: ({ added, gone }) => ({
      ...describe(input, pair, { rehearsal, conflicts, muted }),
      added: [...added],
      gone: [...gone],
    }),
    subsystems: [...new Set(conflicts.map(({ subsystem }) => subsystem))],
    overReason:
      muted > 0
        ? 'All that still conflicts is muted.'
        : `${rehearsal.from} merges cleanly onto ${rehearsal.target}.`,
  };
}

/** Whether it has a result that can be told: with the commits behind it, unless they take too long to find. */
function isTold({ outcome, culpritsAt, rehearsedAt }: WatchedRehearsal, now: Date): boolean {
  if (outcome === 'error') return false;
  const isWaiting = now.getTime() - rehearsedAt.getTime() < CULPRIT_PATIENCE_MS;
  return outcome === 'clean' || culpritsAt !== null || !isWaiting;
}

function toObservation(
  rehearsal: WatchedRehearsal,
  {
    conflicts,
    muted,
    now,
  }: {
    readonly conflicts: readonly WatchedConflict[];
    readonly muted: number;
    readonly now: Date;
  },
): Observation {
  const { fromRevisionId, targetSha, targetKind, targetDate, methodVersion } = rehearsal;
  if (conflicts.length === 0 && muted > 0) return { kind: 'over', as: 'closed', isQuiet: true };
  const subject = `${fromRevisionId}:${targetSha}`;
  const evaluation = { id: `${subject}:${methodVersion}`, subject, methodVersion };
  if (conflicts.length === 0) return { kind: 'absent', evaluation };
  const isReleased = targetKind === 'first' || targetKind === 'patch';
  const isFresh = targetDate !== null && now.getTime() - targetDate.getTime() < RELEASE_GROWTH_MS;
  return {
    kind: 'present',
    evaluation,
    entries: conflicts.map(toEntry),
    severity: severityOf(targetKind),
    confirm: targetKind === 'tip' ? TIP_CONFIRMATION : null,
    isGrowthTold: !isReleased || !isFresh,
    // What is not released yet is told again by its release; of a release, whoever has not followed it after a week hears once more.
    mostReminders: isReleased ? 1 : 0,
  };
}

function severityOf(kind: WatchedRehearsal['targetKind']): Severity {
  if (kind === 'tip') return 'info';
  return kind === 'first' || kind === 'patch' ? 'critical' : 'warning';
}

function toEntry({ path, type, patchId }: WatchedConflict): AlertEntry {
  return { name: path, type, patchId };
}

function describe(
  { port, releases, lastTimes, now }: ConflictsInput,
  { line, upstreamLine }: LinePair,
  {
    rehearsal,
    conflicts,
    muted,
  }: {
    readonly rehearsal: WatchedRehearsal;
    readonly conflicts: readonly WatchedConflict[];
    readonly muted: number;
  },
): Omit<ConflictFacts, 'added' | 'gone'> {
  const { target, targetSha, targetKind, targetDate, patchFiles } = rehearsal;
  const first = firstReleaseOf(upstreamLine, releases, now);
  return {
    kind: 'forecast-conflict',
    port,
    line,
    upstreamLine,
    from: {
      release: rehearsal.from,
      baseSha: rehearsal.fromBaseSha,
      headSha: rehearsal.fromHeadSha,
    },
    target: { name: target, sha: targetSha, kind: targetKind, date: isoOrNull(targetDate) },
    firstRelease: first && { ...first, date: first.date.toISOString() },
    patchFiles,
    conflicts: conflicts.map(({ path, type, subsystem, hunks, culprit }) => ({
      path,
      type,
      subsystem,
      hunks,
      culprit: culprit && {
        sha: culprit.sha,
        date: culprit.date.toISOString(),
        author: culprit.author,
        subject: culprit.subject,
        cl: culprit.cl,
      },
      lastTime: lastTimes.get(path) ?? null,
    })),
    muted,
  };
}

function isOfLine(release: string, line: string): boolean {
  return parseGoRelease(release)?.line === line;
}
