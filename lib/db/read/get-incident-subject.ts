import { incidentFacts } from '#lib/domain/incident-facts.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface IncidentSubject {
  /** Null: our own trouble with a repository. */
  readonly portId: number | null;
  readonly isOver: boolean;
  /** Paths that are in conflict in it now. */
  readonly paths: readonly string[];
}

/** What an act on an incident depends on. Null: there is no such incident. Any text is safe as an id. */
export async function getIncidentSubject(
  db: DatabaseClient,
  id: string,
): Promise<IncidentSubject | null> {
  if (!/^[0-9A-HJKMNP-TV-Z]{26}$/.test(id)) return null;
  const incident = await db.incident.findUnique({
    where: { id },
    select: { portId: true, resolvedAt: true, facts: true },
  });
  if (incident === null) return null;
  const facts = incidentFacts.parse(incident.facts);
  return {
    portId: incident.portId,
    isOver: incident.resolvedAt !== null,
    paths: facts.kind === 'forecast-conflict' ? facts.conflicts.map(({ path }) => path) : [],
  };
}
