import { expect, test } from 'vitest';

import { differingPart, markTokens } from './mark-difference.ts';

function part(old: string, text: string): string | null {
  const found = differingPart(old, text);
  return found === null ? null : text.slice(found.start, found.end);
}

test.each([
  [
    'a word in the middle',
    'case "windows", "plan9":',
    'case "windows", "plan9", "tamago":',
    ', "tamago"',
  ],
  ['whole words only', '//go:build !js && !wasip1', '//go:build !js && !wasip2', 'wasip2'],
  ['the end', 'return a', 'return a + b', ' + b'],
  ['repeated words', 'a + a', 'a + a + a', ' + a'],
])('finds %s', (_, old, text, expected) => {
  expect(part(old, text)).toBe(expected);
});

test.each([
  ['the same line', 'x := 1', 'x := 1'],
  ['two lines that have little in common', 'return nil', 'for i := range list {'],
  ['a line from which something was taken', 'a + b', 'a'],
])('marks nothing in %s', (_, old, text) => {
  expect(part(old, text)).toBeNull();
});

test('tokens are cut where the part begins and ends, and keep their text', () => {
  const tokens = [
    { kind: 'keyword', text: 'case' },
    { kind: 'plain', text: ' a, b' },
  ] as const;
  expect(markTokens(tokens, { start: 2, end: 6 })).toEqual([
    { kind: 'keyword', text: 'ca', differs: false },
    { kind: 'keyword', text: 'se', differs: true },
    { kind: 'plain', text: ' a', differs: true },
    { kind: 'plain', text: ', b', differs: false },
  ]);
});
