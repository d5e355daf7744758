// Merges three versions of one file as `git merge-file` does, each question asked of git once.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { withGitShells } from './git-shells.ts';
import { openObjectReader, type GitObject } from './object-reader.ts';
import { runGit, runGitForEach, type GitRepository } from './run-git.ts';
import { canTakeSides, TAKE_SIDES_OPTIONS, takeSides } from './take-sides.ts';

/** Object names of blobs. Without a base the versions have nothing in common. */
export interface MergeVersions {
  readonly base: string | null;
  readonly ours: string;
  readonly theirs: string;
}

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
const MAX_FILE_BYTES = 1023 * 1024 * 1024;
const MERGES_AT_ONCE = 2;
/** That many merges are asked for with one question. */
const MERGES_A_TURN = 16;
const EMPTY = 'empty';

/**
 * Lends a merger to `work`. Blobs stand as files in a folder that is gone afterwards, since git before 2.43 merges files by
 * name only. `repository` is written to by `resolve` alone. Throws GitError.
 */
export async function withFileMerger<T>(
  repository: GitRepository,
  work: (merger: FileMerger) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-files-'));
  const reader = openObjectReader(repository, MAX_FILE_BYTES);
  try {
    await writeFile(join(folder, EMPTY), '');
    return await withGitShells(repository, (started) =>
      work(createFileMerger(started, folder, reader.read)),
    );
  } finally {
    reader.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 2 });
  }
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
  const files = new Map<string, Promise<BlobFile | null>>();
  const endings = new Map<string, Promise<FileMergeEnding>>();
  const limit = pLimit(MERGES_AT_ONCE);
  let written = 0;

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

  const filesOf = async (versions: MergeVersions) => {
    const { base, ours, theirs } = versions;
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

  const askGit = async (turn: readonly MergeVersions[]): Promise<readonly FileMergeEnding[]> => {
    // One after another: no more than the three versions of a file are in memory at a time.
    const found: Awaited<ReturnType<typeof filesOf>>[] = [];
    for (const versions of turn) found.push(await filesOf(versions));
    const argumentLists = found.flatMap((file) =>
      file.kind === 'text' ? [['merge-file', '-p', '-q', ...file.paths]] : [],
    );
    const exitCodes = await runGitForEach(repository, argumentLists, {
      expectedExitCodes: CONFLICT_COUNTS,
    });
    let next = 0;
    return found.map((file): FileMergeEnding => {
      if (file.kind === 'missing') return file;
      if (file.kind === 'binary') return { kind: 'conflict' };
      const exitCode = exitCodes[next++] ?? missingAnswer();
      return { kind: exitCode === 0 ? 'clean' : 'conflict' };
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
