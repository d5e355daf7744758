// Added and deleted lines between pairs of file versions, however many and whatever their paths; a blob that is not there spoils its own pair only.
import { findMissingObjects } from './find-missing-objects.ts';
import { GitError } from './git-error.ts';
import { listChangedPaths } from './list-changed-paths.ts';
import type { FileVersion } from './merge-tree-answer.ts';
import { pathText } from './path-text.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { splitNul } from './split-nul.ts';
import { writeVersionTree } from './write-version-tree.ts';

export interface VersionPair {
  /** Null: not there. Both null: no lines. */
  readonly from: FileVersion | null;
  readonly to: FileVersion | null;
}

/** As `git diff --numstat` counts: a binary file and a change of mode have 0, a submodule one line for its commit. */
export type PairLines =
  | { readonly kind: 'counted'; readonly insertions: number; readonly deletions: number }
  | { readonly kind: 'missing'; readonly oid: string };

/**
 * One answer for each pair, in their order. The versions are put into two trees under numbers for names and git compares
 * those, so neither the length of the list nor the bytes of a path can change what is counted. Writes to `scratch`, see
 * withTemporaryObjects. Throws GitError.
 */
export async function countLines(
  scratch: GitRepository,
  pairs: readonly VersionPair[],
): Promise<readonly PairLines[]> {
  try {
    return await compare(scratch, pairs, new Set());
  } catch (error) {
    if (!(error instanceof GitError) || error.exitCode !== 128) throw error;
    const missing = await findMissingObjects(scratch, [...new Set(pairs.flatMap(blobsOf))]);
    if (missing.size === 0) throw error;
    return await compare(scratch, pairs, missing);
  }
}

/** `git diff --no-renames --numstat from to` of two trees, path by path. Throws GitError. */
export async function countTreeLines(
  scratch: GitRepository,
  from: string,
  to: string,
): Promise<ReadonlyMap<string, PairLines>> {
  try {
    const fields = await numstat(scratch, from, to);
    return new Map(fields.map(({ name, lines }) => [pathText(name), lines]));
  } catch (error) {
    if (!(error instanceof GitError) || error.exitCode !== 128) throw error;
    const changes = await listChangedPaths(scratch, from, to);
    const lines = await countLines(scratch, changes);
    return new Map(
      changes.flatMap(({ path }, index) => {
        const counted = lines[index];
        return counted ? [[path, counted] as const] : [];
      }),
    );
  }
}

async function compare(
  scratch: GitRepository,
  pairs: readonly VersionPair[],
  missing: ReadonlySet<string>,
): Promise<PairLines[]> {
  const answers = pairs.map((pair): PairLines => {
    const oid = blobsOf(pair).find((name) => missing.has(name));
    return oid === undefined
      ? { kind: 'counted', insertions: 0, deletions: 0 }
      : { kind: 'missing', oid };
  });
  const isCompared = (index: number): boolean => answers[index]?.kind === 'counted';
  const sides = [
    pairs.map((pair, index) => (isCompared(index) ? pair.from : null)),
    pairs.map((pair, index) => (isCompared(index) ? pair.to : null)),
  ] as const;
  const nameDigits = sides.flat().find((version) => version !== null)?.oid.length ?? 40;
  const [from, to] = await Promise.all([
    writeVersionTree(scratch, sides[0], nameDigits),
    writeVersionTree(scratch, sides[1], nameDigits),
  ]);
  if (from === to) return answers;
  for (const { name, lines } of await numstat(scratch, from, to)) {
    answers[Number(name.toString('latin1'))] = lines;
  }
  return answers;
}

/** "12 TAB 3 TAB src/a.go" NUL; for a binary file "- TAB - TAB src/a.o" NUL. */
async function numstat(
  scratch: GitRepository,
  from: string,
  to: string,
): Promise<{ readonly name: Buffer; readonly lines: PairLines }[]> {
  const options = ['-z', '--no-renames', '--no-ext-diff', '--no-textconv'];
  const { stdout } = await runGit(scratch, {
    args: ['diff-tree', '-r', '--numstat', ...options, '--end-of-options', from, to],
  });
  return splitNul(stdout).map((field) => {
    const nameStart = field.indexOf(0x09, field.indexOf(0x09) + 1) + 1;
    const [insertions, deletions] = field.toString('latin1', 0, nameStart).split('\t');
    const isText = insertions !== '-';
    return {
      name: field.subarray(nameStart),
      lines: {
        kind: 'counted',
        insertions: isText ? Number(insertions) : 0,
        deletions: isText ? Number(deletions) : 0,
      },
    };
  });
}

function blobsOf({ from, to }: VersionPair): string[] {
  return [from, to].flatMap((side) => (side && !isSubmodule(side) ? [side.oid] : []));
}

/** A submodule is a path without a blob. */
export function isSubmodule({ mode }: FileVersion): boolean {
  return mode === '160000';
}
