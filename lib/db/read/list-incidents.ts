import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { AlertKind, Severity } from '#lib/domain/alert.ts';
import type { IncidentView } from '#lib/domain/incident-view.ts';

import {
  incidentColumns,
  listTellingEvents,
  PUBLIC_KIND_IDS,
  toIncidentView,
} from './incident-row.ts';

export interface IncidentFilter {
  /** Null: open and past ones. */
  readonly state: 'open' | 'past' | null;
  /** Slug. Null: each; so for the next. */
  readonly port: string | null;
  readonly kind: AlertKind | null;
  readonly severity: Severity | null;
  /** Whether those are among them that are for operators only. */
  readonly withOperators: boolean;
}

/** At most `most` of them, open ones first, then the newest. `counts` are of all that the filter but its state lets through. */
export async function listIncidents(
  db: DatabaseClient,
  filter: IncidentFilter,
  most: number,
): Promise<{
  readonly incidents: readonly IncidentView[];
  readonly counts: { readonly open: number; readonly past: number };
}> {
  const { state, port, kind, severity, withOperators } = filter;
  // Postgres refuses a NUL in text; a slug never holds one.
  if (port?.includes('\0')) return { incidents: [], counts: { open: 0, past: 0 } };
  const where = {
    ...(withOperators ? {} : { kind: { in: [...PUBLIC_KIND_IDS] } }),
    ...(kind === null ? {} : { AND: { kind } }),
    ...(port === null ? {} : { port: { slug: port } }),
    ...(severity === null ? {} : { severity }),
  };
  const open = { ...where, resolvedAt: null };
  const past = { ...where, resolvedAt: { not: null } };
  const [rows, openCount, pastCount] = await Promise.all([
    db.incident.findMany({
      where: state === null ? where : state === 'open' ? open : past,
      orderBy: [{ resolvedAt: { sort: 'desc', nulls: 'first' } }, { openedAt: 'desc' }],
      take: most,
      select: incidentColumns,
    }),
    db.incident.count({ where: open }),
    db.incident.count({ where: past }),
  ]);
  const over = rows.filter(({ resolvedAt }) => resolvedAt !== null).map(({ id }) => id);
  const tellings = await listTellingEvents(db, over);
  return {
    incidents: rows.map((row) => toIncidentView(row, tellings.get(row.id))),
    counts: { open: openCount, past: pastCount },
  };
}
