// What pages, feeds and the API know of an incident.
import type { AlertKind, Channel, IncidentEventKind, Severity } from './alert.ts';
import type { IncidentFacts } from './incident-facts.ts';
import type { Subsystem } from './subsystem.ts';

export const INCIDENT_STATES = ['firing', 'recovering', 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export interface IncidentView {
  /** A ULID. */
  readonly id: string;
  readonly kind: AlertKind;
  /** Null: our own trouble with a repository. */
  readonly port: { readonly id: number; readonly slug: string; readonly name: string } | null;
  readonly line: string | null;
  readonly upstreamLine: string | null;
  readonly state: IncidentState;
  readonly severity: Severity;
  /** As of the newest look; empty when it is over. */
  readonly facts: IncidentFacts;
  /** What a past incident was about: of the newest event at which something was wrong, and when that was. Of an open one: as it is. */
  readonly telling: { readonly facts: IncidentFacts; readonly at: Date };
  readonly subsystems: readonly Subsystem[];
  readonly openedAt: Date;
  /** Null: it is open. */
  readonly resolvedAt: Date | null;
  readonly resolvedReason: string | null;
  /** How many times it was open. */
  readonly occurrence: number;
  readonly isFlapping: boolean;
  /** Null: the last look had a result. */
  readonly staleSince: Date | null;
  /** Its opening alerted nobody. */
  readonly isSilent: boolean;
  readonly acknowledgedAt: Date | null;
  readonly snoozedUntil: Date | null;
  readonly updatedAt: Date;
}

/** How many deliveries of an event were made over a channel, and how they stand; no addresses. */
export interface ToldCount {
  readonly channel: Channel;
  readonly state: 'scheduled' | 'delivered' | 'dead';
  readonly count: number;
}

export interface IncidentEventView {
  readonly seq: number;
  readonly kind: IncidentEventKind;
  readonly at: Date;
  readonly severity: Severity;
  readonly facts: IncidentFacts;
  readonly isOwed: boolean;
  /** Null: the rules. */
  readonly actor: string | null;
  readonly told: readonly ToldCount[];
}

export interface IncidentNoteView {
  readonly id: string;
  readonly at: Date;
  readonly text: string;
  /** As told by its author. */
  readonly hours: number | null;
  /** Null: the account is gone. */
  readonly author: string | null;
}

/** With everything that only its own page shows. */
export interface IncidentDetail extends IncidentView {
  readonly acknowledgedBy: string | null;
  /** Oldest first; the newest `MOST_EVENTS`. */
  readonly events: readonly IncidentEventView[];
  /** Of all of them, those left out included. */
  readonly eventCount: number;
  readonly notes: readonly IncidentNoteView[];
  /** Of all its events. */
  readonly told: readonly ToldCount[];
  /** Paths of its port that are muted. */
  readonly mutedPaths: readonly string[];
}

/** An event that subscribers were owed, as feeds have it. */
export interface IncidentNewsView {
  readonly incidentId: string;
  readonly seq: number;
  readonly kind: IncidentEventKind;
  readonly at: Date;
  readonly severity: Severity;
  readonly facts: IncidentFacts;
  readonly subsystems: readonly Subsystem[];
}

type Ranked = Pick<IncidentView, 'severity' | 'openedAt'>;

/** Worst first; of equals the one that has been open for longest. */
export function compareIncidents(a: Ranked, b: Ranked): number {
  return (
    severityOrder[b.severity] - severityOrder[a.severity] ||
    a.openedAt.getTime() - b.openedAt.getTime()
  );
}

const severityOrder: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };
