import { ALERT_KINDS, type AlertKind, SEVERITIES, type Severity } from '#lib/domain/alert.ts';

/** What the page of alerts shows; all of it is in its address. */
export interface AlertsChoice {
  readonly state: 'open' | 'past' | 'all';
  /** Slug. Null: each; so for the next. */
  readonly port: string | null;
  readonly kind: AlertKind | null;
  readonly severity: Severity | null;
}

export function alertsUrl({ state, port, kind, severity }: AlertsChoice): string {
  const query = new URLSearchParams();
  if (state !== 'open') query.set('state', state);
  if (port !== null) query.set('port', port);
  if (kind !== null) query.set('kind', kind);
  if (severity !== null) query.set('severity', severity);
  const text = query.toString();
  return `/alerts${text === '' ? '' : `?${text}`}`;
}

/** Anything that is not a choice counts as the usual one. */
export function parseAlertsChoice(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): AlertsChoice {
  const { state, port, kind, severity } = query;
  return {
    state: state === 'past' || state === 'all' ? state : 'open',
    port: typeof port === 'string' && port !== '' ? port : null,
    kind: ALERT_KINDS.find(({ id }) => id === kind)?.id ?? null,
    severity: SEVERITIES.find((each) => each === severity) ?? null,
  };
}

/** What each term may be. */
export const alertsTerms = {
  state: ['open', 'past', 'all'],
  kind: ALERT_KINDS.map(({ id }) => id),
  severity: SEVERITIES,
} as const;
