// What an incident says of itself at one moment: stored with each of its events, and all that messages and pages are made of.
import { z } from 'zod';

import { CONFLICT_TYPES } from './conflict-type.ts';
import { SUBSYSTEMS } from './subsystem.ts';

const conflictTypes = CONFLICT_TYPES.map(({ id }) => id);

/** Dates are ISO 8601 in UTC, since facts are kept as JSON. */
const date = z.iso.datetime();

const culprit = z.object({
  sha: z.string(),
  date,
  /** Null: not kept. */
  author: z.string().nullable(),
  subject: z.string().nullable(),
  /** Address of its review. */
  cl: z.string().nullable(),
});

const conflict = z.object({
  path: z.string(),
  type: z.enum(conflictTypes),
  subsystem: z.enum(SUBSYSTEMS),
  /** Null: git left no markers. */
  hunks: z.number().int().nullable(),
  /** Null: not found (yet). */
  culprit: culprit.nullable(),
  /** The last step in which this path was in conflict. Null: it never was. */
  lastTime: z
    .object({
      release: z.string(),
      /** Lines changed by hand in it then. Null: not measured. */
      handWork: z.number().int().nullable(),
    })
    .nullable(),
});

const port = {
  port: z.object({ slug: z.string(), name: z.string(), fork: z.string(), upstream: z.string() }),
  /** The port's line. */
  line: z.string(),
};

const release = z.object({ name: z.string(), releasedAt: date.nullable() });

export const incidentFacts = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('forecast-conflict'),
    ...port,
    upstreamLine: z.string(),
    /** The rebase that is rehearsed. */
    from: z.object({ release: z.string(), baseSha: z.string(), headSha: z.string() }),
    /** Onto what. */
    target: z.object({
      /** A release, or "tip". */
      name: z.string(),
      sha: z.string(),
      kind: z.enum(['beta', 'rc', 'first', 'patch', 'tip']),
      date: date.nullable(),
    }),
    /** When the line's first release came out, or is to be expected by Go's half-yearly cycle. Null: nobody can say. */
    firstRelease: z.object({ date, isExpected: z.boolean() }).nullable(),
    /** Files of the patch. Null: not measured. */
    patchFiles: z.number().int().nullable(),
    /** In git's order; without those that are muted. Empty: it is over. */
    conflicts: z.array(conflict),
    muted: z.number().int(),
    /** It is over because the port has followed, whatever conflicted. Left out: it is not. */
    isFollowed: z.literal(true).optional(),
    /** Paths in conflict now that were not when subscribers were last told. */
    added: z.array(z.string()),
    /** Paths that were then, and are not now. */
    gone: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('behind'),
    ...port,
    newestRebase: z.string(),
    /** Oldest first. Empty: it is over. */
    notFollowed: z.array(release),
    /** Since the first of them. */
    days: z.number().int(),
  }),
  z.object({
    kind: z.literal('unfixed-cves'),
    ...port,
    newestRebase: z.string(),
    /** Empty: it is over. */
    cves: z.array(
      z.object({
        id: z.string(),
        release: z.string(),
        releasedAt: date.nullable(),
        sha: z.string(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('line-abandoned'),
    ...port,
    newestRebase: z.string(),
    notFollowed: z.array(release),
    days: z.number().int(),
  }),
  z.object({
    kind: z.literal('cannot-poll'),
    repository: z.string(),
    since: date,
    /** One sentence. */
    reason: z.string(),
  }),
  z.object({
    kind: z.literal('cannot-measure'),
    port: z.object({ slug: z.string(), name: z.string() }),
    since: date,
    reason: z.string(),
  }),
]);

export type IncidentFacts = z.output<typeof incidentFacts>;
export type ConflictFacts = Extract<IncidentFacts, { kind: 'forecast-conflict' }>;
export type ConflictFact = ConflictFacts['conflicts'][number];
