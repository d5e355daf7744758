// The text of one conflict as it is kept: what each side made of the base, place by place, bounded in size.
import { z } from 'zod';

/** Raised when readings change their shape or meaning: those of another version are made again. */
export const READING_VERSION = 1;

export const SIDES = ['base', 'upstream', 'port'] as const;
export type Side = (typeof SIDES)[number];

const count = z.number().int().min(0);

/** What a version of the path is. Only "text" can be shown. */
export const versionFacts = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('text'), mode: z.string(), lines: count }),
  z.object({ kind: z.literal('binary'), mode: z.string(), bytes: count }),
  /** Too large to be read here. */
  z.object({ kind: z.literal('large'), mode: z.string(), bytes: count }),
  z.object({ kind: z.literal('submodule'), commit: z.string() }),
  /** The mirror lacks the blob. */
  z.object({ kind: z.literal('missing'), mode: z.string(), oid: z.string() }),
]);
export type VersionFacts = z.output<typeof versionFacts>;

/** How the first line of a slice of Go begins: highlighting needs to know. */
const opening = z.enum(['code', 'comment', 'raw-string']);
export type Opening = z.output<typeof opening>;

export const slice = z.object({
  /** Place of its first line in the version, from 0. Null: not known. */
  start: count.nullable(),
  opening,
  lines: z.array(z.string()),
});
export type Slice = z.output<typeof slice>;

const index = count.nullable();

/** Numbers point into the slices of the place; null: the side has nothing there. */
const row = z.object({ base: index, upstream: index, port: index });
export type AlignedRow = z.output<typeof row>;

/**
 * A line of the merged view. "common": outside the regions between conflict markers. In a region each side is told against
 * the base: "-" is a line of the base that the side took away, and which git's merged file therefore does not hold.
 */
const mergedLine = row.extend({
  part: z.enum(['common', 'upstream', 'port']),
  sign: z.enum([' ', '+', '-']),
  /** Number of the region between conflict markers, from 1. Null: outside of any. */
  region: count.nullable(),
});
export type MergedLine = z.output<typeof mergedLine>;

const place = z.object({
  /** Numbers of git's conflict regions in it, from 1; empty where git left no markers. */
  regions: z.array(count),
  base: slice.nullable(),
  upstream: slice.nullable(),
  port: slice.nullable(),
  rows: z.array(row),
  merged: z.array(mergedLine),
  /** Rows that are left out at its end. */
  cutRows: count,
});
export type ConflictPlace = z.output<typeof place>;

export const lineSums = z.object({ insertions: count, deletions: count });
export type LineSums = z.output<typeof lineSums>;

export const conflictReading = z.object({
  versions: z.object({ base: versionFacts, upstream: versionFacts, port: versionFacts }),
  /** Of each side against the base, in the whole file. Null: there are not two texts to compare. */
  changes: z.object({ upstream: lineSums.nullable(), port: lineSums.nullable() }),
  places: z.array(place),
  /** Places that are left out at the end. */
  cutPlaces: count,
});
export type ConflictReading = z.output<typeof conflictReading>;
