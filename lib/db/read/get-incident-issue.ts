import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Number of the issue that follows an incident in a repository. Null: none is known. */
export async function getIncidentIssue(
  db: DatabaseClient,
  key: { readonly incidentId: string; readonly repository: string },
): Promise<number | null> {
  const row = await db.incidentIssue.findUnique({ where: { incidentId_repository: key } });
  return row?.number ?? null;
}
