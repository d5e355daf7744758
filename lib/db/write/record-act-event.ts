import { ulid } from 'ulid';

import type { Prisma } from '#lib/db/generated/client.ts';
import { getLastSeq } from '#lib/db/read/get-last-seq.ts';
import type { IncidentEventKind } from '#lib/domain/alert.ts';

export interface IncidentAct {
  readonly incidentId: string;
  readonly actorId: string;
  readonly at: Date;
}

/** "unchanged": somebody was first, or it is so already; "gone": there is no such incident, or it is over. */
export type IncidentActOutcome = 'done' | 'unchanged' | 'gone';

/**
 * Adds an act to the time line of an incident that is held by the transaction: what was so then, and who did it. Nobody is owed
 * it. `change` must touch the row only where that changes something.
 */
export async function recordActEvent(
  tx: Prisma.TransactionClient,
  { incidentId, actorId, at }: IncidentAct,
  {
    kind,
    change,
  }: {
    readonly kind: IncidentEventKind;
    readonly change: () => Promise<{ readonly count: number }>;
  },
): Promise<IncidentActOutcome> {
  await tx.$queryRaw`SELECT 1 FROM incident WHERE id = ${incidentId} FOR UPDATE`;
  const incident = await tx.incident.findUnique({ where: { id: incidentId } });
  if (incident === null || incident.resolvedAt !== null) return 'gone';
  const { count } = await change();
  if (count !== 1) return 'unchanged';
  await tx.incidentEvent.create({
    data: {
      id: ulid(at.getTime()),
      incidentId,
      seq: (await getLastSeq(tx, incidentId)) + 1,
      kind,
      at,
      facts: incident.facts ?? {},
      severity: incident.severity,
      subsystems: incident.subsystems,
      isOwed: false,
      actorId,
    },
  });
  return 'done';
}
