// Takes one side of every conflict in a merged file, exactly as `git merge-file --ours` and `--theirs` would have written it.

/** Long enough to stand in no real file; `canTakeSides` makes sure. */
const MARKER_SIZE = 199;
const OPENING = '<'.repeat(MARKER_SIZE);
const MIDDLE = '='.repeat(MARKER_SIZE);
const CLOSING = '>'.repeat(MARKER_SIZE);

export const TAKE_SIDES_OPTIONS: readonly string[] = [`--marker-size=${MARKER_SIZE}`];

/**
 * Whether a version may go into a merge whose sides are then taken: it holds no such marker, and its last line ends, since git
 * ends a line that stands before a marker.
 */
export function canTakeSides(content: Buffer): boolean {
  if (content.length > 0 && content.at(-1) !== 0x0a) return false;
  return ![OPENING, MIDDLE, CLOSING].some((marker) => content.includes(marker));
}

/** `merged` is what `git merge-file -p` with TAKE_SIDES_OPTIONS printed. */
export function takeSides(merged: Buffer): { readonly ours: Buffer; readonly theirs: Buffer } {
  const ours: Buffer[] = [];
  const theirs: Buffer[] = [];
  let position = 0;
  const takeUntil = (marker: string): Buffer => {
    const found = merged.indexOf(marker, position);
    const end = found < 0 ? merged.length : found;
    const part = merged.subarray(position, end);
    const lineEnd = merged.indexOf(0x0a, end);
    position = lineEnd < 0 ? merged.length : lineEnd + 1;
    return part;
  };
  while (position < merged.length) {
    const common = takeUntil(OPENING);
    ours.push(common, takeUntil(MIDDLE));
    theirs.push(common, takeUntil(CLOSING));
  }
  return { ours: Buffer.concat(ours), theirs: Buffer.concat(theirs) };
}
