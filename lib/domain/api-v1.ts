// The shapes of the public JSON API, version 1: what route handlers answer, what tests check, what OpenAPI is made from.
import { z } from 'zod';

import { FILE_KINDS } from './file-kind.ts';
import { SUBSYSTEMS } from './subsystem.ts';

const count = z.int().nonnegative();
/** ISO 8601, UTC, to the millisecond. */
const moment = z.iso.datetime();
const subsystem = z.enum(SUBSYSTEMS);
const fileKind = z.enum(FILE_KINDS.map(({ id }) => id));

const lineCount = z.strictObject({ files: count, insertions: count, deletions: count });

const namedCommit = z.strictObject({
  sha: z.string(),
  ref: z.string().describe('The ref that named the commit when it was seen.'),
});

const recording = z.strictObject({
  at: moment,
  copy: z.string().describe('The copy of the fork that the recording was made from.'),
});

/** One row of a port's history. What was not measured is null, and `unmeasuredReason` says why. */
export const ApiRebase = z.strictObject({
  release: z.string(),
  line: z.string(),
  kind: z.enum(['beta', 'rc', 'first', 'patch']),
  source: z.enum(['measured', 'recorded']),
  base: namedCommit.nullable().describe('Null: upstream has no tag for the release.'),
  head: namedCommit,
  releasedAt: moment.nullable(),
  publishedAt: moment.nullable(),
  lagDays: z.int().nullable(),
  commits: count.nullable().describe('git rev-list --count base..head'),
  patch: lineCount
    .extend({ added: count, modified: count, deleted: count, renamed: count })
    .nullable(),
  touch: lineCount.nullable(),
  kinds: z
    .array(lineCount.extend({ kind: fileKind }))
    .nullable()
    .describe('Only kinds with files, in the order in which they are tried.'),
  subsystems: z
    .array(lineCount.extend({ subsystem }))
    .nullable()
    .describe('Only subsystems with files, in the order in which they are tried.'),
  transition: z.null().describe('What the step from the rebase before cost; not measured yet.'),
  isDescendant: z
    .boolean()
    .nullable()
    .describe('False: base is not an ancestor of head; measured all the same.'),
  unmeasuredFiles: count.nullable().describe('Files whose lines could not be counted.'),
  unmeasuredReason: z.string().nullable(),
  recorded: recording.nullable().describe('Null when this installation measured it.'),
  deletedAt: moment.nullable().describe('When the fork’s branch and tag were found gone.'),
});
export type ApiRebase = z.infer<typeof ApiRebase>;

export const ApiFileChange = z.strictObject({
  path: z.string().describe('Not valid UTF-8: as git quotes it.'),
  previousPath: z.string().nullable(),
  status: z.enum(['added', 'modified', 'deleted', 'renamed']),
  subsystem,
  kind: fileKind,
  insertions: count.nullable(),
  deletions: count.nullable(),
  binary: z.boolean(),
  copiedFrom: z
    .strictObject({ path: z.string(), release: z.string(), similarity: count })
    .nullable(),
  unmeasuredReason: z.string().nullable().describe('Why insertions and deletions are null.'),
});
export type ApiFileChange = z.infer<typeof ApiFileChange>;

export const ApiRebases = z.strictObject({ port: z.string(), rebases: z.array(ApiRebase) });
export type ApiRebases = z.infer<typeof ApiRebases>;

export const ApiRebaseWithFiles = ApiRebase.extend({ files: z.array(ApiFileChange) });
export type ApiRebaseWithFiles = z.infer<typeof ApiRebaseWithFiles>;

export const ApiPort = z.strictObject({
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  upstream: z.string().describe('owner/name'),
  fork: z.string().describe('owner/name'),
  layout: z.string(),
  goos: z.array(z.string()),
  goarch: z.array(z.string()),
  proposalUrl: z.string().nullable(),
  state: z.enum(['current', 'behind', 'abandoned', 'unmeasured']),
  verdict: z.string().describe('The state as a sentence, to stand after the port’s name.'),
  lines: z.array(
    z.strictObject({
      line: z.string(),
      state: z.enum(['kept', 'undecided', 'abandoned', 'ended']),
      newestRebase: z.string(),
      newestRelease: z.string(),
      verdict: z.string(),
    }),
  ),
  rebases: count,
  latest: z
    .strictObject({
      release: z.string(),
      releasedAt: moment.nullable(),
      publishedAt: moment.nullable(),
      lagDays: z.int().nullable(),
      source: z.enum(['measured', 'recorded']),
      patch: lineCount.nullable(),
      touch: lineCount.nullable(),
      unmeasuredReason: z.string().nullable(),
    })
    .nullable(),
  polledAt: moment.nullable(),
});
export type ApiPort = z.infer<typeof ApiPort>;

export const ApiPorts = z.array(ApiPort);
export type ApiPorts = z.infer<typeof ApiPorts>;

/** RFC 9457. `ports` or `nearest` name what there is instead. */
export const ApiProblem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  ports: z.array(z.string()).optional(),
  nearest: z.array(z.string()).optional(),
});
export type ApiProblem = z.infer<typeof ApiProblem>;
