import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { formatFastImport, type Files } from './fast-import-stream.ts';
import { createTestRepo, createTestRoot, type TestRepo } from './git-repo.ts';
import { randomTree } from './random-tree.ts';
import { writeCommits } from './write-commits.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;

beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

function treeOf(revision: string): readonly string[] {
  const listed = repo.git(['ls-tree', '-r', '-z', '--full-tree', revision]).toString('latin1');
  return listed.split('\0').filter((entry) => entry !== '');
}

function commitAndTag(target: TestRepo): readonly string[] {
  return [target.commit({ files: { 'a.txt': 'one\n' } }), target.annotatedTag('v1', 'master')];
}

describe('createTestRepo', () => {
  it('gives the same shas for the same recipe, whatever the environment says', () => {
    const first = commitAndTag(repo);
    process.env['GIT_AUTHOR_NAME'] = 'Mallory';
    process.env['GIT_DIR'] = '/nowhere';
    try {
      expect(commitAndTag(createTestRepo(root.path, 'again.git'))).toEqual(first);
    } finally {
      delete process.env['GIT_AUTHOR_NAME'];
      delete process.env['GIT_DIR'];
    }
    expect(first).toEqual([
      '75cf06bc34b55285675e31f3ee843d475a380158',
      '27aec4939ae273d1a160d50a8605a7444f45510d',
    ]);
  });

  it('ticks a clock for each commit and tag', () => {
    repo.commits([{ message: 'one' }, { message: 'two' }]);
    repo.annotatedTag('v1', 'master');
    const dates = repo.git(['log', '--format=%at %ct', 'master']).toString();
    expect(dates).toBe('1577836920 1577836920\n1577836860 1577836860\n');
    const tagged = repo.git(['for-each-ref', '--format=%(taggerdate:unix)', 'refs/tags/v1']);
    expect(tagged.toString()).toBe('1577836980\n');
  });

  it('keeps every byte of hostile paths', () => {
    const names = ['a b', 'quo"te', 'new\nline', 'tab\there', 'back\\slash', 'é', '-x', '$(id)'];
    const raw = Buffer.from([0x66, 0xff, 0xfe]);
    const bytes = Buffer.from([0, 1, 2, 255, 10, 0]);
    repo.commit({ files: [...names.map((name) => [name, 'x'] as const), [raw, bytes]] });
    const listed = treeOf('master').map((entry) => entry.slice(entry.indexOf('\t') + 1));
    const expected = [...names.map((name) => Buffer.from(name)), raw];
    expect(listed.toSorted()).toEqual(expected.map((name) => name.toString('latin1')).toSorted());
    expect(repo.git(['cat-file', 'blob', repo.shaOf('master:a b')]).toString()).toBe('x');
    const rawSha = treeOf('master').find((entry) => entry.endsWith(raw.toString('latin1')));
    expect(repo.git(['cat-file', 'blob', rawSha?.slice(12, 52) ?? ''])).toEqual(bytes);
  });

  it('makes executables, symlinks and submodules, and deletes what is null', () => {
    const submoduleAt = '1234567890123456789012345678901234567890';
    repo.commit({ files: { gone: 'x', kept: 'y' } });
    repo.commit({
      files: {
        gone: null,
        run: { executable: '#!/bin/sh\n' },
        link: { symlinkTo: '../elsewhere' },
        sub: { submoduleAt },
      },
    });
    expect(treeOf('master').map((entry) => entry.replace(/ [0-9a-f]{40}\t/, ' '))).toEqual([
      '100644 blob kept',
      '120000 blob link',
      '100755 blob run',
      '160000 commit sub',
    ]);
    expect(treeOf('master').some((entry) => entry.includes(submoduleAt))).toBe(true);
  });

  it('makes roots, merges and commits without a ref', () => {
    const one = repo.commit({ files: { a: '1' } });
    const root2 = repo.commit({ on: 'other', parents: [], files: { b: '2' } });
    const merge = repo.commit({ parents: [one, 'other'], files: { c: '3' } });
    const loose = repo.commit({ on: null, parents: [merge], files: { d: '4' } });
    const again = repo.commit({ parents: [], files: { e: '5' } });
    const parentsOf = (sha: string): string =>
      repo.git(['log', '--no-walk', '--format=%P', sha]).toString().trim();
    expect([one, root2, merge, loose, again].map(parentsOf)).toEqual([
      '',
      '',
      `${one} ${root2}`,
      merge,
      '',
    ]);
    expect(treeOf(again)).toHaveLength(1);
    expect(repo.git(['for-each-ref', '--format=%(refname)']).toString()).toBe(
      'refs/heads/master\nrefs/heads/other\n',
    );
  });

  it('continues a branch, or replaces its tree', () => {
    repo.commits([{ files: { a: '1' } }, { files: { b: '2' } }]);
    repo.commit({ files: { c: '3' } });
    expect(treeOf('master')).toHaveLength(3);
    repo.commit({ files: { d: '4' }, replaceTree: true });
    expect(treeOf('master')).toHaveLength(1);
    expect(repo.git(['rev-list', '--count', 'master']).toString()).toBe('4\n');
  });

  it('moves and deletes branches and tags of any name', () => {
    const one = repo.commit({ files: { a: '1' } });
    const two = repo.commit({ files: { a: '2' } });
    const odd = Buffer.concat([Buffer.from('refs/heads/caf'), Buffer.from([0xe9])]);
    repo.setRef('-x', one);
    repo.setRef("it's-$(id)", one);
    repo.setRef(odd, one);
    repo.tag('v1', one);
    repo.tag('v1', two);
    expect(repo.shaOf('refs/tags/v1')).toBe(two);
    repo.deleteRef('-x');
    repo.deleteRef('refs/tags/v1');
    const names = repo.git(['for-each-ref', '--format=%(refname)']).toString('latin1');
    expect(names).toBe("refs/heads/café\nrefs/heads/it's-$(id)\nrefs/heads/master\n");
  });

  it('makes tag objects of any object, with or without a tagger', () => {
    repo.commit({ files: { a: '1' } });
    const inner = repo.annotatedTag('inner', 'master', { date: 1_600_000_000 });
    repo.annotatedTag('outer', inner, { tagger: null });
    repo.annotatedTag('blob', 'master:a');
    expect(repo.shaOf('outer^{commit}')).toBe(repo.shaOf('master'));
    expect(repo.git(['cat-file', 'tag', 'inner']).toString()).toContain('> 1600000000 +0000');
    expect(repo.git(['cat-file', 'tag', 'outer']).toString()).not.toContain('tagger');
  });

  it('can lack a blob that its history names', () => {
    repo.commit({ files: { a: '1' } });
    repo.removeObject(repo.shaOf('master:a'));
    expect(() => repo.git(['cat-file', 'blob', 'master:a'])).toThrow('ended with');
    const missing = repo.git(['rev-list', '--objects', '--missing=print', 'master']).toString();
    expect(missing).toContain('?');
  });

  it('makes what git itself finds sound and makes alike', () => {
    repo.commit({ files: { a: '1', 'b/c': '2' } });
    repo.annotatedTag('inner', 'master');
    repo.annotatedTag('outer', 'inner');
    repo.annotatedTag('packed', 'master:b/c');
    repo.git(['pack-refs', '--all']);
    repo.commit({ files: { d: '3' } });
    repo.annotatedTag('last', 'master');
    expect(repo.git(['rev-list', '--count', 'master']).toString()).toBe('2\n');
    expect(repo.git(['fsck', '--strict', '--no-dangling', '--full']).toString()).toBe('');
    const made = path.join(root.path, 'made.git');
    repo.git(['init', '-q', '--bare', '--initial-branch=master', '--template=', made]);
    const settings = ['config', '--file', path.join(made, 'config'), '--list'];
    expect(repo.git(['config', '--local', '--list'])).toEqual(repo.git(settings));
    expect(repo.git(['symbolic-ref', 'HEAD'])).toEqual(
      repo.git([`--git-dir=${made}`, 'symbolic-ref', 'HEAD']),
    );
  });

  it('makes of any recipe what git fast-import makes of it', () => {
    const imported = createTestRepo(root.path, 'imported.git');
    const hostile: readonly Files[] = [
      { 'a/b/c': '1', a0: '2', 'a-b': '3', 'a.b/c': '4', 'é/ü': { executable: '5' } },
      { 'a/b/c': null, 'a/none': null, 'a0/none': null, none: null, 'a-b': { symlinkTo: 'a0' } },
      { a0: null, 'a0/now/a/folder': Buffer.from([0, 255]), 'a.b': 'now a file' },
      [
        [Buffer.from('caf\xe9/\xff', 'latin1'), ''],
        ['a-b', { submoduleAt: 'c'.repeat(40) }],
        ['a0', null],
      ],
      { é: null, 'twice/x': '1', 'a b\n"c"\\': '' },
      [
        ['twice/x', null],
        ['twice', '2'],
        ['twice', null],
        ['twice/y', '3'],
      ],
      {},
    ];
    const anyFiles = fc.tuple(randomTree, fc.boolean());
    const property = fc.property(fc.array(anyFiles, { maxLength: 5 }), (trees) => {
      const recipes = [...hostile.map((files) => [files, false] as const), ...trees].map(
        ([files, replaceTree], index) => ({
          ref: `refs/heads/${index % 3 === 2 ? 'side' : 'main'}`,
          mark: index + 1,
          parents: index === 0 ? [] : null,
          files,
          replaceTree,
          message: index % 2 === 0 ? Buffer.from('no end of line \xff', 'latin1') : 'Ü\n\n',
          author: { name: 'É. O’Neill, jr', email: 'e@example.org' },
          authorDate: 1_600_000_000,
          committer: { name: 'A', email: '' },
          commitDate: 1_600_000_000 + index,
        }),
      );
      const stream = Buffer.concat([...recipes.map(formatFastImport), Buffer.from('done\n')]);
      const options = ['--quiet', '--force', '--done', '--date-format=raw'];
      const said = imported.git(['fast-import', ...options], stream).toString();
      expect(writeCommits(repo.gitDir, recipes)).toEqual(said.trimEnd().split('\n'));
    });
    fc.assert(property, { numRuns: 5 });
    const whole = ['fsck', '--full', '--strict', '--no-dangling'];
    expect(repo.git(whole)).toEqual(imported.git(whole));
    const merged = { parents: [repo.commit({ on: null }), repo.commit({ on: null })] };
    const sha = repo.commit({ ...merged, files: { a: '1' }, message: '' });
    expect(repo.git(['show', '--no-patch', '--format=%P', sha]).toString().trim()).toBe(
      merged.parents.join(' '),
    );
  });

  it('leaves to git what is not plain: a packed parent, a tag, an odd name or path', () => {
    const one = repo.commit({ files: { a: '1' } });
    const tag = repo.annotatedTag('v1', one);
    const ofTag = repo.commit({ on: 'of-tag', parents: [tag] });
    expect(repo.shaOf(`${ofTag}^`)).toBe(one);
    repo.git(['repack', '-q', '-a', '-d']);
    const two = repo.commit({ files: { 'b/c': '2' } });
    expect(treeOf(two)).toHaveLength(2);
    expect(() => repo.commit({ files: { 'a//b': '' } })).toThrow('ended with');
    const nobody = { name: '', email: 'a@example.org' };
    const three = repo.commit({ author: nobody });
    expect(repo.git(['log', '-2', '--format=%H %ae', three]).toString()).toBe(
      `${three} a@example.org\n${two} ada@example.org\n`,
    );
  });

  it('refuses what git refuses of a ref, and replaces what git replaces', () => {
    const one = repo.commit({ files: { a: '1' } });
    const blob = repo.shaOf('master:a');
    repo.setRef('x', one);
    for (const [name, target] of [
      ['x/y', one],
      ['z.lock', one],
      ['a..b', one],
      ['of-a-blob', blob],
      ['of-nothing', 'f'.repeat(40)],
    ] as const) {
      expect(() => repo.setRef(name, target)).toThrow('ended with');
    }
    repo.deleteRef('x');
    repo.setRef('x/y', one);
    expect(() => repo.setRef('x', one)).toThrow('ended with');
    repo.deleteRef('x/y');
    repo.setRef('x', one);
    repo.git(['symbolic-ref', 'refs/heads/alias', 'refs/heads/x']);
    repo.setRef('alias', repo.commit({ files: { a: '2' } }));
    expect(repo.git(['rev-parse', 'x', 'alias'])).toEqual(repo.git(['rev-parse', 'master', 'x']));
    expect(repo.git(['symbolic-ref', 'refs/heads/alias']).toString()).toBe('refs/heads/x\n');
    repo.git(['fsck', '--strict']);
  });

  it('takes a short name for what git takes it for', () => {
    const one = repo.commit({ files: { a: '1' } });
    repo.commit({ files: { a: '2' } });
    repo.tag('master', one);
    for (const name of ['master', 'HEAD', 'refs/heads/master', 'heads/master', one]) {
      expect(repo.shaOf(name)).toBe(repo.git(['rev-parse', name]).toString().trim());
    }
    expect(() => repo.shaOf('none')).toThrow('ended with');
    expect(() => repo.setRef('none', 'nothing')).toThrow('ended with');
  });

  it('refuses every place that createTestRoot did not make', () => {
    expect(() => createTestRepo(root.path, '../escaped.git')).toThrow('createTestRoot');
    expect(() => createTestRepo(root.path, '.')).toThrow('createTestRoot');
    expect(() => createTestRepo(tmpdir())).toThrow('createTestRoot');
    expect(() => createTestRepo(process.cwd())).toThrow('createTestRoot');
    const other = mkdtempSync(path.join(realpathSync(tmpdir()), 'other-'));
    symlinkSync(other, path.join(root.path, 'tidemark-test-link'));
    try {
      expect(() => createTestRepo(path.join(root.path, 'tidemark-test-link'))).toThrow(
        'createTestRoot',
      );
    } finally {
      rmSync(other, { recursive: true });
    }
  });
});
