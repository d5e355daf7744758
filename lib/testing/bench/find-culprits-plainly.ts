// Finds culprits (/method#culprit) as a plain script would: one log, then `git merge-file` on each commit that names the path.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { PlainStep } from './rehearse-plainly.ts';
import type { PlainGit } from './run-plain-git.ts';

export interface PlainCulprit {
  readonly path: string;
  /** Null: no commit that names the path explains it. */
  readonly sha: string | null;
  readonly isMonotonic: boolean;
}

export interface PlainCulprits {
  readonly elapsedMs: number;
  readonly culprits: readonly PlainCulprit[];
}

interface Version {
  readonly sha: string;
  /** Null: the commit deleted it. */
  readonly blob: string | null;
}

export async function findCulpritsPlainly(
  git: PlainGit,
  { from, to }: PlainStep,
  paths: readonly string[],
): Promise<PlainCulprits> {
  const startedAt = performance.now();
  const log = ['log', '--reverse', '--no-merges', '--no-renames', '--raw', '--no-abbrev', '-z'];
  const answer = await git([...log, '--format=%H', `${from.base}..${to.base}`]);
  const candidates = readLog(answer.stdout.toString(), new Set(paths));
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-bench-'));
  try {
    const write = createBlobWriter(git, folder);
    const versionsOf = async (commit: string): Promise<Map<string, string>> => {
      const { stdout } = await git(['ls-tree', '-r', '-z', commit]);
      return new Map(
        stdout
          .toString()
          .split('\0')
          .filter((entry) => entry.includes(' blob '))
          .map((entry) => [entry.slice(entry.indexOf('\t') + 1), entry.split(/[ \t]/)[2] ?? '']),
      );
    };
    const [bases, heads] = [await versionsOf(from.base), await versionsOf(from.head)];
    const culprits: PlainCulprit[] = [];
    for (const path of paths) {
      const named = candidates.get(path) ?? [];
      const head = heads.get(path);
      const conflicts: boolean[] = [];
      for (const { blob } of named) {
        conflicts.push(
          blob === null ||
            head === undefined ||
            (await isConflict(git, [
              await write(blob),
              await write(bases.get(path) ?? null),
              await write(head),
            ])),
        );
      }
      const start = conflicts.lastIndexOf(false) + 1;
      culprits.push({
        path,
        sha: named[start]?.sha ?? null,
        isMonotonic: !conflicts.slice(0, start).includes(true),
      });
    }
    return { elapsedMs: performance.now() - startedAt, culprits };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isConflict(git: PlainGit, files: readonly string[]): Promise<boolean> {
  const exitCodes = [...Array(128).keys(), 255];
  const { exitCode } = await git(['merge-file', '-p', '-q', ...files], { exitCodes });
  return exitCode !== 0;
}

/** Each blob becomes a file once; null is an empty one. */
function createBlobWriter(git: PlainGit, folder: string) {
  const written = new Map<string | null, Promise<string>>();
  const write = async (blob: string | null): Promise<string> => {
    const file = join(folder, blob ?? 'empty');
    const content = blob === null ? '' : (await git(['cat-file', 'blob', blob])).stdout;
    await writeFile(file, content);
    return file;
  };
  return (blob: string | null): Promise<string> => {
    const file = written.get(blob) ?? write(blob);
    written.set(blob, file);
    return file;
  };
}

/** "<sha>" NUL, then LF ":<mode> <mode> <blob> <blob> M" NUL "<path>" NUL for each path. */
function readLog(text: string, wanted: ReadonlySet<string>): Map<string, Version[]> {
  const candidates = new Map<string, Version[]>();
  const fields = text.split('\0');
  let sha = '';
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index]?.replace(/^\n/, '') ?? '';
    if (!field.startsWith(':')) {
      sha = field;
      continue;
    }
    index += 1;
    const path = fields[index] ?? '';
    if (!wanted.has(path)) continue;
    const [, mode, , blob = ''] = field.split(' ');
    const versions = candidates.get(path) ?? [];
    versions.push({ sha, blob: mode === '000000' ? null : blob });
    candidates.set(path, versions);
  }
  return candidates;
}
