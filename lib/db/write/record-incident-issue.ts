import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface IncidentIssueToRecord {
  readonly incidentId: string;
  /** "owner/name" */
  readonly repository: string;
  readonly number: number;
}

export async function recordIncidentIssue(
  db: DatabaseClient,
  { incidentId, repository, number }: IncidentIssueToRecord,
): Promise<void> {
  await db.incidentIssue.upsert({
    where: { incidentId_repository: { incidentId, repository } },
    create: { incidentId, repository, number },
    update: { number },
  });
}
