// The measured history of a port as a file: numbers, paths, shas and dates, so that a new install shows real data at once.
import { z } from 'zod';

import { FILE_KINDS } from './file-kind.ts';
import { SUBSYSTEMS } from './subsystem.ts';

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const namedCommit = z.object({ sha, ref: z.string() });

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

export const recordedHistory = z.object({
  format: z.literal(1),
  /** Slug. */
  port: z.string(),
  recordedAt: z.iso.datetime(),
  /** The copy of the fork it was made from, e.g. "usbarmory/tamago-go as of 2026-02-23". */
  copy: z.string(),
  gitVersion: z.string(),
  methodVersion: z.number().int(),
  /** Upstream's releases in release order. */
  releases: z.array(z.object({ name: z.string(), sha, releasedAt: z.iso.datetime().nullable() })),
  /** The measured rebases in release order. */
  rebases: z.array(recordedRebase),
});

export type RecordedHistory = z.output<typeof recordedHistory>;
export type RecordedRebase = z.output<typeof recordedRebase>;
