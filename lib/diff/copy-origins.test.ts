import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CopiedFrom } from '#lib/domain/measurement.ts';
import { diffTrees } from '#lib/git/diff-trees.ts';
import { pathText } from '#lib/git/path-text.ts';
import type { Files } from '#lib/testing/fast-import-stream.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { rawOrigins } from '#lib/testing/raw-origins.ts';
import { createCopyOrigins, type CopyOrigins } from './copy-origins.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

function commitTree(files: Files): string {
  return repo.commit({ files, replaceTree: true });
}

async function originsOf(
  commits: { readonly base: string; readonly head: string; readonly earlier: string | null },
  origins: CopyOrigins = createCopyOrigins(repo),
): Promise<Readonly<Record<string, CopiedFrom>>> {
  const { base, head, earlier } = commits;
  const { changes, unreadable } = await diffTrees(repo, base, head);
  const found = await origins.find({
    base: { release: 'go1.14', sha: base },
    head,
    previousLine: earlier === null ? null : { release: 'go1.13', sha: earlier },
    changes,
    unreadablePaths: unreadable.map(({ pathBytes }) => pathBytes),
  });
  return Object.fromEntries(found);
}

/** Like no other text; `edit` replaces the first lines. */
function text(name: string, edit = 0): string {
  const lines = Array.from({ length: 20 }, (_, at) => `${name} ${at * 7} ${name.repeat(3)}\n`);
  return lines.map((line, at) => (at < edit ? `edited ${at}\n` : line)).join('');
}

const NEW: Files = { 'src/new.go': text('a') };

interface Case {
  readonly name: string;
  readonly base: Files;
  readonly head: Files;
  readonly earlier?: Files;
  /** "path release" by added file. */
  readonly expected: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
  {
    name: 'an exact copy',
    base: { 'src/a.go': text('a') },
    head: { 'src/a.go': text('a'), ...NEW },
    expected: { 'src/new.go': 'src/a.go go1.14' },
  },
  {
    name: 'a copy with an edit',
    base: { 'src/a.go': text('a', 4) },
    head: { 'src/a.go': text('a', 4), ...NEW },
    expected: { 'src/new.go': 'src/a.go go1.14' },
  },
  {
    name: 'a copy of what the port changed as well',
    base: { 'src/a.go': text('a') },
    head: { 'src/a.go': text('a', 19), ...NEW },
    expected: { 'src/new.go': 'src/a.go go1.14' },
  },
  {
    name: 'a file that is hardly like any other',
    base: { 'src/a.go': text('a', 15), 'src/b.go': text('b') },
    head: { 'src/a.go': text('a', 15), 'src/b.go': text('b'), ...NEW },
    expected: {},
  },
  {
    name: 'one of several equal files, rather that of the same name',
    base: { 'src/a.go': text('a'), 'src/deep/new.go': text('a'), 'src/z.go': text('a') },
    head: { 'src/a.go': text('a'), 'src/deep/new.go': text('a'), 'src/z.go': text('a'), ...NEW },
    expected: { 'src/new.go': 'src/deep/new.go go1.14' },
  },
  {
    name: 'the more similar of two',
    base: { 'src/a.go': text('a', 6), 'src/b.go': text('a', 2) },
    head: { 'src/a.go': text('a', 6), 'src/b.go': text('a', 2), ...NEW },
    expected: { 'src/new.go': 'src/b.go go1.14' },
  },
  {
    name: 'a second child of a file that moved',
    base: { 'src/a.go': text('a') },
    head: { 'src/moved.go': text('a'), 'src/new.go': text('a', 3) },
    expected: { 'src/new.go': 'src/a.go go1.14' },
  },
  {
    name: 'an empty file, which is like any empty file',
    base: { 'src/empty': '' },
    head: { 'src/empty': '', 'src/new.go': '' },
    expected: { 'src/new.go': 'src/empty go1.14' },
  },
  {
    name: 'code of the line before that is gone',
    base: { 'src/b.go': text('b') },
    head: { 'src/b.go': text('b'), ...NEW },
    earlier: { 'src/b.go': text('b'), 'src/nacl.go': text('a', 2) },
    expected: { 'src/new.go': 'src/nacl.go go1.13' },
  },
  {
    name: 'what is in both, taken from the base though less similar',
    base: { 'src/a.go': text('a', 5) },
    head: { 'src/a.go': text('a', 5), ...NEW },
    earlier: { 'src/a.go': text('a') },
    expected: { 'src/new.go': 'src/a.go go1.14' },
  },
  {
    name: 'a file whose path is in the earlier tree, which git then takes for an edit',
    base: {},
    head: NEW,
    earlier: { 'src/new.go': text('a', 3), 'src/a.go': text('a') },
    expected: {},
  },
  {
    name: 'a file that the earlier tree has just so',
    base: {},
    head: NEW,
    earlier: { ...NEW, 'src/a.go': text('a') },
    expected: {},
  },
  {
    name: 'a file that takes the place of a folder of the earlier tree',
    base: {},
    head: { src: text('a') },
    earlier: { 'src/a.go': text('a', 8), 'z.go': text('a') },
    expected: { src: 'z.go go1.13' },
  },
  {
    name: 'a file below a file of the earlier tree, which must go and is preferred',
    base: {},
    head: { 'src/new.go': text('a'), 'x.go': text('a', 1) },
    earlier: { src: text('a', 8), 'z.go': text('a', 2) },
    expected: { 'src/new.go': 'z.go go1.13', 'x.go': 'src go1.13' },
  },
  {
    name: 'modes, links and submodules, of which only files are copies',
    base: { 'src/a.go': { executable: text('a') }, link: { symlinkTo: 'there' } },
    head: {
      'src/a.go': { executable: text('a') },
      link: { symlinkTo: 'there' },
      'src/new.go': text('a'),
      'new-link': { symlinkTo: 'there' },
      sub: { submoduleAt: '1'.repeat(40) },
    },
    expected: { 'src/new.go': 'src/a.go go1.14', 'new-link': 'link go1.14' },
  },
  {
    name: 'names of any bytes',
    base: [[Buffer.from('caf\xe9\n', 'latin1'), text('a')]],
    head: [
      [Buffer.from('caf\xe9\n', 'latin1'), text('a')],
      [Buffer.from('\xff "new"', 'latin1'), text('a')],
      [':(exclude)*', text('b')],
    ],
    earlier: { '--b\t': text('b') },
    expected: {
      '"\\377 \\"new\\""': '"caf\\351\\n" go1.14',
      ':(exclude)*': '--b\t go1.13',
    },
  },
  {
    name: 'settings for submodules that cannot be read',
    base: {},
    head: {
      ...NEW,
      '.gitmodules': '[submodule "x\n\0ignore = all',
      sub: { submoduleAt: '1'.repeat(40) },
    },
    earlier: { 'src/a.go': text('a') },
    expected: { 'src/new.go': 'src/a.go go1.13' },
  },
];

function asWords(origins: Readonly<Record<string, CopiedFrom>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(origins).map(([added, { path, release }]) => [added, `${path} ${release}`]),
  );
}

function textOf(latin1: string): string {
  return pathText(Buffer.from(latin1, 'latin1'));
}

describe('createCopyOrigins', () => {
  it.each(CASES)('finds git’s choice: $name', async ({ base, head, earlier, expected }) => {
    const commits = {
      base: commitTree(base),
      head: commitTree(head),
      earlier: earlier ? commitTree(earlier) : null,
    };
    const found = await originsOf(commits);
    expect(asWords(found)).toEqual(expected);
    const raw = [...rawOrigins(repo, commits, head)].map(([added, { from, path, similarity }]) => {
      const release = from === 'base' ? 'go1.14' : 'go1.13';
      return [textOf(added), { path: textOf(path), release, similarity }];
    });
    expect(found).toEqual(Object.fromEntries(raw));
  });

  it('is not stopped by a path that no index can hold', async () => {
    const blob = repo.git(['hash-object', '-w', '--stdin'], text('a')).toString().trim();
    const inner = repo.git(['mktree'], `100644 blob ${blob}\tconfig\n`).toString().trim();
    const lines = `040000 tree ${inner}\t.git\n040000 tree ${inner}\tgit~1\n100644 blob ${blob}\tz\n`;
    const tree = repo.git(['mktree'], lines).toString().trim();
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@b'];
    const head = repo
      .git([...identity, 'commit-tree', '-m', 'x', tree])
      .toString()
      .trim();
    const commits = { base: commitTree({}), head, earlier: commitTree({ 'src/a.go': text('a') }) };
    expect(asWords(await originsOf(commits))).toEqual({
      'git~1/config': 'src/a.go go1.13',
      z: 'src/a.go go1.13',
    });
  });

  it('writes nothing to the repository', async () => {
    const commits = {
      base: commitTree({}),
      head: commitTree(NEW),
      earlier: commitTree({ 'src/a.go': text('a') }),
    };
    const before = repo.git(['count-objects', '-v']).toString();
    await originsOf(commits);
    expect(repo.git(['count-objects', '-v']).toString()).toBe(before);
  });
});
