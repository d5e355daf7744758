// The one bare repository that holds upstream and all forks, and what must be put right after a crash.
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit, type GitRepository } from './run-git.ts';

/** Makes the mirror if there is none. Throws GitError. */
export async function openMirror(gitDir: string): Promise<GitRepository> {
  await mkdir(gitDir, { recursive: true });
  const repository: GitRepository = { gitDir };
  await runGit(null, {
    // An empty template: no sample hooks, no description.
    args: ['init', '--bare', '--quiet', '--template=', '--initial-branch=none', '--', gitDir],
  });
  return repository;
}

const LEFTOVER = /\.lock$|^tmp_(pack|obj|idx|rev)_|^\.tmp-|^gc\.pid$/;

/**
 * Removes what a killed git leaves behind: locks that would block the next fetch, and half-received packs.
 * Call it only while no git writes to the mirror (the worker holds its lock): returns the files removed, relative to it.
 */
export async function removeLeftovers({ gitDir }: GitRepository): Promise<string[]> {
  const entries = await readdir(gitDir, { recursive: true, withFileTypes: true });
  const leftovers = entries.filter((entry) => entry.isFile() && LEFTOVER.test(entry.name));
  const paths = leftovers.map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(paths.map((path) => rm(path, { force: true })));
  return paths.map((path) => path.slice(gitDir.length + 1));
}

/** Bytes of the mirror's packs and loose objects on disk. */
export async function mirrorBytes({ gitDir }: GitRepository): Promise<number> {
  const entries = await readdir(join(gitDir, 'objects'), { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
