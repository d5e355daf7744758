// The code of one place, highlighted once and looked up by both views.
import { type ConflictPlace, type Side, SIDES } from '#lib/domain/conflict-reading.ts';

import { highlightSlice, type Token } from './highlight-go.ts';

export interface SideLine {
  /** From 1. Null: not known. */
  readonly number: number | null;
  /** As it is stored, to be compared. */
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** The line of a side by its number within the place; null where the side has none there. */
export type PlaceCode = (side: Side, at: number | null) => SideLine | null;

export async function readPlaceCode(place: ConflictPlace, isGo: boolean): Promise<PlaceCode> {
  const highlighted = new Map<Side, readonly (readonly Token[])[]>();
  for (const side of SIDES) {
    const slice = place[side];
    if (slice !== null) highlighted.set(side, await highlightSlice(slice, isGo));
  }
  return (side, at) => {
    const slice = place[side];
    const text = at === null ? undefined : slice?.lines[at];
    if (at === null || slice === null || text === undefined) return null;
    return {
      number: slice.start === null ? null : slice.start + at + 1,
      text,
      tokens: highlighted.get(side)?.[at] ?? [{ kind: 'plain', text }],
    };
  };
}
