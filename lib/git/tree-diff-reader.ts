// Reads the answer of `git diff-tree --raw --numstat -p -U0 -z` as it streams by, wherever its chunks end.
import { createPatchLineReader } from './patch-lines.ts';
import { pathText } from './path-text.ts';
import { parseRawHeader, rawEntry, rawPathCount, type RawEntry } from './raw-entry.ts';

/** One entry of `git diff --raw -M` with its numbers. */
export interface TreeChange {
  readonly status: 'A' | 'M' | 'D' | 'R' | 'T';
  readonly path: string;
  readonly pathBytes: Buffer;
  readonly previousPath: string | null;
  readonly previousBytes: Buffer | null;
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldOid: string;
  readonly newOid: string;
  /** Null for a binary file. */
  readonly lines: { readonly insertions: number; readonly deletions: number } | null;
  /** Changed lines of a file with status M, without their sign. Null: another status, binary, or past the bound. */
  readonly changedLines: readonly string[] | null;
}

export interface TreeDiffReader {
  readonly push: (chunk: Buffer) => void;
  /** In git's order: by the bytes of the path. Throws when the answer is not whole. */
  readonly end: () => TreeChange[];
}

/**
 * Reads, NUL-terminated:
 *   :100644 100644 <oid> <oid> M NUL src/a.go NUL          (R and C: two paths)
 *   12 TAB 3 TAB src/a.go NUL                              (renames: 12 TAB 3 TAB NUL old NUL new NUL; binary: - TAB -)
 * then one more NUL and the patch, a block of lines for each entry, in the same order.
 */
export function createTreeDiffReader(): TreeDiffReader {
  let rest: Buffer = Buffer.alloc(0);
  const state = { isInPatch: false };
  const entries: RawEntry[] = [];
  const letters: TreeChange['status'][] = [];
  const numbers: TreeChange['lines'][] = [];
  let pending: readonly string[] | null = null;
  let pendingPaths: Buffer[] = [];
  let pathsToSkip = 0;
  const patch = createPatchLineReader(() => letters);

  const takeField = (field: Buffer): void => {
    if (pathsToSkip > 0) {
      pathsToSkip -= 1;
    } else if (pending) {
      pendingPaths.push(field);
      if (pendingPaths.length === rawPathCount(pending)) {
        const entry = rawEntry(pending, pendingPaths);
        entries.push(entry);
        letters.push(statusLetter(entry.status));
        pending = null;
        pendingPaths = [];
      }
    } else if (field[0] === 0x3a) {
      pending = parseRawHeader(field);
    } else if (field.length === 0) {
      state.isInPatch = true;
    } else {
      const [insertions = '', deletions = ''] = field.toString('latin1').split('\t', 2);
      numbers.push(
        insertions === '-'
          ? null
          : { insertions: Number(insertions), deletions: Number(deletions) },
      );
      const isPathApart = field.length === insertions.length + deletions.length + 2;
      if (isPathApart) pathsToSkip = 2;
    }
  };

  return {
    push: (chunk) => {
      let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      rest = Buffer.alloc(0);
      while (!state.isInPatch) {
        const end = data.indexOf(0);
        if (end < 0) {
          rest = data;
          return;
        }
        takeField(data.subarray(0, end));
        data = data.subarray(end + 1);
      }
      patch.push(data);
    },
    end: () => {
      if (pending || rest.length > 0 || numbers.length !== entries.length) {
        throw new Error('git diff-tree ended in the middle of its answer.');
      }
      const changedLines = patch.end();
      return entries.map((entry, index) =>
        treeChange(entry, numbers[index] ?? null, changedLines[index] ?? null),
      );
    },
  };
}

/** Throws on a letter that a comparison of two trees without copy detection cannot give. */
export function statusLetter(field: string): TreeChange['status'] {
  const letter = STATUS_LETTERS.find((known) => field.startsWith(known));
  if (letter) return letter;
  throw new Error(`git diff-tree printed the status ${field}, which two trees cannot have.`);
}

const STATUS_LETTERS = ['A', 'M', 'D', 'R', 'T'] as const;

function treeChange(
  entry: RawEntry,
  lines: TreeChange['lines'],
  changedLines: readonly string[] | null,
): TreeChange {
  return {
    status: statusLetter(entry.status),
    path: pathText(entry.pathBytes),
    pathBytes: entry.pathBytes,
    previousPath: entry.previousBytes && pathText(entry.previousBytes),
    previousBytes: entry.previousBytes,
    oldMode: entry.modes[0],
    newMode: entry.modes[1],
    oldOid: entry.oids[0],
    newOid: entry.oids[1],
    lines,
    changedLines: lines === null ? null : changedLines,
  };
}
