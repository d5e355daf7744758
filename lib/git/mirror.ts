// The one bare repository that holds upstream and all forks, and what must be put right after a crash.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { hasCode } from '#lib/domain/has-code.ts';

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

/**
 * Makes the mirror if there is none, or what a killed git left of it whole. Call it only while no git writes to the mirror.
 * Throws GitError, or the file system's error.
 */
export async function openMirror(folder: string): Promise<Mirror> {
  const { store, reader } = locateMirror(folder);
  for (const { gitDir } of [store, reader]) {
    await mkdir(gitDir, { recursive: true });
    // It writes these even where they are; a lock that a killed git left would make it fail for good.
    await Promise.all(INIT_LOCKS.map((name) => rm(join(gitDir, name), { force: true })));
    await runGit(null, {
      // An empty template: no sample hooks, no description.
      args: ['init', '--bare', '--quiet', '--template=', '--initial-branch=none', '--', gitDir],
    });
  }
  return { store, reader };
}

/** Where the mirror is, for whoever only reads it; it may not be there yet. */
export function locateMirror(folder: string): Mirror {
  const store: GitRepository = { gitDir: join(folder, 'store.git') };
  const objectDir = join(store.gitDir, 'objects');
  return { store, reader: { gitDir: join(folder, 'reader.git'), objectDir } };
}

const INIT_LOCKS = ['config.lock', 'HEAD.lock'];

// A branch may be called tmp_pack_x, so half-written files are looked for among the objects only. None may end in ".lock"
// (https://git-scm.com/docs/git-check-ref-format).
const LEFTOVER = /\.lock$|^objects\/(?:.*\/)?(?:tmp_|\.tmp-)[^/]*$|^gc\.pid$/;

/**
 * Removes what a killed git leaves behind: locks that would block the next fetch, and half-received packs.
 * Call it only while no git writes to the mirror (the worker holds its lock): returns the files removed, relative to it.
 */
export async function removeLeftovers({ store: { gitDir } }: Mirror): Promise<string[]> {
  const entries = await readdir(gitDir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(gitDir, join(entry.parentPath, entry.name)))
    .filter((path) => LEFTOVER.test(path));
  await Promise.all(paths.map((path) => rm(join(gitDir, path), { force: true })));
  return paths;
}

/** Whether as much was ever fetched into the mirror of that folder as git keeps in a pack; it may not be there yet. */
export async function holdsPacks(folder: string): Promise<boolean> {
  try {
    const { gitDir } = locateMirror(folder).store;
    const names = await readdir(join(gitDir, 'objects', 'pack'));
    return names.some((name) => name.endsWith('.pack'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** True when nothing was ever fetched into it. */
export async function isEmptyMirror({ store }: Mirror): Promise<boolean> {
  const { stdout } = await runGit(store, { args: ['for-each-ref', '--count=1'] });
  return stdout.length === 0;
}
