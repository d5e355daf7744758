// What each commit of a patch series does, as far as `git range-diff` looks at it, in two digests.
import { createHash } from 'node:crypto';
import { runGit, type GitRepository } from './run-git.ts';

export interface CommitRange {
  readonly base: string;
  readonly head: string;
}

export interface SeriesCommit {
  readonly sha: string;
  /** Of author, message and diff: whatever range-diff tells apart has different ones. */
  readonly patch: string;
  /** Of the diff: what range-diff takes for the same has the same one. */
  readonly diff: string;
}

/** In range-diff's order. Throws GitError. */
export type PatchSeriesReader = (
  range: CommitRange,
  limits?: { readonly timeoutMs?: number; readonly signal?: AbortSignal },
) => Promise<readonly SeriesCommit[]>;

/** Each series is read once: it is the second of one step and the first of the next. */
export function createPatchSeriesReader(repository: GitRepository): PatchSeriesReader {
  const known = new Map<string, Promise<readonly SeriesCommit[]>>();
  return (range, limits = {}) => {
    const key = `${range.base}..${range.head}`;
    const reading = known.get(key) ?? readSeries(repository, key, limits);
    known.set(key, reading);
    reading.catch(() => known.delete(key));
    return reading;
  };
}

/** The options that range-diff gives to log (read_patches in git's range-diff.c), but for the signs of lines. */
const OPTIONS = ['--no-color', '-p', '--no-merges', '--reverse', '--date-order', '--decorate=no']
  .concat(['--no-prefix', '--submodule=short', '--no-abbrev-commit', '--pretty=medium'])
  .concat(['--no-notes', '--no-show-signature']);

async function readSeries(
  repository: GitRepository,
  range: string,
  limits: { readonly timeoutMs?: number; readonly signal?: AbortSignal },
): Promise<readonly SeriesCommit[]> {
  const { stdout } = await runGit(repository, {
    ...limits,
    args: ['log', ...OPTIONS, '--end-of-options', range],
  });
  return parseSeries(stdout.toString('latin1'));
}

/** Nothing of it is in what range-diff compares. */
const OUT_OF_BOTH = ['Date: ', 'index ', 'similarity index ', 'dissimilarity index '];
/** Of a new or deleted file range-diff looks at that alone. */
const OUT_OF_DIFF = ['new file mode ', 'deleted file mode '];

/**
 * A commit begins with "commit <sha>"; no other line does, since those of a message are indented and those of a file follow a
 * sign. Between the commit and "diff --git" stand its author and message; a hunk's "@@ -1,2 +3,4 @@ func" counts without its
 * numbers, which move with whatever upstream did before it.
 */
function parseSeries(text: string): readonly SeriesCommit[] {
  const commits: SeriesCommit[] = [];
  let current: { sha: string; head: string[]; diff: string[]; modes: string[] } | null = null;
  const finish = (): void => {
    if (!current) return;
    const { sha, head, diff, modes } = current;
    commits.push({ sha, patch: digest([...head, ...modes, ...diff]), diff: digest(diff) });
  };
  for (const line of text.split('\n')) {
    const begun = /^commit ([0-9a-f]{40,64})/.exec(line);
    if (begun) {
      finish();
      current = { sha: begun[1] ?? '', head: [], diff: [], modes: [] };
    } else if (current && !OUT_OF_BOTH.some((start) => line.startsWith(start))) {
      const isDiff = current.diff.length > 0 || line.startsWith('diff --git ');
      if (!isDiff) current.head.push(line);
      else if (OUT_OF_DIFF.some((start) => line.startsWith(start))) current.modes.push(line);
      else current.diff.push(line.replace(/^@@ .*? @@/, '@@'));
    }
  }
  finish();
  return commits;
}

function digest(lines: readonly string[]): string {
  // The log puts an empty line between two commits, and none after the last.
  const text = lines.join('\n').trimEnd();
  return createHash('sha256').update(text, 'latin1').digest('base64');
}
