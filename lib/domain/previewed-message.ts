// A message that would have been sent in a time gone by, had somebody subscribed then.
import type { AlertKind, IncidentEventKind, Severity } from './alert.ts';
import type { Subsystem } from './subsystem.ts';

export interface PreviewedMessage {
  readonly at: Date;
  readonly kind: AlertKind;
  readonly event: IncidentEventKind;
  readonly severity: Severity;
  /** The verdict, one line. */
  readonly title: string;
  /** Of all conflicts that the incident had by then. */
  readonly subsystems: readonly Subsystem[];
  readonly port: { readonly slug: string; readonly name: string };
}
