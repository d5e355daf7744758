import { StorageError } from '#lib/db/storage-error.ts';
import type { RevisionSource } from '#lib/domain/rebase-view.ts';

/** Who made a measurement: this installation, or the recording that came with the program. */
export function toRevisionSource(row: {
  readonly source: string;
  readonly measuredAt: Date | null;
  readonly recordedAt: Date | null;
  readonly recordedFrom: string | null;
}): RevisionSource {
  if (row.source !== 'recorded') return { kind: 'measured', measuredAt: row.measuredAt };
  const { recordedAt, recordedFrom } = row;
  if (recordedAt === null || recordedFrom === null) {
    throw new StorageError('A recorded revision does not say when or from which copy.');
  }
  return { kind: 'recorded', recordedAt, copy: recordedFrom };
}

/** Why a revision without a measurement has none. */
export function toUnmeasuredReason(reason: string | null): string {
  return reason ?? 'It waits for its turn to be measured.';
}

/** Nothing but the newest revision is ever measured: what had no numbers when it was replaced waits for none. */
export const UNMEASURED_WHEN_REPLACED =
  'It was replaced by a newer revision before it was measured.';
