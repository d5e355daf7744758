// Looks at our own trouble: a repository that cannot be read, a port that cannot be measured. For operators.
import type { Observation } from './observation.ts';
import { POLL_TROUBLE, TROUBLE_CONFIRMATION } from './alert-limits.ts';
import type { Watched } from './watched.ts';

export interface PollingTrouble {
  /** "owner/name" */
  readonly repository: string;
  /** Polls since the last that did not fail. */
  readonly failures: number;
  /** When the first of them began. Null: there is none. */
  readonly since: Date | null;
  /** Of the last one. */
  readonly reason: string | null;
  /** When the last poll that did not fail began. Null: none has. */
  readonly readAt: Date | null;
}

/** Three failures in a row, over half an hour. */
export function observePolling(trouble: PollingTrouble, now: Date): Watched {
  const { repository, failures, since, reason, readAt } = trouble;
  const isLong = since !== null && now.getTime() - since.getTime() >= POLL_TROUBLE.overMs;
  const isTrouble = isLong && failures >= POLL_TROUBLE.failures;
  return {
    subject: { kind: 'cannot-poll', repository },
    observation: isTrouble ? troubled(repository, null) : observeReading(readAt, failures),
    factsAt: (moment) => ({
      kind: 'cannot-poll',
      repository,
      since: (since ?? moment.since).toISOString(),
      reason: reason ?? 'It can be read.',
    }),
    subsystems: [],
    overReason: `${repository} can be read again.`,
  };
}

/** A failure or two say nothing yet, whichever way it was. */
function observeReading(readAt: Date | null, failures: number): Observation {
  if (readAt === null || failures > 0) return { kind: 'unknown' };
  return { kind: 'absent', evaluation: { id: 'read', subject: 'read', methodVersion: null } };
}

export interface MeasuringTrouble {
  readonly port: { readonly slug: string; readonly name: string };
  /** Sentences: what could not be measured or rehearsed, and why. */
  readonly reasons: readonly string[];
}

/** For as long as half an hour; the queue has tried again several times by then. */
export function observeMeasuring({ port, reasons }: MeasuringTrouble): Watched {
  return {
    subject: { kind: 'cannot-measure', port: port.slug },
    observation:
      reasons.length > 0
        ? troubled('measuring', TROUBLE_CONFIRMATION)
        : { kind: 'over', as: 'resolved', isQuiet: false },
    factsAt: ({ since }) => ({
      kind: 'cannot-measure',
      port: { slug: port.slug, name: port.name },
      since: since.toISOString(),
      reason: reasons[0] ?? 'It can be measured.',
    }),
    subsystems: [],
    overReason: `${port.name} can be measured again.`,
  };
}

function troubled(name: string, confirm: typeof TROUBLE_CONFIRMATION | null): Observation {
  return {
    kind: 'present',
    evaluation: { id: name, subject: name, methodVersion: null },
    entries: [{ name, type: null, patchId: null }],
    severity: 'warning',
    confirm,
    isGrowthTold: false,
    mostReminders: Infinity,
  };
}
