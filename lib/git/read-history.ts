// Which commits changed which paths between two commits, in one reading of the history.
import { versionOf } from './list-changed-paths.ts';
import type { FileVersion } from './merge-tree-answer.ts';
import { pathText } from './path-text.ts';
import { rememberLast } from './remember-last.ts';
import { runGit, type GitRepository } from './run-git.ts';

export interface PathChange {
  readonly sha: string;
  /** Null: the commit deleted it. */
  readonly version: FileVersion | null;
}

/** By path, the commits that changed it, in the order of the log. */
export type PathHistory = ReadonlyMap<string, readonly PathChange[]>;

export interface HistoryReader {
  /**
   * `git log --reverse --no-merges --no-renames --name-only from..to`, with what each commit made of each path. The log is
   * not asked about paths, so git leaves no commit out because the same change came from elsewhere. Throws GitError.
   */
  readonly read: (from: string, to: string) => Promise<PathHistory>;
}

/** Two rehearsals are asked about at a time. */
const REMEMBERED = 2;

export function createHistoryReader(repository: GitRepository): HistoryReader {
  return {
    read: rememberLast(REMEMBERED, (from, to) => readHistory(repository, `${from}..${to}`)),
  };
}

async function readHistory(repository: GitRepository, range: string): Promise<PathHistory> {
  const { stdout } = await runGit(repository, {
    args: [
      'log',
      '--reverse',
      '--no-merges',
      '--no-renames',
      '--raw',
      '--no-abbrev',
      '--no-notes',
      '--no-show-signature',
      '-z',
      '--format=%H',
      '--end-of-options',
      range,
    ],
  });
  // "<sha>" NUL, then LF and ":<modes> <oids> M" NUL "src/a.go" NUL for each path; a commit without changes has none. There are
  // hundreds of thousands of them, so they are cut out of one string, and each path is decoded once.
  const history = new Map<string, PathChange[]>();
  const changesOf = new Map<string, PathChange[]>();
  const fields = stdout.toString('latin1').split('\0');
  let sha = '';
  for (let index = 0; index < fields.length - 1; index += 1) {
    const field = fields[index] ?? '';
    const header = field.startsWith('\n') ? field.slice(1) : field;
    if (!header.startsWith(':')) {
      sha = header;
      continue;
    }
    index += 1;
    const bytes = fields[index];
    if (bytes === undefined) throw new Error('git ended in the middle of a list of changes.');
    let changes = changesOf.get(bytes);
    if (!changes) {
      const path = pathText(Buffer.from(bytes, 'latin1'));
      changes = history.get(path) ?? [];
      changesOf.set(bytes, changes);
      history.set(path, changes);
    }
    const [, newMode = '', , newOid = ''] = header.split(' ');
    changes.push({ sha, version: versionOf(newMode, newOid) });
  }
  return history;
}

/** `git rev-list --count --no-merges --full-history from..to -- <paths>`: a commit that changed two of them counts once. */
export function countCommitsTouching(history: PathHistory, pathspecs: ReadonlySet<string>): number {
  const shas = new Set<string>();
  for (const [path, changes] of history) {
    if (matchesPathspec(path, pathspecs)) for (const { sha } of changes) shas.add(sha);
  }
  return shas.size;
}

/** As git matches a literal pathspec: the path itself, and all below it where it is (or has become) a folder. */
export function matchesPathspec(path: string, pathspecs: ReadonlySet<string>): boolean {
  if (pathspecs.has(path)) return true;
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (pathspecs.has(path.slice(0, end))) return true;
  }
  return false;
}
