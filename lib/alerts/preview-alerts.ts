// What would have been sent in a time gone by, had somebody subscribed at its beginning: the same rules, driven by what is
// stored of the past.
import { alertKey } from '#lib/domain/alert.ts';
import type { AlertHistory } from '#lib/domain/alert-history.ts';
import { NO_MEMORY } from '#lib/domain/alert-memory.ts';
import { eventVerdict } from '#lib/domain/incident-verdict.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import { type LineExposure, listLineExposures } from '#lib/domain/line-exposure.ts';
import type { LineStanding } from '#lib/domain/port-standing.ts';
import type { PreviewedMessage } from '#lib/domain/previewed-message.ts';
import type { EventFilters } from '#lib/domain/subscription-filters.ts';

import { ALERT_LIMITS as limits } from './alert-limits.ts';
import { type DecidedLook, decideLook } from './decide-look.ts';
import { type EventToMatch, isOwedTo } from './matches-subscription.ts';
import { observeConflicts } from './observe-conflicts.ts';
import { movedSubject, observeEnded } from './observe-ended.ts';
import { observeLines, type LinePatience } from './observe-lines.ts';
import { type KnownPast, listPastMoments } from './past-moments.ts';
import { quietUntil } from './quiet-until.ts';
import { keyOf, type Watched } from './watched.ts';

export interface PastPeriod {
  readonly since: Date;
  readonly now: Date;
  readonly patience: LinePatience;
}

/** What some subscriber was owed. */
export interface PastEvent extends EventToMatch {
  /** The same for all events of one incident. */
  readonly incident: string;
  readonly message: PreviewedMessage;
}

/** Of all those `events`, in their order, what a subscriber with these filters was owed. */
export function filterPast(
  events: readonly PastEvent[],
  { filters, since }: { readonly filters: EventFilters; readonly since: Date },
): readonly PreviewedMessage[] {
  const stranger = {
    ...filters,
    activeSince: since,
    endedAt: null,
    isOperator: false,
    wasTold: false,
  };
  const knower = { ...stranger, wasTold: true };
  const told = new Set<string>();
  return events.flatMap((event) => {
    const { incident, kind, message } = event;
    if (!isOwedTo(told.has(incident) ? knower : stranger, event)) return [];
    if (kind === 'resolved' || kind === 'closed') told.delete(incident);
    else told.add(incident);
    return [message];
  });
}

interface PastLook extends DecidedLook {
  /** Of its newest incident. */
  readonly number: number;
}

type Looks = ReadonlyMap<string, PastLook>;

/**
 * In order of time. Tip is left out, since what it was like is not stored, and so are what people did and our own trouble. A
 * rehearsal that was never made counts as no result.
 */
export function listPastEvents(history: AlertHistory, period: PastPeriod): readonly PastEvent[] {
  const events: PastEvent[] = [];
  let incidents = 0;
  let looks: Looks = new Map();
  let quiet: Date | null = period.since;
  const { since, patience } = period;
  for (const { at: now, isChange, known } of listPastMoments(history, { ...period, limits })) {
    if (!isChange && (quiet === null || now < quiet)) continue;
    const { lines, exposures, watched } = observePast(history, known, { now, patience });
    const before = moveLooks(looks, lines);
    const next = new Map(before);
    for (const each of [...watched, ...findEnded(before, watched, lines)]) {
      const last = before.get(keyOf(each)) ?? null;
      const look = decidePast(each, last, { now, isSilent: now === since });
      if (look.isNewIncident) incidents += 1;
      const number = look.isNewIncident ? incidents : (last?.number ?? 0);
      next.set(keyOf(each), { ...look, number });
      events.push(...toEvents(history, { ...look, number }, now));
    }
    looks = next;
    quiet = quietUntil({ exposures, looks: [...looks.values()], patience, limits, now });
  }
  return events;
}

function toEvents(
  { portId, port }: AlertHistory,
  { subject, memory, incident, number, events }: PastLook,
  now: Date,
): readonly PastEvent[] {
  const severity = memory.incident?.severity ?? 'info';
  const subsystems = incident?.subsystems ?? [];
  return events
    .filter(({ isOwed }) => isOwed)
    .map(({ kind, isOwed, facts }) => ({
      incident: `${portId} ${number}`,
      kind,
      isOwed,
      at: now,
      alertKind: subject.kind,
      portId,
      line: 'line' in subject ? subject.line : null,
      upstreamLine: 'upstreamLine' in subject ? subject.upstreamLine : null,
      severity,
      subsystems,
      message: {
        at: now,
        kind: subject.kind,
        event: kind,
        severity,
        title: eventVerdict(kind, facts, now),
        subsystems,
        port,
      },
    }));
}

/** What a look at that moment would have seen. */
function observePast(
  { port }: AlertHistory,
  { releases, rebases, rehearsals }: KnownPast,
  { now, patience }: { readonly now: Date; readonly patience: LinePatience },
): {
  readonly lines: readonly LineStanding[];
  readonly exposures: readonly LineExposure[];
  readonly watched: readonly Watched[];
} {
  const { lines } = judgePort({ rebases, releases, now });
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
  const watched = [...conflicts, ...observeLines({ port, exposures, patience })];
  return { lines, exposures, watched };
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
    limits,
  });
  return look.incident === null && incident !== null ? { ...look, incident } : look;
}

function moveLooks(looks: Looks, lines: readonly LineStanding[]): Looks {
  const moved = new Map<string, PastLook>();
  for (const [key, look] of looks) {
    const subject = movedSubject(look.subject, lines);
    const other = subject === null ? key : alertKey(subject);
    if (subject === null || looks.has(other)) moved.set(key, look);
    else moved.set(other, { ...look, subject });
  }
  return moved;
}

/** What is watched no longer, but for what was seen to be over before: there is nothing left to decide. */
function findEnded(
  looks: Looks,
  watched: readonly Watched[],
  lines: readonly LineStanding[],
): readonly Watched[] {
  const seen = new Set(watched.map(keyOf));
  const others = [...looks].flatMap(([key, { subject, memory, incident }]) =>
    seen.has(key) || (memory.state === 'ok' && memory.last === null)
      ? []
      : [{ subject, facts: incident?.facts ?? null }],
  );
  return observeEnded(others, lines);
}
