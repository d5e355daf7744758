// Counts what people changed beyond what the machine could do, path by path, by /method#hand-work.
import { classifySubsystem, type SubsystemRule } from '#lib/domain/subsystem.ts';
import { churnOf } from '#lib/domain/sum-transition.ts';
import type { HandWorkPath } from '#lib/domain/transition.ts';
import {
  countLines,
  countTreeLines,
  isSubmodule,
  type PairLines,
  type VersionPair,
} from '#lib/git/count-lines.ts';
import { listVersions } from '#lib/git/list-versions.ts';
import { withFileMerger, type FileMerger, type MergeVersions } from '#lib/git/merge-files.ts';
import type { ConflictStages, FileVersion, MergeConflict } from '#lib/git/merge-tree-answer.ts';
import type { ObjectReader } from '#lib/git/object-reader.ts';
import type { RehearsedMerge } from '#lib/git/rehearse-merge.ts';
import type { GitRepository } from '#lib/git/run-git.ts';
import { unmeasuredLines } from './unmeasured-lines.ts';

export interface HandWorkQuestion {
  readonly merge: RehearsedMerge;
  /** Reads the repository, up to MAX_FILE_BYTES of an object. */
  readonly objects: Pick<ObjectReader, 'read'>;
  /** Commit of the port as people made it. */
  readonly head: string;
  /** Paths that upstream changed between the two bases, renames not followed. */
  readonly upstreamChanged: ReadonlySet<string>;
  readonly subsystemRules: readonly SubsystemRule[];
}

/** Only paths with lines, or with a reason why they were not counted. `scratch` must still hold the merge's objects. Throws GitError. */
export async function measureHandWork(
  scratch: GitRepository,
  question: HandWorkQuestion,
): Promise<HandWorkPath[]> {
  const paths = [
    ...(await measureConflicted(scratch, question)),
    ...(await measureClean(scratch, question)),
  ];
  return paths
    .filter((path) => churnOf(path) > 0 || path.unmeasuredReason !== null)
    .toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

async function measureClean(
  scratch: GitRepository,
  { merge, head, upstreamChanged, subsystemRules }: HandWorkQuestion,
): Promise<HandWorkPath[]> {
  const inConflict = new Set(
    merge.conflicts.flatMap(({ path, pathsInTree }) => [path, ...pathsInTree]),
  );
  const lines = await countTreeLines(scratch, merge.tree, head);
  return [...lines]
    .filter(([path]) => !inConflict.has(path))
    .map(([path, counted]) => ({
      path,
      subsystem: classifySubsystem(path, subsystemRules),
      isInConflict: false,
      isAdaptation: upstreamChanged.has(path),
      ...lineChange(counted),
    }));
}

async function measureConflicted(
  scratch: GitRepository,
  { merge, objects, head, subsystemRules }: HandWorkQuestion,
): Promise<HandWorkPath[]> {
  if (merge.conflicts.length === 0) return [];
  const paths = merge.conflicts.map(({ path }) => path);
  const headVersions = await listVersions(scratch, head, paths);
  const resolutions = await withFileMerger({ repository: scratch, objects }, (merger) =>
    resolve(merger, merge.conflicts),
  );
  const pairs: VersionPair[] = [];
  const pairsOf = merge.conflicts.map(({ path }, index) => {
    const to = headVersions.get(path) ?? null;
    return (resolutions[index] ?? []).map((from) => pairs.push({ from, to }) - 1);
  });
  const lines = await countLines(scratch, pairs);
  return merge.conflicts.map(({ path }, index) => ({
    path,
    subsystem: classifySubsystem(path, subsystemRules),
    isInConflict: true,
    isAdaptation: true,
    ...lineChange(nearest((pairsOf[index] ?? []).map((pair) => lines[pair]))),
  }));
}

/**
 * What the machine would have made of each path by taking one side wherever there is a conflict: for a path that one side has
 * not, to keep it and to delete it. A side without lines to merge is taken whole; as binary it counts 0 all the same.
 */
async function resolve(
  merger: FileMerger,
  conflicts: readonly MergeConflict[],
): Promise<readonly (readonly (FileVersion | null)[])[]> {
  const mergeable = conflicts.map(({ stages }) => mergeVersions(stages));
  const resolutions = await merger.resolve(mergeable.filter((versions) => versions !== null));
  let next = 0;
  return conflicts.map(({ stages: { ours, theirs } }, index) => {
    if (!ours || !theirs) return [ours ?? theirs, null];
    const resolution = mergeable[index] ? resolutions[next++] : null;
    if (resolution?.kind !== 'resolved') return [ours, theirs];
    return [
      { mode: ours.mode, oid: resolution.ours },
      { mode: theirs.mode, oid: resolution.theirs },
    ];
  });
}

function mergeVersions({ base, ours, theirs }: ConflictStages): MergeVersions | null {
  if (!ours || !theirs || isSubmodule(ours) || isSubmodule(theirs)) return null;
  return { base: base?.oid ?? null, ours: ours.oid, theirs: theirs.oid };
}

/** The smaller distance; unknown as soon as one is. */
function nearest(distances: readonly (PairLines | undefined)[]): PairLines | undefined {
  const [first, second] = distances;
  if (first?.kind !== 'counted' || second?.kind !== 'counted') {
    return first?.kind === 'missing' ? first : (second ?? first);
  }
  return churnOf(second) < churnOf(first) ? second : first;
}

function lineChange(
  lines: PairLines | undefined,
): Pick<HandWorkPath, 'insertions' | 'deletions' | 'unmeasuredReason'> {
  if (!lines) throw new Error('Each path has its lines.');
  if (lines.kind === 'missing') return unmeasuredLines(lines.oid);
  const { insertions, deletions } = lines;
  return { insertions, deletions, unmeasuredReason: null };
}
