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

interface RunLimits {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Each series is read once: it is the second of one step and the first of the next. A commit that makes the same blobs of the
 * same blobs as one that is known, with the same words, has its diff too, so of a port that carries its commits on from
 * release to release git compares few of them.
 */
export function createPatchSeriesReader(repository: GitRepository): PatchSeriesReader {
  const series = new Map<string, Promise<readonly SeriesCommit[]>>();
  const known = new Map<string, Digests>();
  return (range, limits = {}) => {
    const key = `${range.base}..${range.head}`;
    const reading = series.get(key) ?? readSeries(repository, known, key, limits);
    series.set(key, reading);
    reading.catch(() => series.delete(key));
    return reading;
  };
}

type Digests = Omit<SeriesCommit, 'sha'>;

/** The options that range-diff gives to log (read_patches in git's range-diff.c), but for `-p`, the walk and the signs of lines. */
const OPTIONS = [
  '--no-color',
  '--no-merges',
  '--decorate=no',
  '--no-prefix',
  '--submodule=short',
].concat(['--no-abbrev-commit', '--pretty=medium', '--no-notes', '--no-show-signature']);
const WALK = ['--reverse', '--date-order'];

/** More than these are asked for by their range. */
const MAX_NAMED = 500;

async function readSeries(
  repository: GitRepository,
  known: Map<string, Digests>,
  range: string,
  limits: RunLimits,
): Promise<readonly SeriesCommit[]> {
  const log = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await runGit(repository, { ...limits, args: ['log', ...OPTIONS, ...args] });
    return stdout.toString('latin1');
  };
  const blobsOf = splitCommits(
    await log(...WALK, '--raw', '--no-abbrev', '--end-of-options', range),
  );
  const commits = blobsOf.map(({ sha, lines }) => ({ sha, change: digest(withoutDate(lines)) }));
  const unknown = new Map(
    commits.filter(({ change }) => !known.has(change)).map(({ sha, change }) => [change, sha]),
  );
  if (unknown.size > 0) {
    const asked =
      unknown.size > MAX_NAMED
        ? [...WALK, '-p', '--end-of-options', range]
        : ['--no-walk=unsorted', '-p', '--end-of-options', ...unknown.values()];
    const changeOf = new Map(commits.map(({ sha, change }) => [sha, change]));
    for (const { sha, lines } of splitCommits(await log(...asked))) {
      const change = changeOf.get(sha);
      if (change !== undefined) known.set(change, digestPatch(lines));
    }
  }
  return commits.map(({ sha, change }) => {
    const digests = known.get(change);
    if (!digests) throw new Error(`git log printed no patch of ${sha}.`);
    return { sha, ...digests };
  });
}

interface CommitText {
  readonly sha: string;
  /** What follows its first line, up to the next commit. */
  readonly lines: readonly string[];
}

/** A commit begins with "commit <sha>"; no other line does, since those of a message are indented and those of a file follow a sign. */
function splitCommits(text: string): readonly CommitText[] {
  const commits: { sha: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const begun = /^commit ([0-9a-f]{40,64})/.exec(line);
    if (begun) commits.push({ sha: begun[1] ?? '', lines: [] });
    else commits.at(-1)?.lines.push(line);
  }
  return commits;
}

/** When a commit was made is the one thing that changes whenever it is carried on. */
function withoutDate(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !line.startsWith('Date: '));
}

/** Nothing of it is in what range-diff compares. */
const OUT_OF_BOTH = ['Date: ', 'index ', 'similarity index ', 'dissimilarity index '];
/** Of a new or deleted file range-diff looks at that alone. */
const OUT_OF_DIFF = ['new file mode ', 'deleted file mode '];

/**
 * Before "diff --git" stand its author and message; a hunk's "@@ -1,2 +3,4 @@ func" counts without its numbers, which move with
 * whatever upstream did before it.
 */
function digestPatch(lines: readonly string[]): Digests {
  const head: string[] = [];
  const modes: string[] = [];
  const diff: string[] = [];
  for (const line of lines) {
    if (OUT_OF_BOTH.some((start) => line.startsWith(start))) continue;
    if (diff.length === 0 && !line.startsWith('diff --git ')) head.push(line);
    else if (OUT_OF_DIFF.some((start) => line.startsWith(start))) modes.push(line);
    else diff.push(line.replace(/^@@ .*? @@/, '@@'));
  }
  return { patch: digest([...head, ...modes, ...diff]), diff: digest(diff) };
}

function digest(lines: readonly string[]): string {
  // The log puts an empty line between two commits, and none after the last.
  const text = lines.join('\n').trimEnd();
  return createHash('sha256').update(text, 'latin1').digest('base64');
}
