import { describe, expect, it } from 'vitest';
import { RECORDED_DIFF, RECORDED_PATCH_START } from '#lib/testing/recorded-diff.ts';
import { createTreeDiffReader, type TreeChange } from './tree-diff-reader.ts';

function read(chunks: readonly Buffer[]): TreeChange[] {
  const reader = createTreeDiffReader();
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  return reader.end();
}

const whole = read([RECORDED_DIFF]);

function changeOf(path: string): TreeChange {
  const change = whole.find((candidate) => candidate.path === path);
  if (!change) throw new Error(`There is no change of ${path}.`);
  return change;
}

/** Whether the answer is taken for a whole one when it breaks off after so many bytes. */
function isBelieved(bytes: number): boolean {
  try {
    read([RECORDED_DIFF.subarray(0, bytes)]);
    return true;
  } catch {
    return false;
  }
}

describe('createTreeDiffReader', () => {
  it('keeps every name as it is in the tree, and quotes those that are not UTF-8', () => {
    expect(whole.map(({ path }) => path)).toEqual([
      '\t',
      '-dash',
      ':(exclude)x',
      'a b',
      'added',
      'back\\slash',
      'bin',
      '"caf\\351"',
      'crlf',
      'empty',
      'evil',
      'gone',
      'link',
      'mode',
      'new\nline',
      'no-newline',
      'quo"te',
      'sub',
      'tab\there',
      'to\nnew.go',
    ]);
    expect(changeOf('"caf\\351"').pathBytes).toEqual(Buffer.from('caf\xe9', 'latin1'));
  });

  it.each([
    ['\t', 'M', 1, 1, ['tab', 'TAB']],
    [':(exclude)x', 'M', 1, 1, ['e', 'E']],
    ['added', 'A', 2, 0, null],
    ['crlf', 'M', 1, 1, ['two\r', 'TWO\r']],
    ['empty', 'A', 0, 0, null],
    ['gone', 'D', 0, 1, null],
    ['link', 'T', 1, 1, null],
    ['mode', 'M', 0, 0, []],
    ['new\nline', 'M', 1, 1, ['n', 'N']],
    ['no-newline', 'M', 1, 1, ['a', 'b']],
    ['sub', 'T', 1, 1, null],
    ['to\nnew.go', 'R', 1, 0, null],
  ] as const)(
    'gives %j its own status, numbers and lines',
    (path, status, added, removed, text) => {
      const { lines, changedLines, ...change } = changeOf(path);
      expect(change.status).toBe(status);
      expect(lines).toEqual({ insertions: added, deletions: removed });
      expect(changedLines).toEqual(text);
    },
  );

  it('takes no line of a file for a header of the patch', () => {
    expect(changeOf('evil').changedLines).toEqual([
      'old',
      'diff --git a/x b/x',
      '@@ -1 +1 @@',
      '--- a/x',
      '+++ b/x',
      '\\ No newline at end of file',
    ]);
  });

  it('has no numbers and no lines for a binary file', () => {
    expect(changeOf('bin')).toMatchObject({ status: 'M', lines: null, changedLines: null });
  });

  it('has both names of a renamed file, and the old one of no other', () => {
    const previous = whole.flatMap(({ previousPath }) => previousPath ?? []);
    expect(previous).toEqual(['moved.go']);
    expect(changeOf('to\nnew.go')).toMatchObject({
      previousPath: 'moved.go',
      previousBytes: Buffer.from('moved.go'),
      oldOid: 'b5660615986901aceae1450e10650892e191f8dc',
      newOid: '2019eda923040a79f52fe4bf49e0a106f4f658ae',
    });
  });

  it('keeps both modes of every file', () => {
    const modes = whole.map(({ path, oldMode, newMode }) => [path, oldMode, newMode]);
    expect(modes).toContainEqual(['mode', '100644', '100755']);
    expect(modes).toContainEqual(['link', '100644', '120000']);
    expect(modes).toContainEqual(['sub', '100644', '160000']);
    expect(modes).toContainEqual(['empty', '000000', '100644']);
  });

  it('gives the same answer wherever its input is cut in two', () => {
    const expected = JSON.stringify(whole);
    const wrongCuts = [...RECORDED_DIFF.keys()].filter((cut) => {
      const halves = [RECORDED_DIFF.subarray(0, cut), RECORDED_DIFF.subarray(cut)];
      return JSON.stringify(read(halves)) !== expected;
    });
    expect(wrongCuts).toEqual([]);
  });

  it('gives the same answer byte by byte', () => {
    expect(read([...RECORDED_DIFF].map((byte) => Buffer.of(byte)))).toEqual(whole);
  });

  it('says that an answer is not whole, wherever before its patch it breaks off', () => {
    const believed = [...Array(RECORDED_PATCH_START).keys()].filter((end) => isBelieved(end + 1));
    expect(believed).toEqual([]);
  });

  it('says so too where the patch breaks off within a line or before a file', () => {
    const lines = RECORDED_DIFF.toString('latin1', RECORDED_PATCH_START).split(/(?<=\n)/);
    let start = RECORDED_PATCH_START;
    const ends = lines.flatMap((line) => {
      const lineStart = start;
      start += line.length;
      return line.startsWith('diff --git ') ? [lineStart, start - 1] : [start - 1];
    });
    expect(ends).toHaveLength(lines.length + whole.length + 2);
    expect(ends.filter(isBelieved)).toEqual([]);
  });

  it('reads no answer at all as no change', () => {
    expect(read([])).toEqual([]);
  });

  it('refuses a status that two trees cannot have', () => {
    const oid = '1'.repeat(40);
    const raw = `:100644 100644 ${oid} ${oid} U\0src/a.go\0`;
    expect(() => read([Buffer.from(raw)])).toThrow('the status U');
  });
});
