// Somebody knows of an incident: its reminders stop. The first to say so is kept.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

import { type IncidentAct, type IncidentActOutcome, recordActEvent } from './record-act-event.ts';

export function acknowledgeIncident(
  db: DatabaseClient,
  act: IncidentAct,
): Promise<IncidentActOutcome> {
  const { incidentId: id, actorId, at } = act;
  return inTransaction(db, (tx) =>
    recordActEvent(tx, act, {
      kind: 'acknowledged',
      change: () =>
        tx.incident.updateMany({
          where: { id, acknowledgedAt: null },
          data: { acknowledgedAt: at, acknowledgedById: actorId, updatedAt: at },
        }),
    }),
  );
}

export function unacknowledgeIncident(
  db: DatabaseClient,
  act: IncidentAct,
): Promise<IncidentActOutcome> {
  const { incidentId: id, at } = act;
  return inTransaction(db, (tx) =>
    recordActEvent(tx, act, {
      kind: 'unacknowledged',
      change: () =>
        tx.incident.updateMany({
          where: { id, acknowledgedAt: { not: null } },
          data: { acknowledgedAt: null, acknowledgedById: null, updatedAt: at },
        }),
    }),
  );
}
