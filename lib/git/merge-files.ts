// Merges three versions of one file as `git merge-file` does, each question asked of git once.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { GitError } from './git-error.ts';
import { withGitShells } from './git-shells.ts';
import { CONFLICT_MARKER, mergeManyFiles, type FileVersions } from './merge-many-files.ts';
import { readObjects, type GitObject, type ObjectReader } from './object-reader.ts';
import { runGit, runGitForEach, type GitRepository } from './run-git.ts';
import { canTakeSides, TAKE_SIDES_OPTIONS, takeSides } from './take-sides.ts';
import { withTemporaryObjects } from './temporary-objects.ts';

/** Object names of blobs, whatever they hold. */
export type MergeVersions = FileVersions;

export type FileMergeEnding =
  | { readonly kind: 'clean' }
  | { readonly kind: 'conflict' }
  /** The repository lacks this blob. */
  | { readonly kind: 'missing'; readonly oid: string };

/** Object names of the two resolved files, or why there are none: a binary file has no lines to take from either side. */
export type FileResolution =
  | { readonly kind: 'resolved'; readonly ours: string; readonly theirs: string }
  | { readonly kind: 'binary' }
  | { readonly kind: 'missing'; readonly oid: string };

export interface FileMerger {
  /**
   * Of each, whether `git merge-file` has nothing left to ask. A version that is binary conflicts, unless two of the three are
   * the same.
   */
  readonly merge: (files: readonly MergeVersions[]) => Promise<readonly FileMergeEnding[]>;
  /** Each file as `git merge-file --ours` and `--theirs` make it, written to the repository's temporary objects. */
  readonly resolve: (files: readonly MergeVersions[]) => Promise<readonly FileResolution[]>;
}

/** Git refuses to merge larger files (MAX_XDIFF_SIZE), and this is what one is read into memory for. */
export const MAX_FILE_BYTES = 1023 * 1024 * 1024;
const MERGES_AT_ONCE = 2;
/** That many merges are asked for with one question. */
const MERGES_A_TURN = 200;
const EMPTY = 'empty';
/** Git's exit code when it does not know an option. */
const USAGE = 129;

/**
 * Lends a merger to `work`. What git merges by name, which before 2.43 was all that merge-file did, stands as files in a folder
 * that is gone afterwards. `objects` reads the repository without its temporary objects, up to MAX_FILE_BYTES of each; `resolve`
 * writes to these, and there must be some then. Throws GitError.
 */
export async function withFileMerger<T>(
  { repository, objects }: { repository: GitRepository; objects: Pick<ObjectReader, 'read'> },
  work: (merger: FileMerger) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-files-'));
  try {
    await writeFile(join(folder, EMPTY), '');
    return await withGitShells(repository, async (started) => {
      const read = async (oid: string): Promise<GitObject | null> => {
        const object = await objects.read(oid);
        if (object || started.temporaryObjectDir === undefined) return object;
        // A rehearsal made it.
        return (await readObjects(started, [oid], MAX_FILE_BYTES))[0] ?? null;
      };
      return await work(createFileMerger(started, folder, read));
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 2 });
  }
}

interface BlobFacts {
  readonly isBinary: boolean;
  readonly isEmpty: boolean;
  readonly holdsMarker: boolean;
}

interface BlobFile {
  readonly path: string;
  readonly isBinary: boolean;
  readonly canTakeSides: boolean;
}

function createFileMerger(
  repository: GitRepository,
  folder: string,
  readObject: (oid: string) => Promise<GitObject | null>,
): FileMerger {
  const facts = new Map<string, BlobFacts | null>();
  const files = new Map<string, Promise<BlobFile | null>>();
  const endings = new Map<string, Promise<FileMergeEnding>>();
  const limit = pLimit(MERGES_AT_ONCE);
  let written = 0;

  const factsOf = async (oid: string): Promise<BlobFacts | null> => {
    const known = facts.get(oid);
    if (known !== undefined) return known;
    const object = await readObject(oid);
    const found = object?.type === 'blob' ? inspect(object) : null;
    facts.set(oid, found);
    return found;
  };

  const writeBlob = async (oid: string): Promise<BlobFile | null> => {
    const object = await readObject(oid);
    if (object?.type !== 'blob') return null;
    const path = join(folder, oid);
    await writeFile(path, object.content);
    return { path, isBinary: isBinary(object), canTakeSides: canTakeSides(object.content) };
  };
  const fileOf = (oid: string): Promise<BlobFile | null> => {
    const file = files.get(oid) ?? writeBlob(oid);
    files.set(oid, file);
    return file;
  };

  const emptyFile = { path: join(folder, EMPTY), isBinary: false, canTakeSides: true };

  const filesOf = async ({ base, ours, theirs }: MergeVersions) => {
    const found = await Promise.all([
      fileOf(ours),
      base === null ? emptyFile : fileOf(base),
      fileOf(theirs),
    ]);
    const [oursFile, baseFile, theirsFile] = found;
    if (!oursFile || !baseFile || !theirsFile) {
      const missing = [ours, base, theirs].find((oid, index) => oid !== null && !found[index]);
      return { kind: 'missing' as const, oid: missing ?? ours };
    }
    if (found.some((file) => file?.isBinary)) return { kind: 'binary' as const };
    const paths = [oursFile.path, baseFile.path, theirsFile.path];
    const isPlain = found.every((file) => file?.canTakeSides);
    return { kind: 'text' as const, paths, isPlain };
  };

  /** What needs no merge to be known, or how git is asked. */
  const sort = async ({ base, ours, theirs }: MergeVersions) => {
    const sides: BlobFacts[] = [];
    for (const oid of [ours, base, theirs]) {
      if (oid === null) continue;
      const side = await factsOf(oid);
      if (!side) return { kind: 'missing' as const, oid };
      sides.push(side);
    }
    if (sides.some((side) => side.isBinary)) return { kind: 'conflict' as const };
    // Where there is no base, an empty side is the same as none.
    const isOdd = sides.some((side) => side.holdsMarker || (base === null && side.isEmpty));
    return { kind: isOdd ? ('singly' as const) : ('together' as const) };
  };

  const mergeSingly = async (asked: readonly MergeVersions[]): Promise<readonly boolean[]> => {
    const argumentLists: string[][] = [];
    for (const versions of asked) {
      const found = await filesOf(versions);
      if (found.kind !== 'text') throw new Error('Only text is merged.');
      argumentLists.push(['merge-file', '-p', '-q', ...found.paths]);
    }
    const run = { expectedExitCodes: CONFLICT_COUNTS };
    const exitCodes = await runGitForEach(repository, argumentLists, run);
    return exitCodes.map((exitCode) => exitCode > 0);
  };

  const mergeTogether = async (asked: readonly MergeVersions[]): Promise<readonly boolean[]> => {
    try {
      return await withScratch(repository, (scratch) => mergeManyFiles(scratch, asked));
    } catch (error) {
      // The form of merge-tree that it needs is deprecated.
      if (error instanceof GitError && error.exitCode === USAGE) return await mergeSingly(asked);
      throw error;
    }
  };

  const askGit = async (turn: readonly MergeVersions[]): Promise<readonly FileMergeEnding[]> => {
    const sorted: Awaited<ReturnType<typeof sort>>[] = [];
    // One after another: no more than one version is in memory at a time.
    for (const versions of turn) sorted.push(await sort(versions));
    const ask = async (kind: 'singly' | 'together') => {
      const asked = turn.filter((_, index) => sorted[index]?.kind === kind);
      const merge = kind === 'singly' ? mergeSingly : mergeTogether;
      const isInConflict = asked.length === 0 ? [] : await merge(asked);
      return new Map(asked.map((versions, index) => [versions, isInConflict[index]]));
    };
    const isInConflict = new Map([...(await ask('singly')), ...(await ask('together'))]);
    return sorted.map((known, index): FileMergeEnding => {
      if (known.kind === 'missing' || known.kind === 'conflict') return known;
      const versions = turn[index];
      const answer = (versions && isInConflict.get(versions)) ?? missingAnswer();
      return { kind: answer ? 'conflict' : 'clean' };
    });
  };

  const mergedText = async (options: readonly string[], paths: readonly string[]) => {
    const { stdout } = await runGit(repository, {
      args: ['merge-file', '-p', '-q', ...options, ...paths],
      expectedExitCodes: CONFLICT_COUNTS,
      maxStdoutBytes: 3 * MAX_FILE_BYTES,
    });
    return stdout;
  };
  const writeResolutions = async (versions: MergeVersions) => {
    const found = await filesOf(versions);
    if (found.kind !== 'text') return found;
    // One run instead of two wherever it comes to the same.
    const { ours, theirs } = found.isPlain
      ? takeSides(await mergedText(TAKE_SIDES_OPTIONS, found.paths))
      : {
          ours: await mergedText(['--ours'], found.paths),
          theirs: await mergedText(['--theirs'], found.paths),
        };
    written += 1;
    const paths = [join(folder, `${written}-ours`), join(folder, `${written}-theirs`)] as const;
    await Promise.all([writeFile(paths[0], ours), writeFile(paths[1], theirs)]);
    return { kind: 'text' as const, paths };
  };

  return {
    merge: async (toMerge) => {
      const unasked = new Map(
        toMerge
          .filter((versions) => !isTrivial(versions) && !endings.has(keyOf(versions)))
          .map((versions) => [keyOf(versions), versions]),
      );
      const asks = [...unasked];
      for (let from = 0; from < asks.length; from += MERGES_A_TURN) {
        const turn = asks.slice(from, from + MERGES_A_TURN);
        const answers = limit(
          askGit,
          turn.map(([, versions]) => versions),
        );
        for (const [index, [key]] of turn.entries()) {
          endings.set(
            key,
            answers.then((all) => all[index] ?? missingAnswer()),
          );
        }
      }
      return await Promise.all(
        toMerge.map(async (versions): Promise<FileMergeEnding> =>
          isTrivial(versions)
            ? { kind: 'clean' }
            : await (endings.get(keyOf(versions)) ?? missingAnswer()),
        ),
      );
    },
    resolve: async (toResolve) => {
      const resolved = await limit.map(toResolve, writeResolutions);
      const paths = resolved.flatMap((file) => (file.kind === 'text' ? file.paths : []));
      const oidOf = await writeObjects(repository, paths);
      return resolved.map((file): FileResolution => {
        if (file.kind !== 'text') return file;
        return { kind: 'resolved', ours: oidOf(file.paths[0]), theirs: oidOf(file.paths[1]) };
      });
    },
  };
}

/** Where `repository` has no temporary objects of its own, with some for as long as `work` takes. */
function withScratch<T>(
  repository: GitRepository,
  work: (scratch: GitRepository) => Promise<T>,
): Promise<T> {
  return repository.temporaryObjectDir === undefined
    ? withTemporaryObjects(repository, work)
    : work(repository);
}

function inspect(object: GitObject): BlobFacts {
  return {
    isBinary: isBinary(object),
    isEmpty: object.sizeBytes === 0,
    holdsMarker: object.content.includes(CONFLICT_MARKER),
  };
}

/** Two of the three are the same: the third is what comes of it. */
function isTrivial({ base, ours, theirs }: MergeVersions): boolean {
  return ours === theirs || base === ours || base === theirs;
}

function keyOf({ base, ours, theirs }: MergeVersions): string {
  return `${base ?? ''} ${ours} ${theirs}`;
}

function missingAnswer(): never {
  throw new Error('Each merge has its answer.');
}

/** Writes blobs with the content of these files; returns which is whose. */
async function writeObjects(
  repository: GitRepository,
  paths: readonly string[],
): Promise<(path: string) => string> {
  if (paths.length === 0) return () => '';
  const { stdout } = await runGit(repository, {
    args: ['hash-object', '-w', '--no-filters', '--stdin-paths'],
    stdin: paths.map((path) => `${path}\n`).join(''),
  });
  const oids = stdout.toString('latin1').split('\n');
  const byPath = new Map(paths.map((path, index) => [path, oids[index] ?? '']));
  return (path) => byPath.get(path) ?? '';
}

/** "The exit value of this program is negative on error, and the number of conflicts otherwise (truncated to 127)": git-merge-file(1). */
const CONFLICT_COUNTS: readonly number[] = Array.from({ length: 128 }, (_, count) => count);

/** Git's own test (buffer_is_binary): a NUL near the beginning; and files too large for it to merge. */
export function isBinary({ content, sizeBytes }: GitObject): boolean {
  return sizeBytes > MAX_FILE_BYTES || content.subarray(0, 8000).includes(0);
}
