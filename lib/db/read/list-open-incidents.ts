import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { SEVERITIES } from '#lib/domain/alert.ts';
import { incidentFacts } from '#lib/domain/incident-facts.ts';
import { compareIncidents, type IncidentView } from '#lib/domain/incident-view.ts';

import { PUBLIC_KIND_IDS } from './incident-row.ts';
import { storedWord } from './stored-word.ts';

export type OpenIncident = Pick<
  IncidentView,
  'id' | 'severity' | 'facts' | 'openedAt' | 'isSilent'
>;

/** What is wrong with a port and may be read by anybody, worst first. One query. */
export async function listOpenIncidents(
  db: DatabaseClient,
  portId: number,
): Promise<readonly OpenIncident[]> {
  const rows = await db.incident.findMany({
    where: { portId, resolvedAt: null, kind: { in: [...PUBLIC_KIND_IDS] } },
    select: { id: true, severity: true, facts: true, openedAt: true, isSilent: true },
  });
  return rows
    .map((row) => ({
      ...row,
      severity: storedWord(SEVERITIES, row.severity, 'incident.severity'),
      facts: incidentFacts.parse(row.facts),
    }))
    .toSorted(compareIncidents);
}
