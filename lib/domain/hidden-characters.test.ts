import { expect, test } from 'vitest';

import { revealHidden } from './hidden-characters.ts';

const shown = (text: string) =>
  revealHidden(text)
    .map((part) => part.text)
    .join('');

test.each([
  ['a direction override', 'a\u202eb', 'a⟨U+202E⟩b'],
  ['an isolate', '\u2066x\u2069', '⟨U+2066⟩x⟨U+2069⟩'],
  ['a zero-width space', 'a\u200bb', 'a⟨U+200B⟩b'],
  ['a byte order mark', '\ufeffpackage', '⟨U+FEFF⟩package'],
  ['an escape', '\u001b[31m', '\u241b[31m'],
  ['a carriage return', 'a\r', 'a\u240d'],
  ['a tag character', 'a\u{e0041}', 'a⟨U+E0041⟩'],
  ['a filler that looks like nothing', 'a\u3164', 'a⟨U+3164⟩'],
  ['a line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
])('shows %s', (_, text, expected) => {
  expect(shown(text)).toBe(expected);
});

test.each(['\tfunc F() {', 'naïve 日本語 עברית', '👩‍💻'.replaceAll('\u200d', '')])(
  'leaves what has a picture as it is: %s',
  (text) => {
    expect(revealHidden(text)).toEqual([{ text, hidden: null }]);
  },
);
