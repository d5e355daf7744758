// How many commits a head has that its base has not, and whether it stands on its base.
import { runGit, type GitRepository } from './run-git.ts';

export interface CommitCount {
  /** `git rev-list --count base..head`. */
  readonly commits: number;
  /** False when base is not an ancestor of head. */
  readonly isDescendant: boolean;
}

/** Throws GitError. */
export async function countCommits(
  repository: GitRepository,
  base: string,
  head: string,
): Promise<CommitCount> {
  const { stdout } = await runGit(repository, {
    args: ['rev-list', '--left-right', '--count', '--end-of-options', `${base}...${head}`],
  });
  // "<only in base> TAB <only in head>"
  const [behind = '', ahead = ''] = stdout.toString('latin1').trim().split('\t');
  return { commits: Number(ahead), isDescendant: Number(behind) === 0 };
}
