// The shapes of the public JSON API, version 1: what route handlers answer, what tests check, what OpenAPI is made from.
import { z } from 'zod';

import { ALERT_KINDS, SEVERITIES } from './alert.ts';
import { CONFLICT_TYPES } from './conflict-type.ts';
import { FILE_KINDS } from './file-kind.ts';
import { incidentFacts } from './incident-facts.ts';
import { INCIDENT_STATES } from './incident-view.ts';
import { SUBSYSTEMS } from './subsystem.ts';
import { REHEARSAL_OUTCOMES } from './transition-view.ts';

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

const failedLook = z
  .string()
  .nullable()
  .describe(
    'Why nothing is known of the port’s fork or of its upstream: the first look at it failed. With when it is tried again, where that is known; /status has the rest. Null: none failed so.',
  );

export const ApiConflict = z.strictObject({
  path: z.string().describe('Not valid UTF-8: as git quotes it.'),
  type: z.enum(CONFLICT_TYPES.map(({ id }) => id)),
  subsystem,
  hunks: count.nullable().describe('Regions between conflict markers; null where git leaves none.'),
  culprit: z
    .strictObject({
      sha: z.string(),
      date: moment.describe('When it landed upstream: the committer date.'),
      subject: z.string().nullable().describe('Null in a recording; so is author.'),
      cl: z.string().nullable().describe('Address of its review.'),
      author: z.string().nullable(),
    })
    .nullable()
    .describe('The upstream commit that first made the path conflict.'),
  culpritReason: z.string().nullable().describe('Why culprit is null.'),
  monotonic: z
    .boolean()
    .nullable()
    .describe('False: an earlier commit conflicted too, and a later one took that away again.'),
  confirmed: z
    .boolean()
    .nullable()
    .describe(
      'Whether whole rehearsals, at the culprit and at its parent, agree. Null: not compared yet.',
    ),
  candidates: count.nullable().describe('Upstream commits that name the path.'),
  daysBeforeRelease: z
    .int()
    .nullable()
    .describe('Whole days from the culprit landing to the release; null for tip.'),
});
export type ApiConflict = z.infer<typeof ApiConflict>;

/** An error has null for its numbers, and a reason. */
export const ApiTransition = z.strictObject({
  from: z.string().describe('Release of the rebase before.'),
  outcome: z.enum(REHEARSAL_OUTCOMES),
  conflictedFiles: count.nullable(),
  handWork: z
    .strictObject({
      conflicted: count.describe('Lines in paths in conflict.'),
      clean: count.describe('Lines in paths that merged cleanly.'),
      adaptation: count.describe('Lines in paths in conflict or changed by upstream.'),
      own: count.describe('The other lines.'),
      files: count.describe('Paths with lines.'),
    })
    .nullable()
    .describe('Insertions and deletions together.'),
  subsystems: z
    .array(
      z.strictObject({
        subsystem,
        conflictedFiles: count,
        adaptation: count,
        own: count,
        pressure: count.describe('Lines of upstream, insertions and deletions together.'),
      }),
    )
    .nullable()
    .describe('Only subsystems with anything in them.'),
  flow: z
    .strictObject({ same: count, changed: count, dropped: count, new: count })
    .nullable()
    .describe('Commits of the two patch series, as git range-diff pairs them.'),
  pressure: lineCount
    .extend({ commits: count })
    .nullable()
    .describe('Upstream’s changes between the two bases in the files of the touch surface.'),
  reason: z.string().nullable().describe('Why the numbers are null.'),
  flowReason: z.string().nullable().describe('Why flow is null.'),
});
export type ApiTransition = z.infer<typeof ApiTransition>;

/** With what only the rebase's own address answers. */
export const ApiTransitionWithConflicts = ApiTransition.extend({
  conflicts: z.array(ApiConflict).nullable().describe('In git’s order. Null: not measured.'),
  paths: z
    .array(
      z.strictObject({
        path: z.string(),
        subsystem,
        insertions: count.nullable(),
        deletions: count.nullable(),
        inConflict: z.boolean(),
        adaptation: z.boolean().describe('In conflict, or changed by upstream. Else own work.'),
        unmeasuredReason: z.string().nullable(),
      }),
    )
    .nullable()
    .describe('Hand work by path. Null: not measured.'),
});
export type ApiTransitionWithConflicts = z.infer<typeof ApiTransitionWithConflicts>;

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
  transition: ApiTransition.nullable().describe(
    'What the step from the rebase before cost. Null: there is none before, or it is not measured yet.',
  ),
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

export const ApiRebases = z.strictObject({
  port: z.string(),
  rebases: z.array(ApiRebase).describe('Those that are known.'),
  failedLook,
});
export type ApiRebases = z.infer<typeof ApiRebases>;

export const ApiRebaseWithFiles = ApiRebase.extend({
  files: z.array(ApiFileChange),
  transition: ApiTransitionWithConflicts.nullable(),
});
export type ApiRebaseWithFiles = z.infer<typeof ApiRebaseWithFiles>;

/** A rehearsal onto something of upstream that the port has not followed. */
export const ApiForecastTarget = z.strictObject({
  target: z.string().describe('A release as upstream spells its tag, or "tip".'),
  sha: z.string(),
  kind: z.enum(['beta', 'rc', 'first', 'patch', 'tip']),
  date: moment.nullable().describe('Commit date of sha.'),
  from: z.string().describe('Release of the rebase that was rehearsed.'),
  outcome: z.enum(REHEARSAL_OUTCOMES),
  reason: z.string().nullable().describe('Why it is an error.'),
  conflictedFiles: count.nullable(),
  patchFiles: count.nullable().describe('Files of the patch that was rehearsed.'),
  conflicts: z.array(ApiConflict).nullable().describe('Null: an error.'),
  silent: z
    .array(z.strictObject({ path: z.string(), rule: z.string() }))
    .nullable()
    .describe('Paths that merge cleanly and may still need work. Null: not looked for.'),
  rehearsedAt: moment,
});

/** Newest rebase first; within it tip, then the newest release. */
export const ApiForecast = z.strictObject({
  port: z.string(),
  targets: z.array(ApiForecastTarget),
  failedLook,
});
export type ApiForecast = z.infer<typeof ApiForecast>;

const backtestTotal = z.strictObject({
  lines: count.describe('Lines of releases that are scored.'),
  actual: count,
  hit: count,
  false: count.nullable().describe('Null: not measured.'),
  medianLeadDays: z.int().nullable(),
});

/** What each past pre-release would have foretold, against what the real rebase onto the first release met. */
export const ApiBacktest = z.strictObject({
  port: z.string(),
  dating: z
    .enum(['base', 'publication'])
    .describe('When a rebase counts as there: with its base, or when the fork published it.'),
  forecasts: z.array(
    z.strictObject({
      release: z.string().describe('The first release.'),
      preRelease: z.string(),
      from: z.string().describe('Release of the rebase that was rehearsed.'),
      leadDays: z.int().describe('From the pre-release to the first release.'),
      predicted: count.nullable().describe('Null, and so for all that follow: see reason.'),
      actual: count.nullable(),
      hit: count.nullable(),
      missed: z.array(z.string()).nullable(),
      false: z.array(z.string()).nullable(),
      reason: z.string().nullable(),
    }),
  ),
  totals: z.strictObject({
    firstPreRelease: backtestTotal,
    rc1: backtestTotal,
    culpritLanded: backtestTotal.describe('As if tip had been rehearsed on every day.'),
  }),
  silent: z
    .strictObject({ hit: count, missed: count, false: count })
    .nullable()
    .describe('Score of the silent risks. Null: not measured.'),
});
export type ApiBacktest = z.infer<typeof ApiBacktest>;

export const ApiIncident = z.strictObject({
  id: z.string(),
  url: z.string().describe('Its page.'),
  kind: z.enum(ALERT_KINDS.map(({ id }) => id)),
  port: z.string().nullable().describe('Slug.'),
  line: z.string().nullable().describe('The port’s line.'),
  upstreamLine: z.string().nullable(),
  state: z.enum(INCIDENT_STATES),
  severity: z.enum(SEVERITIES),
  verdict: z.string().describe('One line: how things are, or, when it is over, how they were.'),
  openedAt: moment.describe('When it opened, or was opened again.'),
  resolvedAt: moment.nullable().describe('Null: it is open.'),
  resolvedReason: z.string().nullable(),
  occurrence: count.describe('How many times it was open.'),
  flapping: z.boolean().describe('It comes and goes too often to tell of each time.'),
  staleSince: moment.nullable().describe('No look at it has had a result since then.'),
  silent: z.boolean().describe('It was so before anybody asked: its opening alerted nobody.'),
  acknowledgedAt: moment.nullable(),
  snoozedUntil: moment.nullable(),
  updatedAt: moment,
  subsystems: z.array(subsystem).describe('Of all conflicts that it ever had.'),
  facts: incidentFacts.describe('As of the newest look; its lists are empty when it is over.'),
});
export type ApiIncident = z.infer<typeof ApiIncident>;

/** Open ones first, worst and oldest first among them; then past ones, the newest first. */
export const ApiAlerts = z.strictObject({
  open: count
    .nullable()
    .describe(
      'Incidents that are open and fit the filters, listed or not. Null: alerts have looked at none of the ports yet.',
    ),
  past: count.nullable().describe('Those that are over. Null: as for open.'),
  notWatched: z
    .array(z.string())
    .describe(
      'Slugs of the ports asked for that alerts have not looked at yet: what is wrong with them is not known. They do once its repositories have been fetched.',
    ),
  incidents: z.array(ApiIncident).describe('At most 500.'),
});
export type ApiAlerts = z.infer<typeof ApiAlerts>;

/** A line of releases of which the port has a rebase, and what its users are exposed to. */
export const ApiLine = z.strictObject({
  line: z.string(),
  state: z.enum(['kept', 'undecided', 'abandoned', 'ended']),
  newestRebase: z.string(),
  newestRelease: z.string(),
  verdict: z.string().describe('The state as a sentence, to stand after the line.'),
  lagDays: z.int().nullable().describe('Of the newest rebase.'),
  notFollowed: z
    .array(z.strictObject({ release: z.string(), releasedAt: moment.nullable() }))
    .describe('Releases after the newest rebase, oldest first.'),
  daysNotFollowed: count.nullable().describe('Since the first of them.'),
  cves: z
    .array(
      z.strictObject({
        id: z.string(),
        since: moment
          .nullable()
          .describe('When the first release that fixes it, of those not followed, came out.'),
        release: z.string().describe('The last of those not followed that fixes it.'),
        releasedAt: moment.nullable(),
        sha: z.string().describe('The first commit of that release that names it.'),
      }),
    )
    .describe('Fixed by releases not followed, as their commits’ messages say; longest first.'),
  exposedSince: moment.nullable().describe('Null: to none of them, or not known.'),
  notLookedFor: z
    .array(z.string())
    .describe('Releases not followed of which nobody has looked what they fix.'),
  end: z
    .strictObject({
      at: moment.nullable(),
      laterCves: count
        .nullable()
        .describe('CVEs that newer lines fixed since; whether they apply, nobody has measured.'),
    })
    .nullable()
    .describe('Null: upstream supports the line.'),
  exposure: z.string().describe('All of this as a sentence, to stand after the line.'),
});
export type ApiLine = z.infer<typeof ApiLine>;

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
  lines: z.array(ApiLine),
  rebases: count.nullable().describe('Null: the branches of the fork have never been listed.'),
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
  next: ApiForecastTarget.pick({
    target: true,
    sha: true,
    kind: true,
    date: true,
    from: true,
    outcome: true,
    conflictedFiles: true,
    rehearsedAt: true,
  })
    .nullable()
    .describe(
      'Of the targets of its forecast, ahead of its newest rebase, the first in conflict, or the first. Null: nothing ahead has been rehearsed.',
    ),
  polledAt: moment.nullable(),
  failedLook,
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
