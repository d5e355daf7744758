// Finds, for each path of a rehearsal that conflicts, the upstream commit that first made it conflict: /method#culprit.
import type { Culprit } from '#lib/domain/culprit.ts';
import { describeCommits, type CommitDescription } from '#lib/git/describe-commits.ts';
import { listVersions } from '#lib/git/list-versions.ts';
import {
  withFileMerger,
  type FileMergeEnding,
  type FileMerger,
  type MergeVersions,
} from '#lib/git/merge-files.ts';
import type { FileVersion } from '#lib/git/merge-tree-answer.ts';
import type { PathChange } from '#lib/git/read-history.ts';
import type { RunLimits } from '#lib/git/rehearse-merge.ts';
import { findByRehearsal } from './find-by-rehearsal.ts';
import type { RehearsalInstruments } from './rehearsal-instruments.ts';
import type { RebaseCommits } from './rehearse.ts';

export interface CulpritQuestion {
  readonly from: RebaseCommits;
  /** Upstream's commit that the rebase was rehearsed onto. */
  readonly target: string;
  /** The paths in conflict. */
  readonly paths: readonly string[];
  readonly limits?: RunLimits;
}

/** One answer for each path, in their order. Deterministic for one version of git. Throws GitError. */
export async function findCulprits(
  instruments: RehearsalInstruments,
  question: CulpritQuestion,
): Promise<readonly Culprit[]> {
  if (question.paths.length === 0) return [];
  const traces = await tracePaths(instruments, question);
  const unexplained = traces.flatMap(({ path, sha, missingOid }) =>
    sha === null && missingOid === null ? [path] : [],
  );
  const rehearsed = await findByRehearsal(instruments, {
    ...question,
    paths: unexplained,
  });
  const shas = [...traces.map(({ sha }) => sha), ...rehearsed.values()];
  const commits = await describeCommits(
    instruments.repository,
    shas.filter((sha) => sha !== null),
  );
  return traces.map((trace) => describeCulprit(trace, rehearsed.get(trace.path) ?? null, commits));
}

/** What the commits that name a path say by themselves. */
interface Trace {
  readonly path: string;
  readonly candidates: number;
  readonly sha: string | null;
  readonly isMonotonic: boolean;
  /** A version that would be needed to tell, and that the mirror lacks. */
  readonly missingOid: string | null;
}

async function tracePaths(
  { repository, objects, history }: RehearsalInstruments,
  { from, target, paths }: CulpritQuestion,
): Promise<readonly Trace[]> {
  const changes = await history.read(from.base, target);
  const baseVersions = await listVersions(repository, from.base, paths);
  const headVersions = await listVersions(repository, from.head, paths);
  const evidence = paths.map((path) => ({
    path,
    candidates: changes.get(path) ?? [],
    base: baseVersions.get(path) ?? null,
    head: headVersions.get(path) ?? null,
  }));
  const verdicts = await withFileMerger({ repository, objects }, (merger) =>
    judge(merger, evidence),
  );
  return evidence.map((path, index) => tracePath(path, verdicts[index] ?? []));
}

interface PathEvidence {
  readonly path: string;
  readonly candidates: readonly PathChange[];
  readonly base: FileVersion | null;
  readonly head: FileVersion | null;
}

function tracePath(
  { path, candidates }: PathEvidence,
  verdicts: readonly FileMergeEnding[],
): Trace {
  const missing = verdicts.find((verdict) => verdict.kind === 'missing');
  const isConflict = verdicts.map(({ kind }) => kind === 'conflict');
  // First of the unbroken run of conflicting candidates that reaches the target.
  const start = isConflict.lastIndexOf(false) + 1;
  return {
    path,
    candidates: candidates.length,
    sha: missing ? null : (candidates[start]?.sha ?? null),
    isMonotonic: !isConflict.slice(0, start).includes(true),
    missingOid: missing?.oid ?? null,
  };
}

/**
 * Of each path, whether each candidate conflicts: where one of the sides has no such file, and as `git merge-file` says. All
 * are asked for together.
 */
async function judge(
  merger: FileMerger,
  evidence: readonly PathEvidence[],
): Promise<readonly (readonly FileMergeEnding[])[]> {
  const mergeOf = ({ base, head }: PathEvidence, { version }: PathChange): MergeVersions | null =>
    head && version && { base: base?.oid ?? null, ours: version.oid, theirs: head.oid };
  const merges = evidence.map((path) =>
    path.candidates.map((candidate) => mergeOf(path, candidate)),
  );
  const asked = merges.flat().filter((merge) => merge !== null);
  const endings = await merger.merge(asked);
  const endingOf = new Map(asked.map((merge, index) => [merge, endings[index]]));
  return merges.map((path) =>
    path.map((merge) => {
      if (!merge) return { kind: 'conflict' };
      const ending = endingOf.get(merge);
      if (!ending) throw new Error('Each version has its ending.');
      return ending;
    }),
  );
}

function describeCulprit(
  { path, candidates, sha, isMonotonic, missingOid }: Trace,
  rehearsedSha: string | null,
  commits: ReadonlyMap<string, CommitDescription>,
): Culprit {
  const found = sha ?? rehearsedSha;
  const commit = found === null ? undefined : commits.get(found);
  if (!commit) {
    const unmeasuredReason =
      missingOid === null
        ? 'No single commit of upstream made this path conflict.'
        : `The mirror does not hold blob ${missingOid}, a version of this path.`;
    return { path, commit: null, unmeasuredReason, candidates, foundBy: null, isMonotonic };
  }
  return {
    path,
    commit: {
      sha: commit.sha,
      author: commit.author,
      landedAt: commit.committedAt,
      subject: commit.subject,
      cl: commit.reviewUrl,
    },
    unmeasuredReason: null,
    candidates,
    foundBy: sha === null ? 'rehearsal' : 'path',
    isMonotonic,
  };
}
