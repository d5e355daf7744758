import { expect, test } from 'vitest';

import { type DiffHunk, keepHunks, MAX_LINES_OF_A_PATCH, pairLines } from './patch-hunks.ts';

function hunk(patch: readonly string[], start = 0): DiffHunk {
  const lines = patch.map((line) => ({
    sign: line.startsWith('+')
      ? ('+' as const)
      : line.startsWith('-')
        ? ('-' as const)
        : (' ' as const),
    text: line.slice(1),
    isEnded: true,
  }));
  return { baseStart: start, headStart: start, heading: '', lines };
}

const none = { base: null, head: null };

test('lines that replaced others stand beside them, as far as there are so many', () => {
  const { hunks } = keepHunks(
    [hunk([' a', '-b', '-c', '+d', ' e', '+f', '-g', '+h'])],
    none,
    false,
  );
  const rows = pairLines(hunks[0]?.lines ?? []).map(({ base, head, isChanged }) => {
    const [old, now] = [hunks[0]?.base?.lines[base ?? -1], hunks[0]?.head?.lines[head ?? -1]];
    return `${old ?? ''}|${now ?? ''}${isChanged ? ' changed' : ''}`;
  });
  expect(rows).toEqual(['a|a', 'b|d changed', 'c| changed', 'e|e', '|f changed', 'g|h changed']);
});

test('no more lines are kept than a page shows, and what is left out is counted', () => {
  const many = hunk(Array.from({ length: MAX_LINES_OF_A_PATCH - 1 }, () => '+x'));
  const kept = keepHunks([many, hunk(['+y', '+z', '-w']), hunk(['+v'])], none, false);
  expect(kept.hunks.map(({ lines, cutLines }) => [lines.length, cutLines])).toEqual([
    [MAX_LINES_OF_A_PATCH - 1, 0],
    [1, 2],
  ]);
  expect(kept.cutHunks).toBe(1);
  expect(kept.sums).toEqual({ insertions: MAX_LINES_OF_A_PATCH + 2, deletions: 1 });
});

test('a hunk that begins inside a comment says so on either side', () => {
  const base = ['/* a', 'b', 'c */', 'd'];
  const head = ['a', 'b', 'c */', 'd'];
  const { hunks } = keepHunks([hunk([' b', '-c */', '+c'], 1)], { base, head }, true);
  expect([hunks[0]?.base?.opening, hunks[0]?.head?.opening]).toEqual(['comment', 'code']);
});
