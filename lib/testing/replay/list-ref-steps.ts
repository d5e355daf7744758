// When each tag and branch of an upstream and its fork came to be seen, out of one repository that holds both.
import { parseGoRelease } from '#lib/domain/go-release.ts';
import { matchReleaseRef } from '#lib/domain/release-ref-pattern.ts';

import { runRawGit } from '#lib/testing/local-github/run-raw-git.ts';

/** From then on a repository shows the ref at `sha`. */
export interface RefStep {
  readonly at: Date;
  readonly side: 'upstream' | 'fork';
  readonly ref: string;
  /** The tag object of an annotated tag. */
  readonly sha: string;
}

interface DatedRef {
  readonly ref: string;
  readonly sha: string;
  readonly commit: string;
  /** Tagger's date, else the commit's. */
  readonly at: Date;
  readonly committedAt: Date;
}

/**
 * In order of time. Upstream's tags come with their commits; the fork's with their tags, the branch at the tag's commit; the
 * branch moves on to where it is now with the commit that is there now. A branch without a tag comes with its commit.
 * Nothing is known of where a branch was in between. Upstream's branches are never shown.
 */
export async function listRefSteps(
  repository: string,
  patterns: { readonly branchPattern: string; readonly tagPattern: string },
): Promise<readonly RefStep[]> {
  const refs = await listRefs(repository);
  const upstream = refs
    .filter(({ ref }) => parseGoRelease(ref.replace(/^refs\/tags\//, '')) !== null)
    .map(({ ref, sha, committedAt }) => ({ at: committedAt, side: 'upstream' as const, ref, sha }));
  const tags = findFork(refs, 'refs/tags/', patterns.tagPattern);
  const branches = findFork(refs, 'refs/heads/', patterns.branchPattern);
  const fork = [...branches].flatMap(([release, branch]) =>
    stepsOfBranch(branch, tags.get(release) ?? null),
  );
  return [...upstream, ...fork].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function stepsOfBranch(branch: DatedRef, tag: DatedRef | null): readonly RefStep[] {
  const side = 'fork' as const;
  const head = { at: branch.committedAt, side, ref: branch.ref, sha: branch.sha };
  if (tag === null) return [head];
  const { at } = tag;
  const tagged = { at, side, ref: tag.ref, sha: tag.sha };
  return branch.committedAt <= at
    ? [{ ...head, at }, tagged]
    : [{ ...head, at, sha: tag.commit }, tagged, head];
}

function findFork(
  refs: readonly DatedRef[],
  folder: string,
  pattern: string,
): ReadonlyMap<string, DatedRef> {
  return new Map(
    refs.flatMap((ref) => {
      if (!ref.ref.startsWith(folder)) return [];
      const release = matchReleaseRef(pattern, ref.ref.slice(folder.length));
      return release === null ? [] : [[release.name, ref] as const];
    }),
  );
}

/**
 * A line of for-each-ref; of a lightweight tag and a branch the second and fourth field are empty:
 * refs/tags/go1.26.0 <tag> <commit> 1770751660 1770751660
 */
async function listRefs(repository: string): Promise<readonly DatedRef[]> {
  const fields =
    '%(refname) %(objectname) %(*objectname) %(creatordate:unix) %(committerdate:unix)%(*committerdate:unix)';
  const listed = await runRawGit([
    `--git-dir=${repository}`,
    'for-each-ref',
    `--format=${fields}`,
    'refs/heads',
    'refs/tags',
  ]);
  if (listed.exitCode !== 0)
    throw new Error(`There are no refs in ${repository}: ${listed.stderr}`);
  return listed.stdout
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [ref = '', sha = '', peeled = '', createdAt, committedAt] = line.split(' ');
      return {
        ref,
        sha,
        commit: peeled === '' ? sha : peeled,
        at: new Date(Number(createdAt) * 1000),
        committedAt: new Date(Number(committedAt) * 1000),
      };
    });
}
