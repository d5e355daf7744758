import { listIncidents } from '#lib/db/read/list-incidents.ts';
import { listPortNames } from '#lib/db/read/list-port-names.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { ALERT_KINDS, SEVERITIES } from '#lib/domain/alert.ts';
import type { ApiAlerts } from '#lib/domain/api-v1.ts';
import { compareIncidents } from '#lib/domain/incident-view.ts';
import { areAlertsKnown } from '#lib/domain/watched-ports.ts';
import { readSettings } from '#app/settings.ts';

import { findPort } from './find-port.ts';
import { toApiIncident } from './to-api-incident.ts';

const mostIncidents = 500;

export type FoundAlerts =
  | { readonly kind: 'found'; readonly alerts: ApiAlerts }
  | { readonly kind: 'wrong'; readonly response: Response };

/** Of a query that `describeWrongQuery` lets pass. */
export async function findAlerts(request: Request): Promise<FoundAlerts> {
  const query = new URL(request.url).searchParams;
  const slug = query.get('port');
  const port = slug === null ? null : await findPort(slug);
  if (port?.kind === 'unknown') return { kind: 'wrong', response: port.response };
  const state = query.get('state');
  const [{ incidents, counts }, ports] = await Promise.all([
    listIncidents(
      pageDatabase(),
      {
        state: state === 'open' || state === 'past' ? state : null,
        port: port?.port.slug ?? null,
        kind: ALERT_KINDS.find(({ id }) => id === query.get('kind'))?.id ?? null,
        severity: SEVERITIES.find((each) => each === query.get('severity')) ?? null,
        withOperators: false,
      },
      mostIncidents,
    ),
    listPortNames(pageDatabase()),
  ]);
  const asked = ports.filter((each) => port === null || each.slug === port.port.slug);
  const now = new Date();
  const open = incidents.filter(({ resolvedAt }) => resolvedAt === null).toSorted(compareIncidents);
  const past = incidents.filter(({ resolvedAt }) => resolvedAt !== null);
  const { baseUrl } = readSettings();
  return {
    kind: 'found',
    alerts: {
      ...(areAlertsKnown(counts, asked) ? counts : { open: null, past: null }),
      notWatched: asked.filter(({ isWatched }) => !isWatched).map((each) => each.slug),
      incidents: [...open, ...past].map((incident) => toApiIncident(incident, baseUrl, now)),
    },
  };
}
