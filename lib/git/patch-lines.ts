// Picks the changed lines of each modified file out of a `-U0` patch as it streams by, in bounded memory.

const MAX_LINES_PER_FILE = 10_000;
const MAX_LINE_BYTES = 4096;

export interface PatchLineReader {
  readonly push: (chunk: Buffer) => void;
  /** For each entry of the diff, in order: its changed lines without their sign, or null (not status M, or too many). */
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
      if (lines.length >= MAX_LINES_PER_FILE) {
        lines = null;
        all[entry] = null;
      } else lines.push(Buffer.concat(line).toString('latin1').slice(1));
      return;
    }
    const text = Buffer.concat(line).toString('latin1');
    if (text.startsWith('diff --git ')) startBlock();
    else if (text.startsWith('@@ ')) contentLeft = hunkLength(text);
  };

  const push = (chunk: Buffer): void => {
    if (!started) {
      started = true;
      order = statuses();
    }
    let start = 0;
    while (start < chunk.length) {
      const newline = chunk.indexOf(0x0a, start);
      const end = newline < 0 ? chunk.length : newline;
      const room = MAX_LINE_BYTES - lineBytes;
      if (room > 0 && end > start) {
        // A copy: a view would keep the whole chunk alive until the line ends.
        const part = Buffer.from(chunk.subarray(start, Math.min(end, start + room)));
        line.push(part);
        lineBytes += part.length;
      }
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
      if (lineBytes > 0) takeLine();
      if (contentLeft > 0 || blocksLeft > 0 || entry + 1 !== order.length) {
        throw new Error('git diff-tree ended in the middle of a patch.');
      }
      return all;
    },
  };
}

/** "@@ -3 +3,2 @@": lines removed plus lines added; a count left out is 1. */
function hunkLength(header: string): number {
  const match = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(header);
  if (!match) throw new Error(`Not a hunk header: ${header}`);
  return Number(match[1] ?? 1) + Number(match[2] ?? 1);
}
