import { expect, test } from 'vitest';

import { lineOpenings } from './go-line-openings.ts';

test.each([
  ['a comment over lines', ['a /* b', 'c', 'd */ e', 'f'], ['code', 'comment', 'comment', 'code']],
  [
    'a raw string over lines',
    ['x := `a', '// b', 'c`', 'd'],
    ['code', 'raw-string', 'raw-string', 'code'],
  ],
  ['a line comment hides both', ['a // ` /*', 'b'], ['code', 'code']],
  ['a string hides all', ['a := "/* ` \\" //" + `', 'b'], ['code', 'raw-string']],
  ['a rune hides a quote', ["'\"' + '`' + '\\''", 'b'], ['code', 'code']],
  [
    'a comment that ends where another begins',
    ['/* a */ /*', '*/ b', 'c'],
    ['code', 'comment', 'code'],
  ],
  ['a backquote in a comment', ['/* ` */ a', 'b'], ['code', 'code']],
  ['a string that does not end', ['"abc', 'b'], ['code', 'code']],
])('knows how each line begins: %s', (_, lines, openings) => {
  expect(lineOpenings(lines)).toEqual(openings);
});
