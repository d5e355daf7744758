import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot } from '#lib/testing/git-repo.ts';
import { pathText } from './path-text.ts';

describe('pathText', () => {
  it.each([
    'src/a.go',
    'a b',
    ' leading and trailing ',
    'tab\there',
    'new\nline',
    'quo"te',
    'back\\slash',
    '-rf',
    ':(exclude)src',
    'é/日本/🦔',
    '\u202Egpj.exe',
    '"caf\\351"',
  ])('leaves %j, which is UTF-8, as it is', (path) => {
    expect(pathText(Buffer.from(path))).toBe(path);
  });

  it('tells a name that begins with a byte order mark from one that does not', () => {
    expect(pathText(Buffer.from('\uFEFFsrc/a.go'))).toBe('\uFEFFsrc/a.go');
  });

  it.each([
    ['Latin-1', 'caf\xe9', '"caf\\351"'],
    ['an overlong form', 'a\xc0\xafb', '"a\\300\\257b"'],
    ['half of a surrogate pair', '\xed\xa0\x80', '"\\355\\240\\200"'],
    ['a character cut short', 'src/\xe6\x97', '"src/\\346\\227"'],
    [
      'every escape',
      '\xff\x07\b\t\n\v\f\r"\\\x01\x7f',
      '"\\377\\a\\b\\t\\n\\v\\f\\r\\"\\\\\\001\\177"',
    ],
  ])('quotes %s', (_name, bytes, quoted) => {
    expect(pathText(Buffer.from(bytes, 'latin1'))).toBe(quoted);
  });

  it('quotes what is not UTF-8 exactly as git does', () => {
    const root = createTestRoot();
    try {
      const repo = createTestRepo(root.path);
      const byte = fc.integer({ min: 1, max: 255 }).filter((value) => value !== 0x2f);
      const name = fc
        .array(byte, { minLength: 1, maxLength: 12 })
        .map((bytes) => Buffer.from(['x'.charCodeAt(0), 0xff, ...bytes]));
      const names =
        fc.sample(fc.uniqueArray(name, { minLength: 200, maxLength: 200, selector: String }), {
          numRuns: 1,
          seed: 7,
        })[0] ?? [];
      repo.commit({ files: names.map((bytes) => [bytes, 'x'] as const) });
      const listed = (args: readonly string[]): Buffer =>
        repo.git(['-c', 'core.quotePath=true', 'ls-tree', '-r', '--name-only', ...args, 'master']);
      const quoted = listed([]).toString('latin1').trimEnd().split('\n');
      const raw = listed(['-z']).toString('latin1').split('\0').slice(0, -1);
      expect(raw).toHaveLength(names.length);
      expect(raw.map((bytes) => pathText(Buffer.from(bytes, 'latin1')))).toEqual(quoted);
    } finally {
      root.remove();
    }
  });
});
