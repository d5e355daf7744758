// What the alert rules remember of one watched thing between two looks: everything that a decision depends on beside the
// stored results, so that a process that is killed and started again decides the same.
import { z } from 'zod';

import { SEVERITIES } from './alert.ts';

const moment = z.iso.datetime().transform((text) => new Date(text));

/** A thing that is wrong: a path with its conflict type and the port's change to it; a release or a CVE with neither. */
const entry = z.object({
  name: z.string(),
  type: z.string().nullable(),
  /** Null: not worked out; then it equals any. */
  patchId: z.string().nullable(),
});

const stored = z.object({
  /** Of this layout. */
  version: z.literal(1),
  /** "pending": wrong, and not yet for long enough to say so. "recovering": right, and not yet for long enough. */
  state: z.enum(['ok', 'pending', 'firing', 'recovering']),
  /** The newest evaluation that had a result. Null: none had. */
  evaluation: z
    .object({
      id: z.string(),
      /** What was evaluated, whichever method did. */
      subject: z.string(),
      /** Null: it is no measurement. */
      methodVersion: z.number().int().nullable(),
    })
    .nullable(),
  /** What that result was. Null: none yet. */
  last: z.enum(['present', 'absent']).nullable(),
  /** The run of equal results that confirms a pending or recovering state: how many evaluations, and since when. */
  run: z.object({ evaluations: z.number().int(), since: moment }).nullable(),
  /** When the result turned from one to the other, oldest first, no older than the window of limits. */
  flips: z.array(moment),
  /** Null: it does not flap. */
  flapping: z.object({ since: moment, isTold: z.boolean() }).nullable(),
  /** When looks began to have no result. Null: the last one had. */
  failingSince: moment.nullable(),
  isStale: z.boolean(),
  /** What subscribers were told last, or would have been had any been there. Null: nothing yet. */
  told: z
    .object({
      isPresent: z.boolean(),
      entries: z.array(entry),
      severity: z.enum(SEVERITIES),
      at: moment,
      /** Reminders since something else was told. */
      reminders: z.number().int(),
    })
    .nullable(),
  /** The open incident, else the last. Null: there was none. */
  incident: z
    .object({
      openedAt: moment,
      /** Null: it is open. */
      resolvedAt: moment.nullable(),
      occurrence: z.number().int(),
      /** Its opening alerted nobody. */
      isSilent: z.boolean(),
      /** Subscribers were told of this occurrence: they are owed its end. */
      isHeard: z.boolean(),
      /** It ended while nothing could be told, and that is still to be told. */
      isEndOwed: z.boolean(),
      severity: z.enum(SEVERITIES),
      severeSince: moment,
      entries: z.array(entry),
    })
    .nullable(),
});

export type AlertMemory = z.output<typeof stored>;
export type AlertEntry = z.output<typeof entry>;

/** Of something that was never looked at. */
export const NO_MEMORY: AlertMemory = {
  version: 1,
  state: 'ok',
  evaluation: null,
  last: null,
  run: null,
  flips: [],
  flapping: null,
  failingSince: null,
  isStale: false,
  told: null,
  incident: null,
};

/** Throws when it is no memory of a layout that this version knows. */
export function parseAlertMemory(json: unknown): AlertMemory {
  return stored.parse(json);
}

/** As JSON, to be stored; `parseAlertMemory` gives the same back. */
export function formatAlertMemory(memory: AlertMemory): z.input<typeof stored> {
  const { run, flapping, told, incident } = memory;
  return {
    ...memory,
    run: run && { ...run, since: iso(run.since) },
    flips: memory.flips.map(iso),
    flapping: flapping && { ...flapping, since: iso(flapping.since) },
    failingSince: memory.failingSince && iso(memory.failingSince),
    told: told && { ...told, at: iso(told.at) },
    incident: incident && {
      ...incident,
      openedAt: iso(incident.openedAt),
      resolvedAt: incident.resolvedAt && iso(incident.resolvedAt),
      severeSince: iso(incident.severeSince),
    },
  };
}

function iso(at: Date): string {
  return at.toISOString();
}
