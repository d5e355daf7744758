// The patch of one file as it is kept: git's hunks, bounded in size.
import { z } from 'zod';

import { lineSums, slice, versionFacts } from './conflict-reading.ts';

/** Raised when readings change their shape or meaning: those of another version are made again. */
export const PATCH_READING_VERSION = 1;

/** "base": as upstream has the file; "head": as the port has it. */
export const PATCH_SIDES = ['base', 'head'] as const;
export type PatchSide = (typeof PATCH_SIDES)[number];

const count = z.number().int().min(0);

/** Numbers point into the slices of the hunk; null: that side lacks the line. */
const patchLine = z.object({
  sign: z.enum([' ', '+', '-']),
  base: count.nullable(),
  head: count.nullable(),
});
export type PatchLine = z.output<typeof patchLine>;

const patchHunk = z.object({
  /** The line of code that git names the hunk by, e.g. "func Open(name string) (*File, error) {". */
  heading: z.string(),
  base: slice.nullable(),
  head: slice.nullable(),
  lines: z.array(patchLine),
  /** Numbers of lines after which git says "No newline at end of file". */
  unended: z.array(count),
  /** Lines that are left out at its end. */
  cutLines: count,
});
export type PatchHunk = z.output<typeof patchHunk>;

export const patchReading = z.object({
  versions: z.object({ base: versionFacts, head: versionFacts }),
  /** In the whole file. Null: there are no two versions whose lines can be compared. */
  sums: lineSums.nullable(),
  hunks: z.array(patchHunk),
  /** Hunks that are left out at the end. */
  cutHunks: count,
});
export type PatchReading = z.output<typeof patchReading>;
