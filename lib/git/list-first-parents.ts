// The commits of a branch one after another, without what was merged into it.
import { runGit, type GitRepository } from './run-git.ts';

export interface LineOfCommits {
  /** Oldest first. */
  readonly commits: readonly { readonly sha: string; readonly parents: readonly string[] }[];
  /** First parent of the oldest; null where it is a root, or there is none. */
  readonly parent: string | null;
}

/** `git rev-list --first-parent --reverse from..to`. Throws GitError. */
export async function listFirstParents(
  repository: GitRepository,
  from: string,
  to: string,
): Promise<LineOfCommits> {
  const { stdout } = await runGit(repository, {
    args: [
      'rev-list',
      '--first-parent',
      '--reverse',
      '--parents',
      '--end-of-options',
      `${from}..${to}`,
    ],
  });
  // "<sha> <parent> <parent>"
  const lines = stdout.toString('latin1').split('\n').filter(Boolean);
  const commits = lines.map((line) => {
    const [sha = '', ...parents] = line.split(' ');
    return { sha, parents };
  });
  return { commits, parent: commits[0]?.parents[0] ?? null };
}
