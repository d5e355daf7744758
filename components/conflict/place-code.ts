// The code of one place, highlighted once and looked up by both views.
import { type ConflictPlace, type Side, SIDES } from '#lib/domain/conflict-reading.ts';

import { readSliceCode, type SideLine, type SliceCode } from '#components/code/slice-code.ts';

/** The line of a side by its number within the place; null where the side has none there. */
export type PlaceCode = (side: Side, at: number | null) => SideLine | null;

export async function readPlaceCode(place: ConflictPlace, isGo: boolean): Promise<PlaceCode> {
  const codes = new Map<Side, SliceCode>();
  for (const side of SIDES) codes.set(side, await readSliceCode(place[side], isGo));
  return (side, at) => codes.get(side)?.(at) ?? null;
}
