// The paths in which two trees differ, with both versions; reads trees only, so no blob can be missing.
import type { FileVersion } from './merge-tree-answer.ts';
import { pathText } from './path-text.ts';
import { parseRawEntries, type RawEntry } from './raw-entry.ts';
import { rememberLast } from './remember-last.ts';
import { runGit, type GitRepository } from './run-git.ts';

export interface ChangedPath {
  readonly path: string;
  /** Null: the path is not in that tree. */
  readonly from: FileVersion | null;
  readonly to: FileVersion | null;
}

/** `git diff --no-renames --name-only from to`, in git's order. Throws GitError. */
export async function listChangedPaths(
  repository: GitRepository,
  from: string,
  to: string,
): Promise<readonly ChangedPath[]> {
  const { stdout } = await runGit(repository, {
    args: ['diff-tree', '-r', '--raw', '-z', '--no-renames', '--end-of-options', from, to],
  });
  return parseRawEntries(stdout).map(changedPath);
}

/** As `listChangedPaths`, of one repository. */
export type ChangesReader = (from: string, to: string) => Promise<readonly ChangedPath[]>;

/** Two rehearsals are asked about at a time. */
const REMEMBERED = 2;

export function createChangesReader(repository: GitRepository): ChangesReader {
  return rememberLast(REMEMBERED, (from, to) => listChangedPaths(repository, from, to));
}

/** Of a rename or copy `from` is the version at the old path. */
export function changedPath({ pathBytes, modes, oids }: RawEntry): ChangedPath {
  return {
    path: pathText(pathBytes),
    from: versionOf(modes[0], oids[0]),
    to: versionOf(modes[1], oids[1]),
  };
}

/** A side that is not there has the mode 000000. */
export function versionOf(mode: string, oid: string): FileVersion | null {
  return mode === '000000' ? null : { mode, oid };
}
