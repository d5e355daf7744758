// A failed measurement leaves its reason where there are no numbers, and nothing where there are some.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface MeasuringFailure {
  readonly revisionId: number;
  /** One sentence. */
  readonly reason: string;
}

/** Numbers that are already stored, recorded ones too, stay as they are. */
export async function recordMeasuringFailure(
  db: DatabaseClient,
  { revisionId, reason }: MeasuringFailure,
): Promise<void> {
  await db.revision.updateMany({
    where: { id: revisionId, measuredAt: null },
    data: { unmeasuredReason: reason },
  });
}
