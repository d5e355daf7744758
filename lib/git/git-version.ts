// Which git is here, and whether it can do what the product needs.
import { runGit } from './run-git.ts';

/** `merge-tree --write-tree` came with 2.38 (https://git-scm.com/docs/git-merge-tree). */
export const OLDEST_GIT = '2.38';

/** As `git version` prints it, without the words: "2.39.5". Throws GitError when git cannot be started. */
export async function readGitVersion(): Promise<string> {
  const { stdout } = await runGit(null, { args: ['version'], timeoutMs: 10_000 });
  return stdout
    .toString('utf8')
    .trim()
    .replace(/^git version /, '');
}

export function isGitNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_GIT.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
