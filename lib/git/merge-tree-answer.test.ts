import { describe, expect, it } from 'vitest';
import { readMergeAnswer } from './merge-tree-answer.ts';

const OURS = '1'.repeat(40);
const THEIRS = '2'.repeat(40);
const TREE = 'c'.repeat(40);
const OID = 'a'.repeat(40);

function answer(...fields: readonly string[]): ReturnType<typeof readMergeAnswer> {
  const bytes = Buffer.from(fields.map((field) => `${field}\0`).join(''), 'latin1');
  return readMergeAnswer(bytes, { ours: OURS, theirs: THEIRS });
}

const stage = (number: number, path: string): string => `100644 ${OID} ${number}\t${path}`;
const sentence = 'A sentence that may change.\n';

describe('readMergeAnswer', () => {
  it('reads a clean merge, which is a tree and nothing else', () => {
    expect(answer(TREE)).toEqual({ tree: TREE, conflicts: [], unplaced: [] });
  });

  it('reads stages and all the types of a path, whatever else git says', () => {
    const read = answer(
      TREE,
      stage(1, 'a b\tc'),
      stage(2, 'a b\tc'),
      stage(3, 'd'),
      '',
      '1',
      'a b\tc',
      'Auto-merging',
      sentence,
      '1',
      'a b\tc',
      'CONFLICT (contents)',
      sentence,
      '1',
      'a b\tc',
      'CONFLICT (binary)',
      sentence,
      '2',
      'd',
      'old/d',
      'CONFLICT (directory rename suggested)',
      sentence,
    );
    const version = { mode: '100644', oid: OID };
    expect(read).toMatchObject({
      conflicts: [
        {
          path: 'a b\tc',
          gitTypes: ['binary', 'contents'],
          stages: { base: version, ours: version, theirs: null },
        },
        {
          path: 'd',
          gitTypes: ['directory rename suggested'],
          stages: { base: null, ours: null, theirs: version },
        },
      ],
      unplaced: [],
    });
  });

  it('calls a path by its name where git put a side’s name behind it', () => {
    const read = answer(
      TREE,
      stage(2, 'a'),
      stage(3, `a~${THEIRS}`),
      stage(2, `b~${OURS}_0`),
      stage(3, `c~${OID}`),
      '',
      '2',
      'a',
      `a~${THEIRS}`,
      'CONFLICT (distinct modes)',
      sentence,
      '2',
      'b',
      `b~${OURS}_0`,
      'CONFLICT (file/directory)',
      sentence,
    );
    expect(
      read?.conflicts.map(({ path, pathsInTree, gitTypes }) => [path, pathsInTree, gitTypes]),
    ).toEqual([
      ['a', ['a', `a~${THEIRS}`], ['distinct modes']],
      ['b', [`b~${OURS}_0`], ['file/directory']],
      [`c~${OID}`, [`c~${OID}`], []],
    ]);
  });

  it('keeps what git could not decide apart from the paths it left unmerged', () => {
    const read = answer(TREE, '', '1', 'd', 'CONFLICT(directory rename unclear split)', sentence);
    expect(read?.unplaced).toEqual([{ gitType: 'directory rename unclear split', paths: ['d'] }]);
  });

  it('takes git’s advice about submodules for what it is', () => {
    const text = `${TREE}\0\x31\x36\x30000 ${OID} 2\tsub\0\0${['1', 'sub', 'CONFLICT (submodule not initialized)', sentence].join('\0')}\0`;
    const read = (rest: string) =>
      readMergeAnswer(Buffer.from(text + rest), { ours: OURS, theirs: THEIRS });
    expect(read('Recursive merging with submodules currently only\nsupports …')).not.toBeNull();
    expect(read('and then it broke')).toBeNull();
  });

  it.each([
    ['nothing', []],
    ['no tree', ['not a tree']],
    ['a stage that is none', [TREE, `100644 ${OID} 4\tpath`]],
    ['a stage without a path', [TREE, `100644 ${OID} 1`]],
    ['a message cut short', [TREE, stage(1, 'a'), '', '1', 'a', 'CONFLICT (contents)']],
    [
      'a message without its paths',
      [TREE, stage(1, 'a'), '', '9', 'a', 'CONFLICT (contents)', 's'],
    ],
    ['a message without a count', [TREE, stage(1, 'a'), '', 'a', 'CONFLICT (contents)', 's']],
  ])('believes no answer of %s', (_, fields) => {
    expect(answer(...fields)).toBeNull();
  });
});
