// A repository as the local GitHub shows it: chosen refs over somebody's object store, which is only ever read.
import { mkdir, mkdtemp, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createRefMatcher } from './ref-pattern.ts';
import { readRefs, type StoredRefs, type VisibleRef } from './read-refs.ts';
import { runRawGit } from './run-raw-git.ts';

export interface RefListing {
  /** Sorted by the bytes of their names. */
  readonly refs: readonly VisibleRef[];
  /** Full name of the branch that HEAD points to. */
  readonly head: string;
}

export interface ExposedRepository {
  /** The bare repository that git serves from; it borrows the objects and has its own refs. */
  readonly gitDir: string;
  /** Brings the refs up to date with the store and with what tests changed, and lists them. */
  refresh: () => Promise<RefListing>;
  /** Shows a ref at `sha`, whatever the store says; null hides it. */
  overrideRef: (name: string, sha: string | null) => void;
  /** Forgets every override. */
  followStore: () => void;
  /** Makes a second repository like this one that shows only refs matching `patterns`: a listing that lies. */
  writeLyingCopy: (patterns: readonly string[]) => Promise<string>;
}

/**
 * Exposes the repository at `storePath` under `workDir`. Throws an Error of one sentence when there is none.
 * A repository of its own with `objects/info/alternates` does what `transfer.hideRefs` cannot: any pattern,
 * refs that tests move, and a store that lacks a config file or must not be written to.
 */
export async function exposeRepository(
  storePath: string,
  patterns: readonly string[],
  workDir: string,
): Promise<ExposedRepository> {
  const storeDir = await findGitDir(storePath);
  const gitDir = await mkdtemp(path.join(workDir, 'repository-'));
  const overrides = new Map<string, string | null>();
  const isVisible = createRefMatcher(patterns);
  let written = '';

  await borrowObjects(gitDir, storeDir);

  function list(): RefListing {
    // A repository that shows nothing of its store need not be asked what is in it.
    const stored = patterns.length === 0 ? NOTHING_STORED : readRefs(storeDir);
    const shown = new Map<string, string>();
    for (const ref of stored.refs) {
      if (isVisible(ref.name)) shown.set(ref.name, ref.sha);
    }
    for (const [name, sha] of overrides) {
      if (sha === null) shown.delete(name);
      else shown.set(name, sha);
    }
    const refs = [...shown].map(([name, sha]) => ({ name, sha })).toSorted(byName);
    return { refs, head: stored.head ?? 'refs/heads/main' };
  }

  async function refresh(): Promise<RefListing> {
    const listing = list();
    const text = formatPackedRefs(listing.refs);
    if (`${listing.head}\n${text}` !== written) {
      await writeRefs(gitDir, listing.head, text);
      written = `${listing.head}\n${text}`;
    }
    return listing;
  }

  let last: Promise<unknown> = Promise.resolve();
  return {
    gitDir,
    refresh: async () => {
      // One at a time, and each begins after it was asked for: an answer never shows refs older than the question.
      const next = last.then(refresh, refresh);
      last = next;
      return await next;
    },
    overrideRef: (name, sha) => {
      overrides.set(Buffer.from(name).toString('latin1'), sha);
    },
    followStore: () => {
      overrides.clear();
    },
    writeLyingCopy: async (keptPatterns) => {
      const copyDir = await mkdtemp(path.join(workDir, 'lie-'));
      await borrowObjects(copyDir, storeDir);
      const listing = list();
      const isKept = createRefMatcher(keptPatterns);
      const kept = listing.refs.filter((ref) => isKept(ref.name));
      await writeRefs(copyDir, listing.head, formatPackedRefs(kept));
      return copyDir;
    },
  };
}

const NOTHING_STORED: StoredRefs = { refs: [], head: null };

function byName(left: VisibleRef, right: VisibleRef): number {
  if (left.name === right.name) return 0;
  return left.name < right.name ? -1 : 1;
}

async function findGitDir(storePath: string): Promise<string> {
  const found = await stat(storePath).catch(() => null);
  if (found === null) throw new Error(`There is no folder ${storePath}.`);
  const absolute = path.resolve(storePath);
  // Named outright, never discovered: a wrong folder inside some checkout must not expose that checkout.
  for (const gitDir of [absolute, path.join(absolute, '.git')]) {
    if (await isPlainGitDir(gitDir)) return gitDir;
    const result = await runRawGit([`--git-dir=${gitDir}`, 'rev-parse', '--git-common-dir']);
    if (result.exitCode === 0) return path.resolve(gitDir, result.stdout.toString().trimEnd());
  }
  throw new Error(`${storePath} is not a git repository.`);
}

/** Whether it has all that git looks for in one, and nothing of a worktree's; of any other git must judge. */
async function isPlainGitDir(gitDir: string): Promise<boolean> {
  const read = (name: string): Promise<string> =>
    readFile(path.join(gitDir, name), 'latin1').catch(() => '');
  const isFolder = (name: string): Promise<boolean> =>
    stat(path.join(gitDir, name)).then(
      (found) => found.isDirectory(),
      () => false,
    );
  const [head, config, common] = await Promise.all(['HEAD', 'config', 'commondir'].map(read));
  const folders = await Promise.all(['objects', 'refs'].map(isFolder));
  return (
    /^(?:ref: refs\/\S+|[0-9a-f]{40})\n?$/.test(head ?? '') &&
    /^\s*repositoryformatversion = 0$/m.test(config ?? '') &&
    common === '' &&
    folders.every(Boolean)
  );
}

async function borrowObjects(gitDir: string, storeDir: string): Promise<void> {
  await mkdir(path.join(gitDir, 'objects', 'info'), { recursive: true });
  await mkdir(path.join(gitDir, 'refs'));
  await writeFile(
    path.join(gitDir, 'config'),
    '[core]\n\trepositoryformatversion = 0\n\tbare = true\n',
  );
  // JSON's quoting of a path is C's, which is what git reads here.
  const objects = JSON.stringify(path.join(storeDir, 'objects'));
  await writeFile(path.join(gitDir, 'objects', 'info', 'alternates'), `${objects}\n`);
}

function formatPackedRefs(refs: readonly VisibleRef[]): string {
  return `# pack-refs with: sorted \n${refs.map((ref) => `${ref.sha} ${ref.name}\n`).join('')}`;
}

/** Replaces both files by renaming, so that a git that is reading sees the old or the new, never half. */
async function writeRefs(gitDir: string, head: string, packedRefs: string): Promise<void> {
  for (const [name, text] of [
    ['HEAD', `ref: ${head}\n`],
    ['packed-refs', packedRefs],
  ] as const) {
    await writeFile(path.join(gitDir, `${name}.new`), text, 'latin1');
    await rename(path.join(gitDir, `${name}.new`), path.join(gitDir, name));
  }
}
