import { describe, expect, it } from 'vitest';
import { createPatchLineReader } from './patch-lines.ts';

type Lines = readonly (readonly string[] | null)[];

function read(statuses: readonly string[], patch: string, chunkBytes = patch.length || 1): Lines {
  const reader = createPatchLineReader(() => statuses);
  const bytes = Buffer.from(patch, 'latin1');
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    reader.push(bytes.subarray(start, start + chunkBytes));
  }
  return reader.end();
}

function block(path: string, body: string): string {
  return `diff --git a/${path} b/${path}\nindex 1..2 100644\n--- a/${path}\n+++ b/${path}\n${body}`;
}

function longBlock(count: number): string {
  return block('x', `@@ -0,0 +1,${count} @@\n${'+a\n'.repeat(count)}`);
}

describe('createPatchLineReader', () => {
  it.each([
    ['one line for one', '@@ -1 +1 @@\n-a\n+b\n', ['a', 'b']],
    ['only added lines', '@@ -0,0 +1,2 @@\n+a\n+b\n', ['a', 'b']],
    ['only removed lines', '@@ -1,2 +0,0 @@\n-a\n-b\n', ['a', 'b']],
    ['several hunks', '@@ -1 +0,0 @@ func f() {\n-a\n@@ -9,0 +9 @@ @@ -1 +1 @@\n+b\n', ['a', 'b']],
    ['empty lines', '@@ -1,2 +1 @@\n-\n-\n+\n', ['', '', '']],
    ['CRs, which are content', '@@ -1 +1 @@\n-a\r\n+\r\n', ['a\r', '\r']],
    [
      'files without a newline at their end',
      '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n',
      ['a', 'b'],
    ],
    [
      'lines that look like headers',
      '@@ -1,3 +1,3 @@\n--- a/x\n-@@ -1 +1 @@\n-diff --git a/x b/x\n+++ b/x\n+@@ -1 +1 @@\n+\\ No newline\n',
      ['-- a/x', '@@ -1 +1 @@', 'diff --git a/x b/x', '++ b/x', '@@ -1 +1 @@', '\\ No newline'],
    ],
    ['bytes that are not UTF-8', '@@ -1 +1 @@\n-\xff\n+\xe9\n', ['\xff', '\xe9']],
  ])('keeps %s', (_name, body, expected) => {
    for (const chunkBytes of [1, 7, 1000]) {
      const found = read(
        ['M', 'M'],
        block('x', body) + block('y', '@@ -1 +1 @@\n-1\n+2\n'),
        chunkBytes,
      );
      expect(found).toEqual([expected, ['1', '2']]);
    }
  });

  it('gives each entry its own block, a type change its two', () => {
    const hunk = '@@ -1 +1 @@\n-1\n+2\n';
    const patch = ['a', 'd', 't', 't', 'r', 'm'].map((name) => block(name, hunk)).join('');
    expect(read(['A', 'D', 'T', 'R', 'M'], patch)).toEqual([null, null, null, null, ['1', '2']]);
  });

  it('knows a change of mode or of a binary file, which has no lines', () => {
    const mode = 'diff --git a/m b/m\nold mode 100644\nnew mode 100755\n';
    const binary = 'diff --git a/b b/b\nindex 1..2 100644\nBinary files a/b and b/b differ\n';
    expect(read(['M', 'M'], mode + binary)).toEqual([[], []]);
  });

  it('keeps the beginning of a very long line', () => {
    const [lines] = read(
      ['M'],
      block('x', `@@ -0,0 +1,2 @@\n+//go:build ${'a'.repeat(9000)}\n+b\n`),
      100,
    );
    expect(lines?.map((line) => line.slice(0, 12))).toEqual(['//go:build a', 'b']);
    expect(lines?.[0]?.length).toBeLessThan(5000);
  });

  it.each([4094, 4095, 4096, 4097, 8190, 8192, 100_000])(
    'sees what stands behind %i blanks',
    (count) => {
      const blanks = ' \t\r'.repeat(count).slice(0, count);
      for (const chunkBytes of [64, 5000, 1_000_000]) {
        const [lines] = read(
          ['M'],
          block('x', `@@ -0,0 +1,2 @@\n+${blanks}x()\n+${blanks}\n`),
          chunkBytes,
        );
        expect(lines?.map((line) => line.trim().slice(0, 1))).toEqual(['x', '']);
      }
    },
  );

  it('does not know the lines of a file with more than 10,000, and those of the next', () => {
    const [most, tooMany, next] = read(
      ['M', 'M', 'M'],
      longBlock(10_000) + longBlock(10_001) + longBlock(1),
    );
    expect(most).toHaveLength(10_000);
    expect(tooMany).toBeNull();
    expect(next).toEqual(['a']);
  });

  it('keeps no more than 64 MiB of lines, however many files there are', () => {
    const line = `+${'x'.repeat(4095)}\n`;
    const file = Buffer.from(block('x', `@@ -0,0 +1,9000 @@\n${line.repeat(9000)}`));
    const reader = createPatchLineReader(() => ['M', 'M', 'M']);
    for (let count = 0; count < 3; count += 1) reader.push(file);
    expect(reader.end().map((lines) => lines?.length ?? null)).toEqual([9000, null, null]);
  });

  it('reads an empty patch as no file', () => {
    expect(read([], '')).toEqual([]);
  });

  it.each([
    ['fewer files than changes', ['M', 'M'], block('x', '@@ -1 +1 @@\n-a\n+b\n'), 'in the middle'],
    ['more files than changes', [], block('x', '@@ -1 +1 @@\n-a\n+b\n'), 'more patches'],
    ['a hunk that is too short', ['M'], block('x', '@@ -1 +1,2 @@\n-a\n+b\n'), 'in the middle'],
    ['a line without its end', ['M'], block('x', '@@ -1 +1 @@\n-a\n+b'), 'in the middle'],
    ['half a type change', ['T'], block('x', '@@ -1 +0,0 @@\n-a\n'), 'in the middle'],
    ['a hunk header that is none', ['M'], block('x', '@@ -x +y @@\n'), 'Not a hunk header'],
  ])('throws on %s', (_name, statuses, patch, sentence) => {
    expect(() => read(statuses, patch)).toThrow(sentence);
  });
});
