// Nobody is alerted of an incident for a while; what differs by then from what was told last is told at the end.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

import { type IncidentAct, type IncidentActOutcome, recordActEvent } from './record-act-event.ts';

/** `until` lies after `at`. The same end again changes nothing. */
export function snoozeIncident(
  db: DatabaseClient,
  act: IncidentAct & { readonly until: Date },
): Promise<IncidentActOutcome> {
  const { incidentId: id, at, until } = act;
  return inTransaction(db, (tx) =>
    recordActEvent(tx, act, {
      kind: 'snoozed',
      change: () =>
        tx.incident.updateMany({
          where: { id, OR: [{ snoozedUntil: null }, { snoozedUntil: { not: until } }] },
          data: { snoozedUntil: until, updatedAt: at },
        }),
    }),
  );
}

/** One that has ended by itself is left as it is. */
export function unsnoozeIncident(
  db: DatabaseClient,
  act: IncidentAct,
): Promise<IncidentActOutcome> {
  const { incidentId: id, at } = act;
  return inTransaction(db, (tx) =>
    recordActEvent(tx, act, {
      kind: 'unsnoozed',
      change: () =>
        tx.incident.updateMany({
          where: { id, snoozedUntil: { gt: at } },
          data: { snoozedUntil: null, updatedAt: at },
        }),
    }),
  );
}
