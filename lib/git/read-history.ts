// Which commits changed which paths between two commits, in one reading of the history.
import { changedPath } from './list-changed-paths.ts';
import type { FileVersion } from './merge-tree-answer.ts';
import { parseRawHeader, rawEntry } from './raw-entry.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { splitNul } from './split-nul.ts';

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

/** Several questions are asked about one pair of commits in a row; more than that is not kept in memory. */
const REMEMBERED = 2;

export function createHistoryReader(repository: GitRepository): HistoryReader {
  const remembered = new Map<string, Promise<PathHistory>>();
  return {
    read: (from, to) => {
      const range = `${from}..${to}`;
      const known = remembered.get(range);
      if (known) return known;
      const history = readHistory(repository, range);
      remembered.set(range, history);
      history.catch(() => remembered.delete(range));
      const [oldest] = remembered.keys();
      if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
      return history;
    },
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
  // "<sha>" NUL, then LF and ":<modes> <oids> M" NUL "src/a.go" NUL for each path; a commit without changes has none.
  const history = new Map<string, PathChange[]>();
  const fields = splitNul(stdout);
  let sha = '';
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index] ?? Buffer.alloc(0);
    const header = field[0] === 0x0a ? field.subarray(1) : field;
    if (header[0] !== 0x3a) {
      sha = header.toString('latin1');
      continue;
    }
    index += 1;
    const entry = rawEntry(parseRawHeader(header), fields.slice(index, index + 1));
    const { path, to: version } = changedPath(entry);
    const changes = history.get(path) ?? [];
    changes.push({ sha, version });
    history.set(path, changes);
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
