// What plain git needs for the same numbers, one command after another: the peer of the bench.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createPlainGit, type PlainRepository, type Variables } from './run-plain-git.ts';

export interface PlainRebase {
  readonly base: string;
  readonly head: string;
  /** First release of the line before. Null: none. */
  readonly previousLine: string | null;
}

export interface PlainMeasurement {
  /** Time inside the three diffs; what it takes to make the second tree is not counted. */
  readonly elapsedMs: number;
  readonly shortstat: string;
  /** New path → "old path", of both passes. */
  readonly copies: ReadonlyMap<string, string>;
}

const COPY_DIFF = ['diff', '-l0', '-C50%', '--find-copies-harder', '--name-status', '-z'];

/** `git diff --numstat -M` and both copy passes (/method#copied); blobs that the repository lacks are left out by pathspec. */
export async function measurePlainly(
  { gitDir, objectDir }: PlainRepository,
  { base, head, previousLine }: PlainRebase,
): Promise<PlainMeasurement> {
  const run = createPlainGit({ gitDir, objectDir });
  const git: Git = async (args, extra = {}, input = '') => {
    const { stdout, elapsedMs } = await run(args, { extra, input });
    return { stdout: stdout.toString(), elapsedMs };
  };
  const missing = await listMissing(git, base);
  const numstat = await git(['diff', '--numstat', '-M', base, head, ...missing]);
  const first = await git([...COPY_DIFF, base, head, ...missing]);
  const copies = readCopies(first.stdout);
  let elapsedMs = numstat.elapsedMs + first.elapsedMs;
  if (previousLine !== null) {
    const unmatched = readAdded(first.stdout);
    const folder = await mkdtemp(join(tmpdir(), 'tidemark-bench-'));
    try {
      const index = { GIT_INDEX_FILE: join(folder, 'index') };
      const entries = await git(['ls-tree', '-r', '-z', head]);
      const wanted = entries.stdout
        .split('\0')
        .filter((entry) => unmatched.has(entry.slice(entry.indexOf('\t') + 1)));
      const lines = wanted.map((entry) => `${entry.replace(/^(\d+) \w+ /, '$1 ')}\0`).join('');
      await git(['read-tree', previousLine], index);
      await git(['update-index', '-z', '--index-info'], index, lines);
      const objects = {
        GIT_OBJECT_DIRECTORY: join(folder, 'objects'),
        GIT_ALTERNATE_OBJECT_DIRECTORIES: objectDir,
      };
      await mkdir(join(folder, 'objects'));
      const tree = (await git(['write-tree'], { ...index, ...objects })).stdout.trim();
      const left = await listMissing(git, previousLine);
      const second = await git([...COPY_DIFF, previousLine, tree, ...left], objects);
      elapsedMs += second.elapsedMs;
      for (const [path, from] of readCopies(second.stdout)) {
        if (!copies.has(path)) copies.set(path, from);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const shortstat = (
    await git(['diff', '--shortstat', '-M', base, head, ...missing])
  ).stdout.trim();
  return { elapsedMs, shortstat, copies };
}

type Git = (
  args: readonly string[],
  extra?: Variables,
  input?: string,
) => Promise<{ stdout: string; elapsedMs: number }>;

async function listMissing(git: Git, tree: string): Promise<string[]> {
  const entries = (await git(['ls-tree', '-r', '-l', tree])).stdout.split('\n');
  const paths = entries
    .filter((entry) => / BAD\t/.test(entry))
    .map((entry) => entry.slice(entry.indexOf('\t') + 1));
  return paths.length === 0 ? [] : ['--', '.', ...paths.map((path) => `:(exclude)${path}`)];
}

function readCopies(output: string): Map<string, string> {
  const copies = new Map<string, string>();
  const fields = output.split('\0');
  for (let index = 0; index < fields.length;) {
    const isPair = /^[RC]\d/.test(fields[index] ?? '');
    if (isPair) copies.set(fields[index + 2] ?? '', fields[index + 1] ?? '');
    index += isPair ? 3 : 2;
  }
  return copies;
}

function readAdded(output: string): Set<string> {
  const added = new Set<string>();
  const fields = output.split('\0');
  for (let index = 0; index < fields.length;) {
    const status = fields[index] ?? '';
    if (status === 'A') added.add(fields[index + 1] ?? '');
    index += /^[RC]\d/.test(status) ? 3 : 2;
  }
  return added;
}
