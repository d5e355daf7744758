// Who made numbers, and when: this installation, or the recording that came with the program.

export type MeasurementSource =
  /** Null: it is not measured. */
  | { readonly kind: 'measured'; readonly measuredAt: Date | null }
  | { readonly kind: 'recorded'; readonly recordedAt: Date };

export interface RehearsalTime {
  /** When it ended; of a recording: when that was made. */
  readonly rehearsedAt: Date;
  readonly isRecorded: boolean;
}

export function sourceOfRehearsal({ rehearsedAt, isRecorded }: RehearsalTime): MeasurementSource {
  return isRecorded
    ? { kind: 'recorded', recordedAt: rehearsedAt }
    : { kind: 'measured', measuredAt: rehearsedAt };
}
