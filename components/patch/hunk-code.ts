// The code of one hunk, highlighted once and looked up by both views.
import { readSliceCode, type SideLine } from '#components/code/slice-code.ts';
import type { PatchHunk, PatchSide } from '#lib/domain/patch-reading.ts';

/** The line of a side by its number within the hunk; null where the side has none there. */
export type HunkCode = (side: PatchSide, at: number | null) => SideLine | null;

export async function readHunkCode(hunk: PatchHunk, isGo: boolean): Promise<HunkCode> {
  const base = await readSliceCode(hunk.base, isGo);
  const head = await readSliceCode(hunk.head, isGo);
  return (side, at) => (side === 'base' ? base(at) : head(at));
}
