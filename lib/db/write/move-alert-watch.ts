// An incident goes on under another key when the port moves on to a newer line.
import type { Prisma } from '#lib/db/generated/client.ts';
import { alertKey, type AlertSubject } from '#lib/domain/alert.ts';

/** False, and nothing is changed, when something is watched there already. */
export async function moveAlertWatch(
  tx: Prisma.TransactionClient,
  from: string,
  to: AlertSubject,
): Promise<boolean> {
  const key = alertKey(to);
  if ((await tx.alertWatch.count({ where: { key } })) > 0) return false;
  const { incidentId } = await tx.alertWatch.update({ where: { key: from }, data: { key } });
  await tx.incident.updateMany({
    where: { id: incidentId ?? '', openKey: from },
    data: { key, openKey: key, ...('line' in to ? { line: to.line } : {}) },
  });
  return true;
}
