// Finds the changed files that cannot be diffed because the repository lacks a version of them.
import { findMissingObjects } from './find-missing-objects.ts';
import { changedPath } from './list-changed-paths.ts';
import type { FileVersion } from './merge-tree-answer.ts';
import { pathText } from './path-text.ts';
import { parseRawEntries, type RawEntry } from './raw-entry.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { statusLetter, type TreeChange } from './tree-diff-reader.ts';

export interface UnreadableChange {
  /** R only for a file that moved unchanged; that is seen without reading it. */
  readonly status: TreeChange['status'];
  readonly path: string;
  readonly pathBytes: Buffer;
  readonly previousPath: string | null;
  readonly previousBytes: Buffer | null;
  /** Null: not there. */
  readonly from: FileVersion | null;
  readonly to: FileVersion | null;
  readonly missingOid: string;
}

export interface ChangesAtAGlance {
  readonly unreadable: readonly UnreadableChange[];
  /** Paths of all changes, old and new. */
  readonly paths: readonly Buffer[];
}

/** Needs trees only; asks for each changed blob whether it is there. Throws GitError. */
export async function findUnreadable(
  repository: GitRepository,
  base: string,
  head: string,
): Promise<ChangesAtAGlance> {
  const { stdout } = await runGit(repository, {
    // Renames at 100 % are told by object name alone, and are the ones that -M finds first.
    args: ['diff-tree', '-r', '--raw', '-z', '-M100%', '-l0', '--end-of-options', base, head],
  });
  const entries = parseRawEntries(stdout);
  const wanted = entries.flatMap((entry) => blobsOf(entry));
  const missing = await findMissingObjects(repository, [...new Set(wanted)]);
  const unreadable = entries.flatMap((entry) => {
    const missingOid = blobsOf(entry).find((oid) => missing.has(oid));
    return missingOid === undefined ? [] : [unreadableChange(entry, missingOid)];
  });
  const paths = entries.flatMap(({ pathBytes, previousBytes }) =>
    previousBytes ? [previousBytes, pathBytes] : [pathBytes],
  );
  return { unreadable, paths };
}

function unreadableChange(entry: RawEntry, missingOid: string): UnreadableChange {
  const { status, pathBytes, previousBytes } = entry;
  const { from, to } = changedPath(entry);
  return {
    status: statusLetter(status),
    path: pathText(pathBytes),
    pathBytes,
    previousPath: previousBytes && pathText(previousBytes),
    previousBytes,
    from,
    to,
    missingOid,
  };
}

/** A submodule's commit is not among the repository's objects, and no diff reads it. */
function blobsOf({ modes, oids }: RawEntry): string[] {
  return oids.filter((oid, index) => /[1-9a-f]/.test(oid) && modes[index] !== '160000');
}
