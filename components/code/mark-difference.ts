// Finds what differs within a line from the line that it replaced, so that the eye need not.
import type { Span } from '#lib/domain/align-versions.ts';

import type { Token } from './highlight-go.ts';

/** Lines with less in common are two lines, and all of each differs. */
const leastCommonShare = 0.4;

const word = /[\p{L}\p{N}_]+|\s+|./gsu;

/**
 * The part of `text` between what it has in common with `old` at its beginning and at its end, in whole words. Null: they are
 * the same, or have too little in common to be told as a change of one to the other.
 */
export function differingPart(old: string, text: string): Span | null {
  if (old === text) return null;
  const [oldWords, words] = [old.match(word) ?? [], text.match(word) ?? []];
  const shorter = Math.min(oldWords.length, words.length);
  let start = 0;
  while (start < shorter && oldWords[start] === words[start]) start += 1;
  let end = 0;
  while (end < shorter - start && oldWords.at(-1 - end) === words.at(-1 - end)) end += 1;
  const before = words.slice(0, start).join('').length;
  const after = words.slice(words.length - end).join('').length;
  const common =
    words.slice(0, start).join('').trim().length +
    words
      .slice(words.length - end)
      .join('')
      .trim().length;
  if (common < leastCommonShare * Math.min(old.trim().length, text.trim().length)) return null;
  return before + after >= text.length ? null : { start: before, end: text.length - after };
}

export interface MarkedToken extends Token {
  readonly differs: boolean;
}

/** The same tokens, cut where the part begins and ends. */
export function markTokens(tokens: readonly Token[], part: Span | null): readonly MarkedToken[] {
  let at = 0;
  return tokens.flatMap(({ kind, text }) => {
    const start = at;
    at += text.length;
    if (part === null) return [{ kind, text, differs: false }];
    const cuts = [0, part.start - start, part.end - start, text.length].map((cut) =>
      Math.max(0, Math.min(cut, text.length)),
    );
    return [false, true, false].flatMap((differs, index) => {
      const piece = text.slice(cuts[index], cuts[index + 1]);
      return piece === '' ? [] : [{ kind, text: piece, differs }];
    });
  });
}
