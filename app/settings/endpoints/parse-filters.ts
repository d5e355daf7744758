import { z } from 'zod';

import { listPortNames } from '#lib/db/read/list-port-names.ts';
import { ALERT_KINDS, PACES, SEVERITIES } from '#lib/domain/alert.ts';
import type { SubscriptionFilters } from '#lib/domain/subscription-filters.ts';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';

type DatabaseClient = Parameters<typeof listPortNames>[0];

export type ParsedFilters =
  | { readonly kind: 'ok'; readonly filters: SubscriptionFilters }
  | { readonly kind: 'refused'; readonly sentence: string };

const fields = z.object({
  lines: z.array(z.string().regex(/^go1\.\d{1,3}$/)).max(20),
  subsystems: z.array(z.enum(SUBSYSTEMS)),
  kinds: z.array(z.enum(ALERT_KINDS.map(({ id }) => id))),
  leastSeverity: z.enum(SEVERITIES),
  pace: z.enum(PACES),
});

/** A form's `port`, `lines` with spaces or commas between, and `subsystem` and `kind` as often as were ticked. */
export async function parseFilters(
  db: DatabaseClient,
  form: URLSearchParams,
): Promise<ParsedFilters> {
  const slug = form.get('port') ?? '';
  const port = (await listPortNames(db)).find((known) => known.slug === slug);
  if (slug !== '' && port === undefined) return refuse('Choose one of the ports.');
  const parsed = fields.safeParse({
    lines: (form.get('lines') ?? '').split(/[\s,]+/).filter((line) => line !== ''),
    subsystems: form.getAll('subsystem'),
    kinds: form.getAll('kind'),
    leastSeverity: form.get('severity') ?? 'info',
    pace: form.get('pace') ?? 'at-once',
  });
  if (parsed.success) return { kind: 'ok', filters: { portId: port?.id ?? null, ...parsed.data } };
  return parsed.error.issues[0]?.path[0] === 'lines'
    ? refuse('Lines are written like go1.26, with spaces between.')
    : refuse('Choose from what the form offers.');
}

function refuse(sentence: string): ParsedFilters {
  return { kind: 'refused', sentence };
}
