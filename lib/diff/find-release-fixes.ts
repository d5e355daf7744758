// Finds which CVEs the releases of a line fix, in the messages of the commits between one release and the next.
import { decideReleaseFixes, type FixingCommit } from '#lib/domain/release-fixes.ts';
import { listCommitMessages } from '#lib/git/list-commit-messages.ts';
import type { GitRepository } from '#lib/git/run-git.ts';
import pLimit from 'p-limit';

/** As many as there are cores on a small machine. */
const AT_ONCE = 2;

/**
 * By name of the release. `releases`: all of one line that upstream has, in release order, betas and candidates among them;
 * one reading of the history for each but the first. Throws GitError.
 */
export async function findReleaseFixes(
  repository: GitRepository,
  releases: readonly { readonly name: string; readonly sha: string }[],
): Promise<ReadonlyMap<string, readonly FixingCommit[]>> {
  const limit = pLimit(AT_ONCE);
  const read = await Promise.all(
    releases.map(({ name, sha }, index) =>
      limit(async () => {
        const before = releases[index - 1];
        const commits =
          before === undefined ? [] : await listCommitMessages(repository, before.sha, sha);
        return { name, commits };
      }),
    ),
  );
  return decideReleaseFixes(read);
}
