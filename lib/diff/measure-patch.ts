// Turns (base, head) into a measurement: same input, same answer, whoever asks and however often.
import { classifyFileKind } from '#lib/domain/file-kind.ts';
import type { CopiedFrom, FileChange, FileStatus, Measurement } from '#lib/domain/measurement.ts';
import type { PortPlatforms } from '#lib/domain/platform.ts';
import { classifySubsystem, type SubsystemRule } from '#lib/domain/subsystem.ts';
import { countCommits } from '#lib/git/count-commits.ts';
import { diffTrees } from '#lib/git/diff-trees.ts';
import type { UnreadableChange } from '#lib/git/find-unreadable.ts';
import type { ObjectReader } from '#lib/git/object-reader.ts';
import type { GitRepository } from '#lib/git/run-git.ts';
import type { TreeChange } from '#lib/git/tree-diff-reader.ts';
import type { CopyOrigins, ReleaseTree } from './copy-origins.ts';
import { sumFileChanges } from '#lib/domain/sum-file-changes.ts';

export interface PatchQuestion {
  readonly base: ReleaseTree;
  /** Commit of the fork. */
  readonly head: string;
  readonly previousLine: ReleaseTree | null;
  readonly platforms: PortPlatforms;
  readonly subsystemRules: readonly SubsystemRule[];
}

/** What a measurement needs beside the question; shared by all rebases of a line, so that nothing is read twice. */
export interface Instruments {
  readonly repository: GitRepository;
  readonly objects: ObjectReader;
  readonly copyOrigins: CopyOrigins;
}

/**
 * Patch, subsystems, kinds and copies of one rebase (/method#patch). Deterministic for one version of git and METHOD_VERSION.
 * A file whose blob the mirror lacks is in the result with null lines and the reason. Throws GitError.
 */
export async function measurePatch(
  instruments: Instruments,
  question: PatchQuestion,
): Promise<Measurement> {
  const { repository, copyOrigins } = instruments;
  const { base, head, previousLine } = question;
  const [diff, commitCount] = await Promise.all([
    diffTrees(repository, base.sha, head),
    countCommits(repository, base.sha, head),
  ]);
  const unreadablePaths = diff.unreadable.flatMap(({ pathBytes, previousBytes }) =>
    previousBytes ? [previousBytes, pathBytes] : [pathBytes],
  );
  const origins = await copyOrigins.find({
    base,
    head,
    previousLine,
    changes: diff.changes,
    unreadablePaths,
  });
  const placed = diff.unreadable.map((change) => ({
    pathBytes: change.pathBytes,
    file: unmeasuredFile(change, question),
  }));
  // In portions: the texts of a huge patch must not be in memory all at once.
  for (let start = 0; start < diff.changes.length; start += FILES_AT_ONCE) {
    const portion = diff.changes.slice(start, start + FILES_AT_ONCE).map(async (change) => {
      const source = await readSource(instruments.objects, change);
      const copiedFrom = origins.get(change.path) ?? null;
      return {
        pathBytes: change.pathBytes,
        file: fileChange(change, question, { source, copiedFrom }),
      };
    });
    placed.push(...(await Promise.all(portion)));
  }
  // git orders by the bytes of the (new) path; left-out files are put back in their place.
  placed.sort((one, other) => Buffer.compare(one.pathBytes, other.pathBytes));
  const files = placed.map(({ file }) => file);
  return { ...commitCount, ...sumFileChanges(files), files };
}

const FILES_AT_ONCE = 50;

const STATUSES: Record<TreeChange['status'], FileStatus> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  T: 'modified',
};

function fileChange(
  change: TreeChange,
  question: PatchQuestion,
  found: { readonly source: string | null; readonly copiedFrom: CopiedFrom | null },
): FileChange {
  return {
    ...identify(change, question, found.source),
    previousPath: change.previousPath,
    insertions: change.lines?.insertions ?? 0,
    deletions: change.lines?.deletions ?? 0,
    binary: change.lines === null,
    unmeasuredReason: null,
    copiedFrom: found.copiedFrom,
  };
}

function unmeasuredFile(change: UnreadableChange, question: PatchQuestion): FileChange {
  return {
    ...identify({ ...change, changedLines: null }, question, null),
    previousPath: change.previousPath,
    insertions: null,
    deletions: null,
    binary: false,
    unmeasuredReason: `The mirror does not hold blob ${change.missingOid}, so its lines cannot be counted.`,
    copiedFrom: null,
  };
}

function identify(
  change: Pick<TreeChange, 'status' | 'path' | 'changedLines'>,
  { platforms, subsystemRules }: PatchQuestion,
  source: string | null,
): Pick<FileChange, 'path' | 'status' | 'subsystem' | 'kind'> {
  const { path, changedLines } = change;
  const status = STATUSES[change.status];
  const isTypeChange = change.status === 'T';
  return {
    path,
    status,
    subsystem: classifySubsystem(path, subsystemRules),
    kind: classifyFileKind(
      status === 'added'
        ? { status, path, source, port: platforms }
        : { status, path, isTypeChange, changedLines },
    ),
  };
}

/** Text of an added file; symlinks, submodules and binary files have none. */
async function readSource(
  objects: ObjectReader,
  { status, newMode, newOid, lines }: TreeChange,
): Promise<string | null> {
  if (status !== 'A' || !newMode.startsWith('100') || lines === null) return null;
  const object = await objects.read(newOid);
  // Constraints and markers are ASCII; latin1 keeps every other byte harmless.
  return object ? object.content.toString('latin1') : null;
}
