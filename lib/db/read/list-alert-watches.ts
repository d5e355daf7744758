import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { ALERT_KINDS, type AlertSubject } from '#lib/domain/alert.ts';
import { type AlertMemory, parseAlertMemory } from '#lib/domain/alert-memory.ts';
import { type IncidentFacts, incidentFacts } from '#lib/domain/incident-facts.ts';
import { SUBSYSTEMS, type Subsystem } from '#lib/domain/subsystem.ts';

import { storedWord } from './stored-word.ts';

export interface StoredIncident {
  readonly id: string;
  readonly facts: IncidentFacts;
  readonly subsystems: readonly Subsystem[];
  readonly acknowledgedAt: Date | null;
  readonly snoozedUntil: Date | null;
}

export interface AlertWatchRow {
  readonly key: string;
  readonly subject: AlertSubject;
  readonly memory: AlertMemory;
  /** The open one, else the last. */
  readonly incident: StoredIncident | null;
}

const kinds = ALERT_KINDS.map(({ id }) => id);

/**
 * What is remembered of what is watched of a port, or of our own trouble with repositories (`portId` null). Holds the incidents,
 * so that what people do to one meanwhile comes before or after.
 */
export async function listAlertWatches(
  tx: DatabaseClient,
  portId: number | null,
): Promise<AlertWatchRow[]> {
  const watches = await tx.alertWatch.findMany({ where: { portId }, orderBy: { key: 'asc' } });
  const ids = watches.flatMap(({ incidentId }) => (incidentId === null ? [] : [incidentId]));
  await tx.$queryRaw`SELECT 1 FROM incident WHERE id = ANY (${ids}) ORDER BY id FOR UPDATE`;
  const incidents = await tx.incident.findMany({ where: { id: { in: ids } } });
  return watches.map(({ key, kind, memory, incidentId }) => {
    const incident = incidents.find(({ id }) => id === incidentId);
    return {
      key,
      subject: subjectOfKey(key, storedWord(kinds, kind, 'alert_watch.kind')),
      memory: parseAlertMemory(memory),
      incident: incident
        ? {
            id: incident.id,
            facts: incidentFacts.parse(incident.facts),
            subsystems: z.array(z.enum(SUBSYSTEMS)).parse(incident.subsystems),
            acknowledgedAt: incident.acknowledgedAt,
            snoozedUntil: incident.snoozedUntil,
          }
        : null,
    };
  });
}

/** The other way round of alertKey; neither a slug nor the name of a repository has a colon. */
function subjectOfKey(key: string, kind: AlertSubject['kind']): AlertSubject {
  const [, first = '', line = '', upstreamLine = ''] = key.split(':');
  if (kind === 'forecast-conflict') return { kind, port: first, line, upstreamLine };
  if (kind === 'cannot-poll') return { kind, repository: first };
  return kind === 'cannot-measure' ? { kind, port: first } : { kind, port: first, line };
}
