// Puts together what is to be stored of a look: the decision, and what the incident and its events say of themselves.
import type { AlertMemory } from '#lib/domain/alert-memory.ts';
import type { AlertSubject } from '#lib/domain/alert.ts';
import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import { incidentVerdict } from '#lib/domain/incident-verdict.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

import { decideIncident } from './decide-incident.ts';
import { changesSinceTold, type DecidedEvent, type Look } from './decision.ts';
import type { Watched } from './watched.ts';

export interface LookedAt {
  readonly memory: AlertMemory;
  /** The newest incident as it is stored. Null: there was none. */
  readonly incident: {
    readonly facts: IncidentFacts;
    readonly subsystems: readonly Subsystem[];
    readonly acknowledgedAt: Date | null;
    readonly snoozedUntil: Date | null;
  } | null;
  readonly isSilent: boolean;
  readonly now: Date;
  readonly limits: Look['limits'];
}

export interface DecidedLook {
  readonly subject: AlertSubject;
  readonly memory: AlertMemory;
  /** It is another incident than the newest before. */
  readonly isNewIncident: boolean;
  /** Null: there has been none. */
  readonly incident: {
    readonly title: string;
    readonly facts: IncidentFacts;
    readonly subsystems: readonly Subsystem[];
    readonly resolvedReason: string;
  } | null;
  readonly events: readonly (DecidedEvent & { readonly facts: IncidentFacts })[];
}

export function decideLook(watched: Watched, looked: LookedAt): DecidedLook {
  const { subject, observation, factsAt, overReason } = watched;
  const { memory: before, incident: stored, isSilent, now, limits } = looked;
  const acts = {
    isAcknowledged: stored?.acknowledgedAt != null,
    snoozedUntil: stored?.snoozedUntil ?? null,
  };
  const { memory, events } = decideIncident(before, { observation, acts, isSilent, now, limits });
  const isNewIncident = events.some(({ kind }) => kind === 'opened');
  const said = isNewIncident ? null : stored;
  const entries = observation.kind === 'present' ? observation.entries : [];
  const factsAfter = (known: AlertMemory): IncidentFacts | null => {
    const changes = changesSinceTold(known, entries);
    const since = memory.run?.since ?? now;
    return factsAt === null ? (said?.facts ?? null) : factsAt({ ...changes, since });
  };
  // Once it is over, what it was about then stays as it was.
  const wasOpen = before.incident?.resolvedAt === null;
  const isOpen = memory.incident?.resolvedAt === null;
  const facts = isOpen || wasOpen ? factsAfter(memory) : (said?.facts ?? null);
  const told = factsAfter(before) ?? facts;
  if (memory.incident === null || facts === null || told === null) {
    return { subject, memory, isNewIncident: false, incident: null, events: [] };
  }
  const subsystems = [...new Set([...(said?.subsystems ?? []), ...watched.subsystems])].sort();
  return {
    subject,
    memory,
    isNewIncident,
    incident: { title: incidentVerdict(facts, now), facts, subsystems, resolvedReason: overReason },
    events: events.map((event) => ({ ...event, facts: told })),
  };
}
