import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { SEVERITIES } from '#lib/domain/alert.ts';
import { incidentFacts } from '#lib/domain/incident-facts.ts';
import type { IncidentNewsView } from '#lib/domain/incident-view.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

import { PUBLIC_KIND_IDS, readEventKind, readSubsystems } from './incident-row.ts';
import { storedWord } from './stored-word.ts';

export interface NewsFilter {
  /** Null: of every port. */
  readonly portId: number | null;
  /** Null: of every subsystem, and of what is of none. */
  readonly subsystem: Subsystem | null;
}

/** The newest events that subscribers were owed, newest first; none that is for operators only. */
export async function listNews(
  db: DatabaseClient,
  { portId, subsystem }: NewsFilter,
  most: number,
): Promise<readonly IncidentNewsView[]> {
  const rows = await db.incidentEvent.findMany({
    where: {
      isOwed: true,
      incident: { kind: { in: [...PUBLIC_KIND_IDS] }, ...(portId === null ? {} : { portId }) },
      ...(subsystem === null ? {} : { subsystems: { has: subsystem } }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: most,
    select: {
      incidentId: true,
      seq: true,
      kind: true,
      at: true,
      severity: true,
      facts: true,
      subsystems: true,
    },
  });
  return rows.map((row) => ({
    ...row,
    kind: readEventKind(row.kind),
    severity: storedWord(SEVERITIES, row.severity, 'incident_event.severity'),
    facts: incidentFacts.parse(row.facts),
    subsystems: readSubsystems(row.subsystems),
  }));
}
