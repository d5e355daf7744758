// Picks the changed lines of each modified file out of a `-U0` patch as it streams by, in bounded memory.

const MAX_LINES_PER_FILE = 10_000;
const MAX_LINE_BYTES = 4096;
/** Of all files together. A patch on the wrong base touches every file, and needs a fraction of it. */
const MAX_PATCH_BYTES = 64 * 1024 * 1024;

export interface PatchLineReader {
  readonly push: (chunk: Buffer) => void;
  /**
   * For each entry of the diff, in order: its changed lines without their sign, or null (not status M, or too many).
   * Of a very long line the beginning is kept, and so much blank space in front of it is not.
   */
  readonly end: () => (readonly string[] | null)[];
}

/**
 * A block looks so; the hunk header says how many lines belong to it, so no content is mistaken for a header:
 *   diff --git a/src/x.go b/src/x.go
 *   index 2b4a5f..0f1e2d 100644
 *   --- a/src/x.go
 *   +++ b/src/x.go
 *   @@ -3 +3,2 @@ func f() {
 *   -old line
 *   +new line
 *   +new line
 *   \ No newline at end of file
 * A type change (T) has two blocks, a deletion and an addition; every other entry has one.
 */
export function createPatchLineReader(statuses: () => readonly string[]): PatchLineReader {
  let line: Buffer[] = [];
  let lineBytes = 0;
  let started = false;
  let order: readonly string[] = [];
  let entry = -1;
  let blocksLeft = 0;
  let contentLeft = 0;
  let lines: string[] | null = null;
  let keptBytes = 0;
  const all: (readonly string[] | null)[] = [];

  const startBlock = (): void => {
    if (blocksLeft > 0) {
      blocksLeft -= 1;
      return;
    }
    entry += 1;
    const status = order[entry];
    if (status === undefined) throw new Error('git printed more patches than changed files.');
    blocksLeft = status === 'T' ? 1 : 0;
    lines = status === 'M' ? [] : null;
    all.push(lines);
  };

  const takeLine = (): void => {
    if (contentLeft > 0) {
      const first = line[0]?.[0];
      // "\ No newline at end of file" is not counted by the hunk header.
      if (first === 0x5c) return;
      contentLeft -= 1;
      if (lines === null) return;
      keptBytes += lineBytes;
      if (lines.length >= MAX_LINES_PER_FILE || keptBytes > MAX_PATCH_BYTES) {
        lines = null;
        all[entry] = null;
      } else lines.push(Buffer.concat(line).toString('latin1').slice(1));
      return;
    }
    const text = Buffer.concat(line).toString('latin1');
    if (text.startsWith('diff --git ')) startBlock();
    else if (text.startsWith('@@ ')) contentLeft = hunkLength(text);
  };

  const keep = (bytes: Buffer): void => {
    let from = 0;
    while (from < bytes.length) {
      if (lineBytes === MAX_LINE_BYTES) {
        if (!isBlankSoFar(line)) return;
        // What follows so many blanks decides whether the line is blank, so it is they that are dropped.
        line = line.slice(0, 1).map((first) => first.subarray(0, 1));
        lineBytes = 1;
      }
      // A copy: a view would keep the whole chunk alive until the line ends.
      const part = Buffer.from(bytes.subarray(from, from + MAX_LINE_BYTES - lineBytes));
      line.push(part);
      lineBytes += part.length;
      from += part.length;
    }
  };

  const push = (chunk: Buffer): void => {
    if (!started) {
      started = true;
      order = statuses();
    }
    let start = 0;
    while (start < chunk.length) {
      const newline = chunk.indexOf(0x0a, start);
      keep(chunk.subarray(start, newline < 0 ? chunk.length : newline));
      if (newline < 0) return;
      takeLine();
      line = [];
      lineBytes = 0;
      start = newline + 1;
    }
  };

  return {
    push,
    end: () => {
      if (!started) order = statuses();
      if (lineBytes > 0 || contentLeft > 0 || blocksLeft > 0 || entry + 1 !== order.length) {
        throw new Error('git diff-tree ended in the middle of a patch.');
      }
      return all;
    },
  };
}

/** Nothing but spaces, tabs and CRs after the sign. */
function isBlankSoFar(line: readonly Buffer[]): boolean {
  const bytes = Buffer.concat(line).subarray(1);
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** "@@ -3 +3,2 @@": lines removed plus lines added; a count left out is 1. */
function hunkLength(header: string): number {
  const match = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(header);
  if (!match) throw new Error(`Not a hunk header: ${header}`);
  return Number(match[1] ?? 1) + Number(match[2] ?? 1);
}
