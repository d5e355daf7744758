// The code of one slice of a file, highlighted once and looked up line by line.
import type { Slice } from '#lib/domain/conflict-reading.ts';

import { highlightSlice, type Token } from './highlight-go.ts';

export interface SideLine {
  /** From 1. Null: not known. */
  readonly number: number | null;
  /** As it is stored, to be compared. */
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** The line by its number within the slice; null where there is none. */
export type SliceCode = (at: number | null) => SideLine | null;

export async function readSliceCode(slice: Slice | null, isGo: boolean): Promise<SliceCode> {
  if (slice === null) return () => null;
  const highlighted = await highlightSlice(slice, isGo);
  return (at) => {
    const text = at === null ? undefined : slice.lines[at];
    if (at === null || text === undefined) return null;
    return {
      number: slice.start === null ? null : slice.start + at + 1,
      text,
      tokens: highlighted[at] ?? [{ kind: 'plain', text }],
    };
  };
}
