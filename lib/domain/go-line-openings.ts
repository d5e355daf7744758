// Says of every line of a Go file whether it begins inside a comment or a raw string, so that a piece of the file can be highlighted as the whole would be.
import type { Opening } from './conflict-reading.ts';

/**
 * One for each line. Only what can span lines matters: https://go.dev/ref/spec#Comments and
 * https://go.dev/ref/spec#String_literals.
 */
export function lineOpenings(lines: readonly string[]): Opening[] {
  let state: Opening = 'code';
  return lines.map((line) => {
    const opening = state;
    state = stateAfter(line, state);
    return opening;
  });
}

/** In code: what may begin, or hide a beginning. */
const inCode = /\/\/|\/\*|`|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/g;

function stateAfter(line: string, opening: Opening): Opening {
  let state = opening;
  let at = 0;
  while (at < line.length) {
    if (state !== 'code') {
      const closing = state === 'comment' ? '*/' : '`';
      const found = line.indexOf(closing, at);
      if (found < 0) return state;
      at = found + closing.length;
      state = 'code';
      continue;
    }
    inCode.lastIndex = at;
    const match = inCode.exec(line);
    if (match === null || match[0] === '//') return 'code';
    at = match.index + match[0].length;
    if (match[0] === '/*') state = 'comment';
    else if (match[0] === '`') state = 'raw-string';
  }
  return state;
}
