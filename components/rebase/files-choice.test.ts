import { type Arbitrary, assert, constantFrom, option, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { filesChoiceUrl, isNarrowed, parseFilesChoice } from './files-choice.ts';
import { type FileChoice, fileSorts } from './prepare-files.ts';

const all = parseFilesChoice({});

test('nothing said is all files in git’s order, and leaves an address as it is', () => {
  expect(all).toEqual({
    q: '',
    subsystem: null,
    directory: null,
    kind: null,
    status: null,
    sort: 'git',
  });
  expect(isNarrowed(all)).toBe(false);
  expect(filesChoiceUrl('/ports/tamago/go1.26.0', all)).toBe('/ports/tamago/go1.26.0');
});

test('what is said twice, or is no order, counts as not said', () => {
  expect(parseFilesChoice({ kind: ['removed', 'shared-edit'], sort: 'largest' })).toEqual(all);
});

describe('an address', () => {
  test('keeps the revision that it names', () => {
    expect(filesChoiceUrl('/ports/tamago/go1.26.0?revision=f00', { ...all, kind: 'removed' })).toBe(
      '/ports/tamago/go1.26.0?revision=f00&kind=removed',
    );
  });

  test('says any choice so that it is read again as it was', () => {
    const word = option(string({ minLength: 1, unit: 'grapheme' }));
    const choices: Arbitrary<FileChoice> = record({
      q: string({ unit: 'grapheme' }),
      subsystem: word,
      directory: word,
      kind: word,
      status: word,
      sort: constantFrom(...fileSorts),
    });
    assert(
      property(choices, (choice) => {
        const { search, pathname } = new URL(filesChoiceUrl('/a/b', choice), 'http://localhost');
        expect(pathname).toBe('/a/b');
        expect(parseFilesChoice(Object.fromEntries(new URLSearchParams(search)))).toEqual(choice);
      }),
    );
  });
});

test('an order leaves no file out', () => {
  expect(isNarrowed({ ...all, sort: 'lines' })).toBe(false);
  expect(isNarrowed({ ...all, q: 'net' })).toBe(true);
  expect(isNarrowed({ ...all, directory: 'src/net' })).toBe(true);
});
