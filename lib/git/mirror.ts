// The one bare repository that holds upstream and all forks, and what must be put right after a crash.
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit, type GitRepository } from './run-git.ts';

export interface Mirror {
  /** Fetches go here: it holds the refs, and knows that its remotes may have left blobs out. */
  readonly store: GitRepository;
  /**
   * The same objects without remotes or refs. Here a blob that was left out is simply missing, while in a partial clone git
   * 2.39 asks the remote for it, and dies when it may not, even where it was only asked whether the blob is there.
   */
  readonly reader: GitRepository;
}

/** Makes the mirror if there is none. Throws GitError. */
export async function openMirror(folder: string): Promise<Mirror> {
  const store: GitRepository = { gitDir: join(folder, 'store.git') };
  const reader: GitRepository = {
    gitDir: join(folder, 'reader.git'),
    objectDir: join(store.gitDir, 'objects'),
  };
  for (const { gitDir } of [store, reader]) {
    await mkdir(gitDir, { recursive: true });
    await runGit(null, {
      // An empty template: no sample hooks, no description.
      args: ['init', '--bare', '--quiet', '--template=', '--initial-branch=none', '--', gitDir],
    });
  }
  return { store, reader };
}

const LEFTOVER = /\.lock$|^tmp_(pack|obj|idx|rev)_|^\.tmp-|^gc\.pid$/;

/**
 * Removes what a killed git leaves behind: locks that would block the next fetch, and half-received packs.
 * Call it only while no git writes to the mirror (the worker holds its lock): returns the files removed, relative to it.
 */
export async function removeLeftovers({ store: { gitDir } }: Mirror): Promise<string[]> {
  const entries = await readdir(gitDir, { recursive: true, withFileTypes: true });
  const leftovers = entries.filter((entry) => entry.isFile() && LEFTOVER.test(entry.name));
  const paths = leftovers.map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(paths.map((path) => rm(path, { force: true })));
  return paths.map((path) => path.slice(gitDir.length + 1));
}

/** Bytes of the mirror's packs and loose objects on disk. */
export async function mirrorBytes({ store: { gitDir } }: Mirror): Promise<number> {
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

/** True when nothing was ever fetched into it. */
export async function isEmptyMirror({ store }: Mirror): Promise<boolean> {
  const { stdout } = await runGit(store, { args: ['for-each-ref', '--count=1'] });
  return stdout.length === 0;
}
