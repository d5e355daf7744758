import { expect, test } from 'vitest';

import { highlightSlice } from './highlight-go.ts';

async function kinds(
  lines: readonly string[],
  opening: 'code' | 'comment' | 'raw-string' = 'code',
) {
  const slice = { start: 0, opening, lines: [...lines] };
  const tokens = await highlightSlice(slice, true);
  return tokens.map((line) =>
    line.filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => `${kind} ${text.trim()}`),
  );
}

test('words of Go are told apart', async () => {
  expect(await kinds(['func F() string {', '\treturn "a" + g(1) // x', '}'])).toEqual([
    ['keyword func', 'name F', 'keyword string'],
    ['keyword return', 'string "a"', 'name g', 'number 1', 'comment // x'],
    [],
  ]);
});

test('a slice that begins inside a comment or a raw string goes on as one', async () => {
  expect(await kinds(['a', 'b */ return'], 'comment')).toEqual([
    ['comment a'],
    ['comment b */', 'keyword return'],
  ]);
  expect(await kinds(['return`', 'return'], 'raw-string')).toEqual([
    ['string return`'],
    ['keyword return'],
  ]);
});

test('the text of every line is whole, whatever it holds', async () => {
  const lines = ['\u202e<script>', 'a\rb', '', '\u2028', 'x'.repeat(5000), '/* ` "'];
  for (const opening of ['code', 'comment', 'raw-string'] as const) {
    const tokens = await highlightSlice({ start: 0, opening, lines }, true);
    const texts = tokens.map((line) => line.map(({ text }) => text).join(''));
    expect(texts.map((text) => text.replaceAll('\u240d', '\r'))).toEqual(lines);
  }
});
