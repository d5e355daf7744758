import { z } from 'zod';

import { ACTS, SIGN_IN_EVENTS } from '#lib/auth/acts.ts';
import type { AuditFilters } from '#lib/db/read/list-audit.ts';

/** What the log can hold, with the words for each. */
export const AUDITED_ACTS: readonly { readonly id: string; readonly label: string }[] = [
  ...SIGN_IN_EVENTS,
  ...ACTS,
];

const text = z.string().trim().min(1).max(200).nullable().catch(null);

const query = z.object({
  act: z
    .enum(AUDITED_ACTS.map(({ id }) => id))
    .nullable()
    .catch(null),
  result: z.enum(['done', 'refused']).nullable().catch(null),
  text,
  before: z.ulid().nullable().catch(null),
});

export interface AuditQuery {
  readonly filters: AuditFilters;
  readonly before: string | null;
}

/** What makes no sense counts as not given. */
export function parseAuditQuery(search: Readonly<Record<string, unknown>>): AuditQuery {
  const { before, ...filters } = query.parse({
    act: search['act'],
    result: search['result'],
    text: search['text'],
    before: search['before'],
  });
  return { filters, before };
}

/** The address of the log as filtered, from a row on; the newest without one. */
export function auditUrl(path: string, { act, result, text: part }: AuditFilters, before?: string) {
  const params = new URLSearchParams();
  if (act !== null) params.set('act', act);
  if (result !== null) params.set('result', result);
  if (part !== null) params.set('text', part);
  if (before !== undefined) params.set('before', before);
  return params.size === 0 ? path : `${path}?${params}`;
}
