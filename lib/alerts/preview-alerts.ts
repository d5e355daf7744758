// What would have been sent in a time gone by, had somebody subscribed at its beginning: the same rules, driven by what is
// stored of the past.
import {
  type AlertKind,
  alertKey,
  type IncidentEventKind,
  type Severity,
} from '#lib/domain/alert.ts';
import type { AlertHistory } from '#lib/domain/alert-history.ts';
import { NO_MEMORY } from '#lib/domain/alert-memory.ts';
import { parseGoRelease, releaseOrder, SUPPORTED_LINES } from '#lib/domain/go-release.ts';
import { eventVerdict } from '#lib/domain/incident-verdict.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import { listLineExposures } from '#lib/domain/line-exposure.ts';
import type { LineStanding } from '#lib/domain/port-standing.ts';
import { ABANDONED_AFTER_DAYS } from '#lib/domain/port-state.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

import { ALERT_LIMITS } from './alert-limits.ts';
import { type DecidedLook, decideLook } from './decide-look.ts';
import { isOwedTo, type SubscriptionFilters } from './matches-subscription.ts';
import { observeConflicts } from './observe-conflicts.ts';
import { movedSubject, observeEnded } from './observe-ended.ts';
import { observeLines } from './observe-lines.ts';
import { keyOf, type Watched } from './watched.ts';

export interface PreviewedMessage {
  readonly at: Date;
  readonly kind: AlertKind;
  readonly event: IncidentEventKind;
  readonly severity: Severity;
  /** The verdict, one line. */
  readonly title: string;
  readonly subsystems: readonly Subsystem[];
  readonly port: AlertHistory['port'];
}

export interface PreviewInput {
  readonly histories: readonly AlertHistory[];
  readonly filters: SubscriptionFilters;
  readonly since: Date;
  readonly now: Date;
  readonly behindAfterDays: number;
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** What recovers is over after an hour. */
const SETTLED_MS = 3_600_000;

/**
 * In order of time. Tip is left out, since what it was like is not stored, and so are what people did and our own trouble. A
 * rehearsal that was never made counts as no result.
 */
export function previewAlerts(input: PreviewInput): readonly PreviewedMessage[] {
  return input.histories
    .flatMap((history) => previewPort(history, input))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

type Looks = ReadonlyMap<string, DecidedLook>;

function previewPort(history: AlertHistory, input: PreviewInput): readonly PreviewedMessage[] {
  const { filters, since } = input;
  const past = indexPast(history);
  const messages: PreviewedMessage[] = [];
  const told = new Set<string>();
  let looks: Looks = new Map();
  for (const now of listMoments(history, input)) {
    const { lines, watched } = observePast(past, now, input.behindAfterDays);
    const before = moveLooks(looks, lines);
    const next = new Map(before);
    for (const each of [...watched, ...findEnded(before, watched, lines)]) {
      const key = keyOf(each);
      const look = decidePast(each, before.get(key) ?? null, { now, isSilent: now === since });
      next.set(key, look);
      for (const { kind, isOwed, facts } of look.events) {
        const { subject, memory, incident } = look;
        const event = {
          kind,
          isOwed,
          at: now,
          alertKind: subject.kind,
          portId: history.portId,
          line: 'line' in subject ? subject.line : null,
          upstreamLine: 'upstreamLine' in subject ? subject.upstreamLine : null,
          severity: memory.incident?.severity ?? 'info',
          subsystems: incident?.subsystems ?? [],
        } as const;
        const subscriber = { ...filters, activeSince: since, endedAt: null, isOperator: false };
        if (!isOwedTo({ ...subscriber, wasTold: told.has(key) }, event)) continue;
        if (kind === 'resolved' || kind === 'closed') told.delete(key);
        else told.add(key);
        messages.push({
          at: now,
          kind: subject.kind,
          event: kind,
          severity: event.severity,
          title: eventVerdict(kind, facts, now),
          subsystems: event.subsystems,
          port: history.port,
        });
      }
    }
    for (const key of told) if (!next.has(key)) told.delete(key);
    looks = next;
  }
  return messages;
}

/**
 * `since`, each week, and whenever something could be seen: something was released or published, an hour later, and the days on
 * which a release that is not followed begins to count, or is told of again.
 */
function listMoments(
  { releases, rebases }: AlertHistory,
  { since, now, behindAfterDays }: PreviewInput,
): readonly Date[] {
  const afterRelease = [
    0,
    SETTLED_MS,
    (behindAfterDays + 1) * DAY_MS,
    ABANDONED_AFTER_DAYS * DAY_MS,
  ];
  const afterPublication = [0, SETTLED_MS];
  const dated = [
    ...releases.map(({ releasedAt: at, kind }) => ({
      at,
      after: kind === 'first' ? [...afterRelease, WEEK_MS, 3 * WEEK_MS] : afterRelease,
    })),
    ...rebases.map(({ publishedAt: at }) => ({ at, after: afterPublication })),
  ];
  const moments = new Set(
    dated.flatMap(({ at, after }) => (at === null ? [] : after.map((ms) => at.getTime() + ms))),
  );
  for (let atMs = since.getTime(); atMs < now.getTime(); atMs += WEEK_MS) moments.add(atMs);
  const after = [...moments]
    .filter((atMs) => atMs > since.getTime() && atMs <= now.getTime())
    .sort((a, b) => a - b);
  return [since, ...after.map((atMs) => new Date(atMs))];
}

interface Numbered<Value> {
  readonly value: Value;
  /** Of Go: 27 for go1.27rc1. */
  readonly minor: number;
  readonly order: number;
  /** When it came to be. Null: not known. */
  readonly at: Date | null;
}

interface IndexedPast {
  readonly history: AlertHistory;
  readonly releases: readonly Numbered<AlertHistory['releases'][number]>[];
  readonly rebases: readonly Numbered<AlertHistory['rebases'][number]>[];
  readonly rehearsals: readonly Numbered<AlertHistory['rehearsals'][number]>[];
}

function indexPast(history: AlertHistory): IndexedPast {
  return {
    history,
    releases: history.releases.map((value) => numbered(value, value.name, value.releasedAt)),
    rebases: history.rebases.map((value) => numbered(value, value.release, value.publishedAt)),
    rehearsals: history.rehearsals.map((value) => numbered(value, value.from, value.targetDate)),
  };
}

function numbered<Value>(value: Value, name: string, at: Date | null): Numbered<Value> {
  const release = parseGoRelease(name);
  return {
    value,
    minor: release?.minor ?? 0,
    order: release === null ? 0 : releaseOrder(release),
    at,
  };
}

/** What a look at that moment would have seen. Lines that had ended long before are left out: nothing is told of them. */
function observePast(
  { history, ...past }: IndexedPast,
  now: Date,
  behindAfterDays: number,
): { readonly lines: readonly LineStanding[]; readonly watched: readonly Watched[] } {
  const { port } = history;
  const known = <Value>(all: readonly Numbered<Value>[], least: number) =>
    all.filter(({ at, minor }) => minor >= least && at !== null && at <= now);
  const newest = Math.max(0, ...known(past.rebases, 0).map(({ minor }) => minor));
  const least = newest - SUPPORTED_LINES;
  const releases = known(past.releases, least).map(({ value }) => value);
  const rebases = known(past.rebases, least);
  const { lines } = judgePort({
    rebases: rebases.map(({ value }) => ({ ...value, sums: {} })),
    releases,
    now,
  });
  const fromNewest = rebases.filter(
    ({ minor, order }) => !rebases.some((other) => other.minor === minor && other.order > order),
  );
  const orders = new Set(fromNewest.map(({ order }) => order));
  const rehearsals = past.rehearsals
    .filter(({ value, order }) => value.targetKind !== 'tip' && orders.has(order))
    .map(({ value }) => ({ ...value, rehearsedAt: now, culpritsAt: now }));
  const conflicts = observeConflicts({
    port,
    lines,
    releases,
    rehearsals,
    mutedPaths: new Set(),
    lastTimes: new Map(),
    now,
  });
  const exposures = listLineExposures({ lines, releases, now });
  return { lines, watched: [...conflicts, ...observeLines({ port, exposures, behindAfterDays })] };
}

function decidePast(
  watched: Watched,
  before: DecidedLook | null,
  { now, isSilent }: { readonly now: Date; readonly isSilent: boolean },
): DecidedLook {
  const incident = before?.incident ?? null;
  const look = decideLook(watched, {
    memory: before?.memory ?? NO_MEMORY,
    incident: incident && { ...incident, acknowledgedAt: null, snoozedUntil: null },
    isSilent,
    now,
    limits: ALERT_LIMITS,
  });
  return look.incident === null && incident !== null ? { ...look, incident } : look;
}

function moveLooks(looks: Looks, lines: readonly LineStanding[]): Looks {
  const moved = new Map<string, DecidedLook>();
  for (const [key, look] of looks) {
    const subject = movedSubject(look.subject, lines);
    const other = subject === null ? key : alertKey(subject);
    if (subject === null || looks.has(other)) moved.set(key, look);
    else moved.set(other, { ...look, subject });
  }
  return moved;
}

function findEnded(
  looks: Looks,
  watched: readonly Watched[],
  lines: readonly LineStanding[],
): readonly Watched[] {
  const seen = new Set(watched.map(keyOf));
  const others = [...looks].flatMap(([key, { subject, incident }]) =>
    seen.has(key) ? [] : [{ subject, facts: incident?.facts ?? null }],
  );
  return observeEnded(others, lines);
}
