// Real bare repositories from a readable recipe: the same recipe gives the same shas on every machine, and nothing
// outside a temporary root is ever touched. It runs raw git, or writes what git would, and shares no code with lib/git, which it helps to test.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  formatFastImport,
  type CommitToImport,
  type Files,
  type Person,
} from './fast-import-stream.ts';
import { looseFile, readIfThere, readLooseObject, writeLooseObject } from './loose-objects.ts';
import { writeCommits } from './write-commits.ts';
import { rawGitEnvironment } from '#lib/testing/local-github/run-raw-git.ts';

export interface CommitRecipe {
  /** "master" or a full ref; `refs/heads/master` if not given. Null: no ref shall point to it. */
  readonly on?: string | null;
  /** Changes against the first parent. */
  readonly files?: Files;
  /** Any revisions; the tip of `on` if not given. An empty list makes a root. */
  readonly parents?: readonly string[];
  readonly message?: string | Buffer;
  readonly author?: Person;
  /** Seconds since 1970; the clock's if not given, which then ticks. */
  readonly authorDate?: number;
  readonly commitDate?: number;
  /** True: `files` is the whole tree, not changes. */
  readonly replaceTree?: boolean;
}

export interface TagRecipe {
  readonly message?: string;
  /** Null: a tag object without tagger, as old histories have. */
  readonly tagger?: Person | null;
  /** Seconds since 1970; the clock's if not given, which then ticks. */
  readonly date?: number;
}

export interface TestRepo {
  readonly gitDir: string;
  /** Returns the commit's sha. */
  readonly commit: (recipe: CommitRecipe) => string;
  /** Many commits in one go; the default parent of each is the one before it on its ref. */
  readonly commits: (recipes: readonly CommitRecipe[]) => readonly string[];
  /** A branch or any other full ref, made or moved; a short name is a branch. */
  readonly setRef: (ref: string | Buffer, target: string) => void;
  /** A short name is a branch. */
  readonly deleteRef: (ref: string | Buffer) => void;
  readonly setHead: (ref: string) => void;
  /** A lightweight tag, made or moved. */
  readonly tag: (name: string, target: string) => void;
  /** An annotated tag, made or moved; returns the sha of the tag object. `target` may be any object. */
  readonly annotatedTag: (name: string, target: string, recipe?: TagRecipe) => string;
  /** The sha of any revision, e.g. "master:src/a.go". Throws when there is none. */
  readonly shaOf: (revision: string) => string;
  /** Stores a blob that nothing need name; returns its sha. */
  readonly blob: (content: string | Buffer) => string;
  /** Deletes a loose object's file, so that it is missing as in a partial clone. Throws when it is not loose. */
  readonly removeObject: (sha: string) => void;
  /** Raw git in this repository; throws with git's complaint unless it exits 0. */
  readonly git: (args: readonly string[], input?: string | Buffer) => Buffer;
}

const CLOCK_START = Date.UTC(2020, 0, 1) / 1000;
const TICK_SECONDS = 60;
const IDENTITY: Person = { name: 'Ada Test', email: 'ada@example.org' };
const ROOT_PREFIX = 'tidemark-test-';

/** A folder of its own for one test file's repositories. */
export function createTestRoot(): { readonly path: string; readonly remove: () => void } {
  const root = mkdtempSync(path.join(realpathSync(tmpdir()), ROOT_PREFIX));
  return {
    path: root,
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Makes an empty bare repository under `root`, which must be one that `createTestRoot` made. */
export function createTestRepo(root: string, folder = 'repository.git'): TestRepo {
  const gitDir = placeUnder(root, folder);
  let seconds = CLOCK_START;
  const tick = (): number => (seconds += TICK_SECONDS);

  const git: TestRepo['git'] = (args, input = '') => runGit(gitDir, args, input);
  const shaOf: TestRepo['shaOf'] = (revision) =>
    readLooseRef(gitDir, revision) ??
    git(['rev-parse', '--verify', '--end-of-options', revision]).toString().trim();
  const setRef: TestRepo['setRef'] = (ref, target) => {
    if (typeof ref === 'string' && writeLooseRef(gitDir, fullRef(ref), target)) return;
    git(['update-ref', '--stdin', '-z'], updateLine('update', ref, `${target}\0\0`));
  };
  const deleteRef: TestRepo['deleteRef'] = (ref) => {
    if (typeof ref === 'string' && deleteLooseRef(gitDir, fullRef(ref))) return;
    git(['update-ref', '--stdin', '-z'], updateLine('delete', ref, '\0'));
  };

  const commits: TestRepo['commits'] = (recipes) => {
    const started = new Set<string>();
    const toImport = recipes.map((recipe, index) => {
      const ref = recipe.on === null ? SCRATCH_REF : fullRef(recipe.on ?? 'master');
      const isFirst = !started.has(ref);
      started.add(ref);
      const clock = tick();
      return {
        ref,
        mark: index + 1,
        parents: recipe.parents?.map(shaOf) ?? (isFirst ? tipOf(ref) : null),
        files: recipe.files ?? {},
        replaceTree: recipe.replaceTree ?? false,
        message: recipe.message ?? `Commit ${index + 1}\n`,
        author: recipe.author ?? IDENTITY,
        authorDate: recipe.authorDate ?? clock,
        committer: IDENTITY,
        commitDate: recipe.commitDate ?? clock,
      };
    });
    const written = recipes.length > MOST_LOOSE_COMMITS ? null : writeCommits(gitDir, toImport);
    if (written === null) return importCommits(toImport);
    const tips = new Map(toImport.map(({ ref }, index) => [ref, written[index] ?? '']));
    for (const [ref, sha] of tips) if (ref !== SCRATCH_REF) setRef(ref, sha);
    return written;
  };
  const importCommits = (toImport: readonly CommitToImport[]): readonly string[] => {
    const unpackLimit = toImport.length > MOST_LOOSE_COMMITS ? 1 : 1_000_000;
    const options = ['-c', `fastimport.unpackLimit=${unpackLimit}`, ...FAST_IMPORT];
    const stream = [...toImport.map(formatFastImport), Buffer.from('done\n')];
    const output = git(options, Buffer.concat(stream));
    if (toImport.some(({ ref }) => ref === SCRATCH_REF)) deleteRef(SCRATCH_REF);
    return output.toString().trimEnd().split('\n');
  };
  const tipOf = (ref: string): readonly string[] => {
    if (ref === SCRATCH_REF) return [];
    const found = readLooseRef(gitDir, ref) ?? readPackedRef(ref);
    return found === '' ? [] : [found];
  };

  const readPackedRef = (ref: string): string =>
    existsSync(path.join(gitDir, 'packed-refs'))
      ? git(['for-each-ref', '--format=%(objectname)', ref]).toString().trim()
      : '';

  writeEmptyRepository(gitDir);
  return {
    gitDir,
    git,
    shaOf,
    setRef,
    deleteRef,
    commits,
    commit: (recipe) => {
      const [sha] = commits([recipe]);
      if (sha === undefined) throw new Error('git fast-import named no commit.');
      return sha;
    },
    setHead: (ref) => {
      git(['symbolic-ref', 'HEAD', fullRef(ref)]);
    },
    tag: (name, target) => {
      setRef(`refs/tags/${name}`, target);
    },
    annotatedTag: (name, target, recipe = {}) => {
      const object = shaOf(target);
      const type =
        readLooseObject(gitDir, object)?.type ?? git(['cat-file', '-t', object]).toString().trim();
      const { tagger = IDENTITY, message = `Tag ${name}`, date = tick() } = recipe;
      const by = tagger === null ? '' : `tagger ${tagger.name} <${tagger.email}> ${date} +0000\n`;
      const text = `object ${object}\ntype ${type}\ntag ${name}\n${by}\n${message}\n`;
      const sha = writeLooseObject(gitDir, 'tag', text);
      setRef(`refs/tags/${name}`, sha);
      return sha;
    },
    blob: (content) => writeLooseObject(gitDir, 'blob', content),
    removeObject: (sha) => {
      unlinkSync(looseFile(gitDir, sha));
    },
  };
}

const SCRATCH_REF = 'refs/test-scratch/commit';
/** Objects stay loose, so that single ones can be removed; of a long series they are packed, which takes a fraction of the time. */
const MOST_LOOSE_COMMITS = 1000;
const FAST_IMPORT = ['fast-import', '--quiet', '--force', '--done', '--date-format=raw'];

function placeUnder(root: string, name: string): string {
  const realRoot = realpathSync(root);
  const isOurs =
    path.dirname(realRoot) === realpathSync(tmpdir()) &&
    path.basename(realRoot).startsWith(ROOT_PREFIX);
  const place = path.resolve(realRoot, name);
  if (!isOurs || !place.startsWith(realRoot + path.sep)) {
    throw new Error(`${path.join(root, name)} is not under a folder that createTestRoot made.`);
  }
  return place;
}

function fullRef(ref: string): string {
  return ref.startsWith('refs/') ? ref : `refs/heads/${ref}`;
}

/** What `git init --bare` makes of an empty template; each start of git takes longer than all that it does here. */
function writeEmptyRepository(gitDir: string): void {
  for (const folder of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags']) {
    mkdirSync(path.join(gitDir, folder), { recursive: true });
  }
  writeFileSync(path.join(gitDir, 'HEAD'), 'ref: refs/heads/master\n');
  const config = '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n';
  writeFileSync(path.join(gitDir, 'config'), config);
}

/** What a revision stands for that is a sha or a loose ref; of any other git is to be asked. */
function readLooseRef(gitDir: string, revision: string): string | null {
  if (SHA.test(revision)) return revision;
  // Git looks for a tag first.
  const isTag = existsSync(path.join(gitDir, 'refs', 'tags', revision));
  if (isTag || !/^\w[\w./-]*$/.test(revision) || revision.includes('..')) return null;
  const content =
    readIfThere(path.join(gitDir, fullRef(revision)))
      ?.toString()
      .trim() ?? '';
  return SHA.test(content) ? content : null;
}

const SHA = /^[0-9a-f]{40}$/;

/** True when it is done: only what can be nothing but a plain ref to a loose object; of any other git must judge. */
function writeLooseRef(gitDir: string, ref: string, target: string): boolean {
  const sha = readLooseRef(gitDir, target);
  if (sha === null || !isPlainRef(ref) || existsSync(path.join(gitDir, 'packed-refs')))
    return false;
  const type = readLooseObject(gitDir, sha)?.type;
  if (type === undefined || (type !== 'commit' && ref.startsWith('refs/heads/'))) return false;
  const file = path.join(gitDir, ref);
  // It may name another ref, which is then the one to move.
  if (!SHA.test(readIfThere(file)?.toString().trim() ?? sha)) return false;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    // By renaming, as git does it: whoever reads meanwhile sees the old or the new.
    writeFileSync(`${file}.lock`, `${sha}\n`, { flag: 'wx' });
  } catch {
    return false;
  }
  try {
    renameSync(`${file}.lock`, file);
    return true;
  } catch {
    unlinkSync(`${file}.lock`);
    return false;
  }
}

/** True when it is done; of all but a plain loose ref git must judge. */
function deleteLooseRef(gitDir: string, ref: string): boolean {
  const file = path.join(gitDir, ref);
  const isLoose = SHA.test(readIfThere(file)?.toString().trim() ?? '');
  const isLocked = existsSync(`${file}.lock`);
  if (!isPlainRef(ref) || !isLoose || isLocked || existsSync(path.join(gitDir, 'packed-refs')))
    return false;
  unlinkSync(file);
  removeEmptyFolders(path.dirname(file), path.join(gitDir, 'refs', ref.split('/')[1] ?? ''));
  return true;
}

function removeEmptyFolders(folder: string, upTo: string): void {
  if (folder === upTo || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmptyFolders(path.dirname(folder), upTo);
}

function isPlainRef(ref: string): boolean {
  const isLock = ref.endsWith('.lock') || ref.includes('.lock/');
  return /^refs\/(?:heads|tags)(?:\/\w[\w-]*(?:\.[\w-]+)*)+$/.test(ref) && !isLock;
}

/** One command of `git update-ref --stdin -z`; a ref's name may be any bytes. */
function updateLine(command: 'update' | 'delete', ref: string | Buffer, rest: string): Buffer {
  const name = typeof ref === 'string' ? Buffer.from(fullRef(ref)) : ref;
  return Buffer.concat([Buffer.from(`${command} `), name, Buffer.from(`\0${rest}`)]);
}

function runGit(gitDir: string, args: readonly string[], input: string | Buffer): Buffer {
  const ran = spawnSync('git', [`--git-dir=${gitDir}`, ...args], {
    cwd: gitDir,
    input,
    // What a test makes need not outlive a power cut.
    env: rawGitEnvironment([
      ['safe.directory', '*'],
      ['core.fsync', 'none'],
    ]),
    maxBuffer: 1 << 30,
  });
  if (ran.error !== undefined) throw ran.error;
  if (ran.status !== 0) {
    throw new Error(`git ${args.join(' ')} ended with ${ran.status}: ${ran.stderr.toString()}`);
  }
  return ran.stdout;
}
