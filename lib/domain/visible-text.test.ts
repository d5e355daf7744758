import { expect, test } from 'vitest';

import { cutPath, cutText, visibleText } from './visible-text.ts';

test.each([
  ['src/a b/ü.go', 'src/a b/ü.go'],
  ['one\ntwo\r\n\tthree', 'one␊two␍␊␉three'],
  ['\u001b[31m\u0000\u007f', '␛[31m␀␡'],
  ['\u009b31m\u0085', '⟨U+009B⟩31m⟨U+0085⟩'],
  ['a\u202eb\u2066c\u200d\ufeff', 'a⟨U+202E⟩b⟨U+2066⟩c⟨U+200D⟩⟨U+FEFF⟩'],
  ['\u2028\u2029', '⟨U+2028⟩⟨U+2029⟩'],
  ['\ud800x\udfff', '⟨U+D800⟩x⟨U+DFFF⟩'],
  ['\u{e0041}', '⟨U+E0041⟩'],
  ['👍 日本語', '👍 日本語'],
])('%j is shown as %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
  expect(visibleText(shown)).toBe(shown);
});

test('what is too long loses its end, and never half a character', () => {
  expect(cutText('abcdef', 6)).toBe('abcdef');
  expect(cutText('abcdefg', 6)).toBe('abcde…');
  expect(cutText('👍👍👍👍', 3)).toBe('👍👍…');
  expect(cutText('\n'.repeat(10), 4)).toBe('␊␊␊…');
});

test('a path that is too long keeps both its ends', () => {
  expect(cutPath('src/runtime/proc.go', 19)).toBe('src/runtime/proc.go');
  expect(cutPath('src/runtime/internal/proc.go', 15)).toBe('src/run…proc.go');
});
