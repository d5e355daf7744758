// What somebody wants to be told of, as the form sends it and as the address of the page keeps it.
import {
  type AlertKind,
  PACES,
  type Pace,
  SEVERITIES,
  type Severity,
  PUBLIC_KINDS,
} from '#lib/domain/alert.ts';
import {
  SUBSYSTEMS,
  type Subsystem,
  subsystemFromSlug,
  subsystemSlug,
} from '#lib/domain/subsystem.ts';

export interface Wish {
  /** Slug. Null: every port. */
  readonly port: string | null;
  /** Null: every line. */
  readonly line: string | null;
  /** Empty: all; so for the next. */
  readonly subsystems: readonly Subsystem[];
  readonly kinds: readonly AlertKind[];
  readonly leastSeverity: Severity;
  readonly pace: Pace;
}

/** Anything that is not a choice counts as the usual one. */
export function parseWish(query: URLSearchParams): Wish {
  const port = query.get('port') ?? '';
  const line = query.get('line') ?? '';
  const subsystems = new Set(query.getAll('subsystem').map(subsystemFromSlug));
  const kinds = new Set(query.getAll('kind'));
  return {
    port: port === '' ? null : port,
    line: /^go1(\.\d{1,3})?$/.test(line) ? line : null,
    subsystems: SUBSYSTEMS.filter((subsystem) => subsystems.has(subsystem)),
    kinds: PUBLIC_KINDS.map(({ id }) => id).filter((id) => kinds.has(id)),
    leastSeverity: SEVERITIES.find((each) => each === query.get('severity')) ?? 'info',
    pace: PACES.find((each) => each === query.get('pace')) ?? 'at-once',
  };
}

/** "port=tamago&subsystem=net"; what is the usual is left out. */
export function wishQuery({
  port,
  line,
  subsystems,
  kinds,
  leastSeverity,
  pace,
}: Wish): URLSearchParams {
  const query = new URLSearchParams();
  if (port !== null) query.set('port', port);
  if (line !== null) query.set('line', line);
  for (const subsystem of subsystems) query.append('subsystem', subsystemSlug(subsystem));
  for (const kind of kinds) query.append('kind', kind);
  if (leastSeverity !== 'info') query.set('severity', leastSeverity);
  if (pace !== 'at-once') query.set('pace', pace);
  return query;
}

/** What Next hands to a page, as URLSearchParams. */
export function toSearchParams(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) {
      params.append(name, each);
    }
  }
  return params;
}

const notices: Readonly<Record<string, { readonly sentence: string; readonly isProblem?: true }>> =
  {
    asked: {
      sentence:
        'Look into your mailbox: a mail asks whether you want this. If it does not come, the address may have been barred.',
    },
    address: {
      sentence: 'That is no mail address: it must look like name@example.org.',
      isProblem: true,
    },
    port: { sentence: 'There is no such port.', isProblem: true },
    'no-mail': { sentence: 'This installation sends no mail.', isProblem: true },
    'too-often': {
      sentence: 'That was too often from where you are: try again in ten minutes.',
      isProblem: true,
    },
  };

/** What came of the form, by `?notice=`. Null: nothing was sent. */
export function describeNotice(query: URLSearchParams) {
  const name = query.get('notice') ?? '';
  return Object.hasOwn(notices, name) ? (notices[name] ?? null) : null;
}
