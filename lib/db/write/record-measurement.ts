// A measurement is stored whole, with its sums, in one transaction; storing it twice leaves what storing it once does.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { Measurement } from '#lib/domain/measurement.ts';

import { measurementRows } from './measurement-rows.ts';

export interface MeasurementToRecord {
  readonly revisionId: number;
  readonly measurement: Measurement;
  readonly measuredAt: Date;
  readonly durationMs: number;
  readonly gitVersion: string;
  readonly methodVersion: number;
}

/** Replaces whatever numbers the revision had, recorded ones included. */
export function recordMeasurement(
  db: DatabaseClient,
  { revisionId, measurement, ...how }: MeasurementToRecord,
): Promise<void> {
  const { revision, subsystems, kinds, fileChanges } = measurementRows(measurement);
  const owned = <Row>(rows: readonly Row[]) => rows.map((row) => ({ ...row, revisionId }));
  return inTransaction(db, async (tx) => {
    // Holds the revision until the end, so that two workers with the same measurement come one after the other.
    await tx.revision.update({
      where: { id: revisionId },
      data: {
        ...revision,
        ...how,
        source: 'measured',
        recordedAt: null,
        recordedFrom: null,
        unmeasuredReason: null,
      },
    });
    await tx.revisionSubsystem.deleteMany({ where: { revisionId } });
    await tx.revisionKind.deleteMany({ where: { revisionId } });
    await tx.fileChange.deleteMany({ where: { revisionId } });
    await tx.revisionSubsystem.createMany({ data: owned(subsystems) });
    await tx.revisionKind.createMany({ data: owned(kinds) });
    await tx.fileChange.createMany({ data: owned(fileChanges) });
  });
}
