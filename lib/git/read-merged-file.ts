// Reads the file that a rehearsal left with conflict markers: its lines, and between the markers what each side has.
import type { MergeLabels } from './merge-tree-answer.ts';

export type MergedItem =
  | { readonly kind: 'line'; readonly text: string }
  | {
      readonly kind: 'region';
      readonly ours: readonly string[];
      readonly theirs: readonly string[];
    };

/** Text of a file as lines; a byte that is not UTF-8 becomes U+FFFD, and a last line counts whether it ends or not. */
export function splitLines(content: Buffer): string[] {
  const lines = content.toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/**
 * The outer markers carry the names of the rehearsal's own commits, so no line of a file can be taken for one. The middle
 * one carries none: where a side has lines like it, the one is taken that leaves on either hand what the versions hold. Null:
 * a region does not end.
 *
 *   <<<<<<< <ours>, or <ours>:old/path where a rename is in play
 *   lines of ours
 *   =======
 *   lines of theirs
 *   >>>>>>> <theirs>
 */
export function readMergedFile(
  content: Buffer,
  labels: MergeLabels,
  isOf: {
    readonly ours: (lines: readonly string[]) => boolean;
    readonly theirs: (lines: readonly string[]) => boolean;
  },
): MergedItem[] | null {
  const items: MergedItem[] = [];
  const lines = splitLines(content);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const size = markerSize(line, '<', labels.ours);
    if (size === 0) {
      items.push({ kind: 'line', text: line });
      continue;
    }
    const end = lines.findIndex(
      (other, index) => index > at && markerSize(other, '>', labels.theirs) === size,
    );
    if (end < 0) return null;
    const middles = lines.flatMap((other, index) =>
      index > at && index < end && other.replace(/\r$/, '') === '='.repeat(size) ? [index] : [],
    );
    const split = (middle: number) => ({
      ours: lines.slice(at + 1, middle),
      theirs: lines.slice(middle + 1, end),
    });
    const fitting = middles.find((middle) => {
      const { ours, theirs } = split(middle);
      return isOf.ours(ours) && isOf.theirs(theirs);
    });
    const middle = fitting ?? middles[0];
    if (middle === undefined) return null;
    items.push({ kind: 'region', ...split(middle) });
    at = end;
  }
  return items;
}

/** Of a marker of this commit its size, 7 or what the file needs; of any other line 0. */
function markerSize(line: string, character: '<' | '>', label: string): number {
  const at = line.indexOf(` ${label}`);
  if (at < 7 || line.slice(0, at) !== character.repeat(at)) return 0;
  return at;
}
