// The measured history of a port as a file: numbers, paths, shas and dates, so that a new install shows real data at once.
import { z } from 'zod';

import { CONFLICT_TYPES } from './conflict-type.ts';
import { FILE_KINDS } from './file-kind.ts';
import { isSilentRiskRule } from './silent-risk.ts';
import { SUBSYSTEMS } from './subsystem.ts';

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const namedCommit = z.object({ sha, ref: z.string() });

const recordedRelease = z.object({
  name: z.string(),
  sha,
  releasedAt: z.iso.datetime().nullable(),
  /** What it fixes, by id. Null: nobody has looked. */
  fixes: z.array(z.object({ cve: z.string(), sha, committedAt: z.iso.datetime() })).nullable(),
});

const recordedFile = z.object({
  path: z.string(),
  previousPath: z.string().nullable(),
  status: z.enum(['added', 'modified', 'deleted', 'renamed']),
  subsystem: z.enum(SUBSYSTEMS),
  kind: z.enum(FILE_KINDS.map(({ id }) => id)),
  insertions: z.number().int().nullable(),
  deletions: z.number().int().nullable(),
  binary: z.boolean(),
  unmeasuredReason: z.string().nullable(),
  copiedFrom: z
    .object({ path: z.string(), release: z.string(), similarity: z.number().int() })
    .nullable(),
});

const recordedRebase = z.object({
  /** As upstream spells its tag. */
  release: z.string(),
  releasedAt: z.iso.datetime().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  base: namedCommit,
  head: namedCommit,
  commits: z.number().int(),
  isDescendant: z.boolean(),
  files: z.array(recordedFile),
});

const culprit = z.object({
  sha,
  date: z.iso.datetime(),
  /** Address of the change on Gerrit. Null: the commit names none. */
  cl: z.string().nullable(),
  foundBy: z.enum(['path', 'rehearsal']),
});

const recordedConflict = z.object({
  path: z.string(),
  type: z.enum(CONFLICT_TYPES.map(({ id }) => id)),
  gitTypes: z.array(z.string()),
  subsystem: z.enum(SUBSYSTEMS),
  hunks: z.number().int().nullable(),
  /** Null: none was found, for the reason given, or none was looked for. */
  culprit: culprit.nullable(),
  culpritReason: z.string().nullable(),
  isMonotonic: z.boolean().nullable(),
  isConfirmed: z.boolean().nullable(),
  candidates: z.number().int().nullable(),
});

const recordedRehearsal = z.object({
  /** Release of the rebase that was merged. */
  from: z.string(),
  target: z.string(),
  targetSha: sha,
  targetKind: z.enum(['beta', 'rc', 'first', 'patch', 'tip']),
  targetDate: z.iso.datetime().nullable(),
  isForecast: z.boolean(),
  outcome: z.enum(['clean', 'conflict']),
  conflicts: z.array(recordedConflict),
  /** Null: not looked for. */
  silentRisks: z
    .array(z.object({ path: z.string(), rule: z.string().refine(isSilentRiskRule) }))
    .nullable(),
});

const count = z.number().int();

const recordedTransition = z.object({
  from: z.string(),
  to: z.string(),
  /** The second rebase's base; the rehearsal with this target is the transition's. */
  targetSha: sha,
  handConflicted: count,
  handClean: count,
  adaptation: count,
  own: count,
  handFiles: count,
  pressureFiles: count,
  pressureInsertions: count,
  pressureDeletions: count,
  pressureCommits: count,
  flowSame: count.nullable(),
  flowChanged: count.nullable(),
  flowDropped: count.nullable(),
  flowNew: count.nullable(),
  flowReason: z.string().nullable(),
  /** Paths that merged cleanly and were touched all the same; of steps to a first release. */
  silentWork: z.array(z.string()),
  subsystems: z.array(
    z.object({
      subsystem: z.enum(SUBSYSTEMS),
      conflictedFiles: count,
      adaptation: count,
      own: count,
      pressure: count,
    }),
  ),
  paths: z.array(
    z.object({
      path: z.string(),
      subsystem: z.enum(SUBSYSTEMS),
      isInConflict: z.boolean(),
      isAdaptation: z.boolean(),
      insertions: count.nullable(),
      deletions: count.nullable(),
      unmeasuredReason: z.string().nullable(),
    }),
  ),
});

/** How a recording names the copy of `fork` that it is made from; `newest`: of its commits. */
export function nameCopy(fork: string, newest: Date): string {
  return `${fork} as of ${newest.toISOString().slice(0, 10)}`;
}

/** The end of the UTC day that a copy so named is of. Null: it is named otherwise. */
export function endOfCopy(copy: string): Date | null {
  const [, day] = / as of (\d{4}-\d{2}-\d{2})$/.exec(copy) ?? [];
  return day === undefined ? null : new Date(`${day}T23:59:59.999Z`);
}

export const recordedHistory = z.object({
  format: z.literal(4),
  /** Slug. */
  port: z.string(),
  recordedAt: z.iso.datetime(),
  /** The copy of the fork it was made from, as `nameCopy` has it: "usbarmory/tamago-go as of 2026-02-23". */
  copy: z.string(),
  gitVersion: z.string(),
  methodVersion: z.number().int(),
  /** Upstream's releases in release order. */
  releases: z.array(recordedRelease),
  /** The measured rebases in release order. */
  rebases: z.array(recordedRebase),
  /** Of its transitions, forecasts and backtests, those that came to an end. */
  rehearsals: z.array(recordedRehearsal),
  /** In release order. */
  transitions: z.array(recordedTransition),
});

export type RecordedHistory = z.output<typeof recordedHistory>;
export type RecordedRelease = z.output<typeof recordedRelease>;
export type RecordedRebase = z.output<typeof recordedRebase>;
export type RecordedRehearsal = z.output<typeof recordedRehearsal>;
export type RecordedTransition = z.output<typeof recordedTransition>;
