// The messages of the commits that one commit has and another has not.
import type { CommitMessage } from '#lib/domain/release-fixes.ts';

import { runGit, type GitRepository } from './run-git.ts';
import { splitNul } from './split-nul.ts';

/** `git log --reverse --topo-order --no-merges from..to`: every commit after its parents. Throws GitError. */
export async function listCommitMessages(
  repository: GitRepository,
  from: string,
  to: string,
): Promise<readonly CommitMessage[]> {
  const { stdout } = await runGit(repository, {
    args: [
      'log',
      '--reverse',
      '--topo-order',
      '--no-merges',
      '--no-patch',
      '--no-notes',
      '--no-show-signature',
      '-z',
      '--format=tformat:%H%x00%ct%x00%B',
      '--end-of-options',
      `${from}..${to}`,
    ],
  });
  // "<sha>" NUL "1715040000" NUL "net: do this\n\nFixes #1\n" NUL; a message holds no NUL, git ends it there.
  const fields = splitNul(stdout).map((field) => field.toString('utf8'));
  const commits: CommitMessage[] = [];
  for (let index = 0; index + 3 <= fields.length; index += 3) {
    const [sha = '', seconds = '', message = ''] = fields.slice(index, index + 3);
    commits.push({ sha, committedAt: new Date(Number(seconds) * 1000), message });
  }
  return commits;
}
