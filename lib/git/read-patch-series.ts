// What each commit of a patch series does, as far as `git range-diff` looks at it, in two digests.
import { createHash } from 'node:crypto';
import { versionOf } from './list-changed-paths.ts';
import type { FileVersion } from './merge-tree-answer.ts';
import { readVersionHunks } from './read-version-hunks.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { withTemporaryObjects } from './temporary-objects.ts';

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
  limits?: RunLimits,
) => Promise<readonly SeriesCommit[]>;

interface RunLimits {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Each series is read once: it is the second of one step and the first of the next. What git would print between two blobs is
 * asked once too, so of a port that carries its commits on from release to release it compares only the files that upstream
 * changed meanwhile.
 */
export function createPatchSeriesReader(repository: GitRepository): PatchSeriesReader {
  const series = new Map<string, Promise<readonly SeriesCommit[]>>();
  const hunks = new Map<string, string>();
  return (range, limits = {}) => {
    const key = `${range.base}..${range.head}`;
    const reading = series.get(key) ?? readSeries(repository, hunks, key, limits);
    series.set(key, reading);
    reading.catch(() => series.delete(key));
    return reading;
  };
}

/** What range-diff gives to log (read_patches in git's range-diff.c), but for `-p` and its prefixes and signs of lines. */
const OPTIONS = ['--reverse', '--date-order', '--no-color', '--no-merges', '--decorate=no'].concat([
  '--no-abbrev-commit',
  '--pretty=medium',
  '--no-notes',
  '--no-show-signature',
]);

/** `hunks` holds the digest of what git prints between two versions, by the versions. */
async function readSeries(
  repository: GitRepository,
  hunks: Map<string, string>,
  range: string,
  limits: RunLimits,
): Promise<readonly SeriesCommit[]> {
  const { stdout } = await runGit(repository, {
    ...limits,
    args: ['log', ...OPTIONS, '--raw', '--no-abbrev', '--end-of-options', range],
  });
  const commits = splitCommits(stdout.toString('latin1'));
  const unknown = new Map(
    commits
      .flatMap(({ changes }) => changes)
      .filter(({ versions }) => !hunks.has(versions))
      .map(({ versions, from, to }) => [versions, { from, to }]),
  );
  if (unknown.size > 0) {
    const read = await withTemporaryObjects(repository, (scratch) =>
      readVersionHunks(scratch, [...unknown.values()], limits),
    );
    for (const [index, versions] of [...unknown.keys()].entries()) {
      const lines = read[index];
      if (lines) hunks.set(versions, digest(lines));
    }
  }
  return commits.map(({ sha, words, changes }) => {
    const diff = changes.flatMap(({ inDiff, versions }) => {
      const known = hunks.get(versions);
      if (known === undefined) throw new Error(`git printed no patch of ${sha}.`);
      return [inDiff, known];
    });
    const modes = changes.map(({ from, to }) => `${from?.mode ?? ''} ${to?.mode ?? ''}`);
    return { sha, patch: digest([...words, ...modes, ...diff]), diff: digest(diff) };
  });
}

interface SeriesChange {
  /** Modes and names of both sides. */
  readonly versions: string;
  readonly from: FileVersion | null;
  readonly to: FileVersion | null;
  /** What range-diff says of the file above its hunks. */
  readonly inDiff: string;
}

interface CommitText {
  readonly sha: string;
  /** Author and message. When a commit was made is left out: it changes whenever the commit is carried on. */
  readonly words: readonly string[];
  readonly changes: readonly SeriesChange[];
}

/** A commit begins with "commit <sha>" and a change with a colon; no other line does, since those of a message are indented. */
function splitCommits(text: string): readonly CommitText[] {
  const commits: { sha: string; words: string[]; changes: SeriesChange[] }[] = [];
  for (const line of text.split('\n')) {
    const begun = /^commit ([0-9a-f]{40,64})/.exec(line);
    if (begun) commits.push({ sha: begun[1] ?? '', words: [], changes: [] });
    else if (line.startsWith(':')) commits.at(-1)?.changes.push(readChange(line));
    // Empty lines part the message from the changes and one commit from the next; in a message they are indented too.
    else if (line !== '' && !line.startsWith('Date: ')) commits.at(-1)?.words.push(line);
  }
  return commits;
}

/** ":100644 100644 <oid> <oid> M TAB src/a.go", or with R and a similarity two paths. The paths may be quoted. */
function readChange(line: string): SeriesChange {
  const [header = '', path = '', renamedTo] = line.split('\t');
  const [oldMode = '', newMode = '', oldOid = '', newOid = '', status = ''] = header
    .slice(1)
    .split(' ');
  const [from, to] = [versionOf(oldMode, oldOid), versionOf(newMode, newOid)];
  return { versions: header.slice(0, -status.length), from, to, inDiff: describe() };

  /** As in read_patches, where a change of type is a deletion and a creation. */
  function describe(): string {
    if (!from) return `${path} (new)`;
    if (!to) return `${path} (deleted)`;
    if (status === 'T') return `${path} (deleted) (new)`;
    const name = renamedTo === undefined ? path : `${path} => ${renamedTo}`;
    return oldMode === newMode ? name : `${name} (mode change ${oldMode} => ${newMode})`;
  }
}

function digest(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n'), 'latin1').digest('base64');
}
