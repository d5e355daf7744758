import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Files } from '#lib/testing/fast-import-stream.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { withRehearsalInstruments } from './rehearsal-instruments.ts';
import { rehearse } from './rehearse.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;

beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

const LINES = Array.from({ length: 40 }, (_, index) => `line ${index}`);

/** A file of 40 lines, some of them replaced. */
function text(changes: Readonly<Record<number, string>> = {}): string {
  return LINES.map((line, index) => `${changes[index] ?? line}\n`).join('');
}

const SOME_COMMIT = 'a'.repeat(40);
const OTHER_COMMIT = 'b'.repeat(40);
const THIRD_COMMIT = 'c'.repeat(40);

/** Everything beside the file in question, so that no directory is empty and renames are told apart. */
const FILLER = { 'README.md': 'hello\n', 'src/os/file.go': 'package os\n' };

function build(sides: { base: Files; upstream: Files; port: Files }): {
  readonly base: string;
  readonly target: string;
  readonly head: string;
} {
  const base = repo.commit({ on: 'base', files: FILLER });
  const start = repo.commit({ on: 'base', files: sides.base });
  expect(start).not.toBe(base);
  return {
    base: start,
    target: repo.commit({ on: 'upstream', parents: [start], files: sides.upstream }),
    head: repo.commit({ on: 'port', parents: [start], files: sides.port }),
  };
}

async function rehearseSides(sides: { base: Files; upstream: Files; port: Files }) {
  return await ask(build(sides));
}

interface Case {
  readonly name: string;
  readonly base: Files;
  readonly upstream: Files;
  readonly port: Files;
  /** path, type, hunks, and which of base, upstream and port have it. */
  readonly conflicts: readonly (readonly [string, string, number | null, string])[];
}

const CASES: readonly Case[] = [
  {
    name: 'content, with the number of places',
    base: { 'src/runtime/a.go': text() },
    upstream: { 'src/runtime/a.go': text({ 3: 'up', 30: 'up' }) },
    port: { 'src/runtime/a.go': text({ 3: 'port', 20: 'port', 30: 'port' }) },
    conflicts: [['src/runtime/a.go', 'content', 2, 'bup']],
  },
  {
    name: 'add/add',
    base: { 'src/runtime/z.go': 'z\n' },
    upstream: { 'src/runtime/a.go': 'up\n' },
    port: { 'src/runtime/a.go': 'port\n' },
    conflicts: [['src/runtime/a.go', 'add/add', 1, 'up']],
  },
  {
    name: 'modify/delete, deleted by upstream',
    base: { 'src/net/a.go': text() },
    upstream: { 'src/net/a.go': null },
    port: { 'src/net/a.go': text({ 3: 'port' }) },
    conflicts: [['src/net/a.go', 'modify/delete', null, 'bp']],
  },
  {
    name: 'modify/delete, deleted by the port',
    base: { 'src/net/a.go': text() },
    upstream: { 'src/net/a.go': text({ 3: 'up' }) },
    port: { 'src/net/a.go': null },
    conflicts: [['src/net/a.go', 'modify/delete', null, 'bu']],
  },
  {
    name: 'rename/rename',
    base: { 'src/a.go': text() },
    upstream: { 'src/a.go': null, 'src/up.go': text() },
    port: { 'src/a.go': null, 'src/port.go': text() },
    conflicts: [
      ['src/a.go', 'rename/rename', null, 'b'],
      ['src/port.go', 'rename/rename', null, 'p'],
      ['src/up.go', 'rename/rename', null, 'u'],
    ],
  },
  {
    name: 'rename/delete, renamed by upstream',
    base: { 'src/a.go': text() },
    upstream: { 'src/a.go': null, 'src/up.go': text() },
    port: { 'src/a.go': null },
    conflicts: [['src/up.go', 'rename/delete', null, 'bu']],
  },
  {
    name: 'rename/delete, renamed by the port',
    base: { 'src/a.go': text() },
    upstream: { 'src/a.go': null },
    port: { 'src/a.go': null, 'src/port.go': text() },
    conflicts: [['src/port.go', 'rename/delete', null, 'bp']],
  },
  {
    name: 'file/directory, a directory of upstream where the port changed a file',
    base: { 'src/a': text() },
    upstream: { 'src/a': null, 'src/a/b.go': 'b\n' },
    port: { 'src/a': text({ 3: 'port' }) },
    conflicts: [['src/a', 'file/directory', null, 'bp']],
  },
  {
    name: 'file/directory, a directory of the port where upstream changed a file',
    base: { 'src/a': text() },
    upstream: { 'src/a': text({ 3: 'up' }) },
    port: { 'src/a': null, 'src/a/b.go': 'b\n' },
    conflicts: [['src/a', 'file/directory', null, 'bu']],
  },
  {
    name: 'a file on one side and a symbolic link on the other, as one path',
    base: { 'src/a': text() },
    upstream: { 'src/a': { symlinkTo: 'elsewhere' } },
    port: { 'src/a': text({ 3: 'port' }) },
    conflicts: [['src/a', 'type', null, 'bup']],
  },
  {
    name: 'mode',
    base: { 'src/z': 'z\n' },
    upstream: { 'src/run': 'same\n' },
    port: { 'src/run': { executable: 'same\n' } },
    conflicts: [['src/run', 'mode', null, 'up']],
  },
  {
    name: 'binary',
    base: { 'src/a.syso': Buffer.from('a\0base') },
    upstream: { 'src/a.syso': Buffer.from('a\0up') },
    port: { 'src/a.syso': Buffer.from('a\0port') },
    conflicts: [['src/a.syso', 'binary', null, 'bup']],
  },
  {
    name: 'submodule',
    base: { 'src/sub': { submoduleAt: SOME_COMMIT } },
    upstream: { 'src/sub': { submoduleAt: OTHER_COMMIT } },
    port: { 'src/sub': { submoduleAt: THIRD_COMMIT } },
    conflicts: [['src/sub', 'submodule', null, 'bup']],
  },
  {
    name: 'a file added in a directory that upstream renamed',
    base: { 'src/old/a.go': text({ 1: 'a' }), 'src/old/b.go': text({ 1: 'b' }) },
    upstream: {
      'src/old/a.go': null,
      'src/old/b.go': null,
      'src/new/a.go': text({ 1: 'a' }),
      'src/new/b.go': text({ 1: 'b' }),
    },
    port: { 'src/old/port.go': 'package old\n' },
    conflicts: [['src/new/port.go', 'directory rename', null, 'p']],
  },
  {
    name: 'several types on one path: a rename, with the content in conflict as well',
    base: { 'src/a.go': text() },
    upstream: { 'src/a.go': null, 'src/up.go': text({ 3: 'up' }) },
    port: { 'src/a.go': null, 'src/port.go': text({ 3: 'port' }) },
    conflicts: [
      ['src/a.go', 'rename/rename', null, 'b'],
      ['src/port.go', 'rename/rename', 1, 'p'],
      ['src/up.go', 'rename/rename', 1, 'u'],
    ],
  },
];

describe('rehearse', () => {
  it.each(CASES)('names a conflict: $name', async ({ base, upstream, port, conflicts }) => {
    const measured = await rehearseSides({ base, upstream, port });
    expect(measured.outcome).toBe('conflict');
    expect(
      measured.conflicts.map((conflict) => [
        conflict.path,
        conflict.type,
        conflict.hunks,
        (['base', 'upstream', 'port'] as const)
          .filter((side) => conflict.versions[side] !== null)
          .map((side) => side[0])
          .join(''),
      ]),
    ).toEqual(conflicts);
    expect(measured.unplaced).toEqual([]);
  });

  it('is clean where both sides can be had', async () => {
    const measured = await rehearseSides({
      base: { 'src/a.go': text() },
      upstream: { 'src/a.go': text({ 3: 'up' }), 'src/b.go': 'b\n' },
      port: { 'src/a.go': text({ 30: 'port' }), 'src/c.go': 'c\n' },
    });
    expect(measured).toEqual({ outcome: 'clean', conflicts: [], unplaced: [] });
  });

  it('is a conflict where git leaves no path unmerged but could not decide', async () => {
    const files = ['a', 'b', 'c', 'd'].map((name) => [name, text({ 1: name })] as const);
    const place = (folderOf: (name: string) => string) =>
      files.map(([name, content]) => [`${folderOf(name)}/${name}`, content] as const);
    const measured = await rehearseSides({
      base: place(() => 'src/old'),
      upstream: [
        ...files.map(([name]) => [`src/old/${name}`, null] as const),
        ...place((name) => (name < 'c' ? 'src/one' : 'src/two')),
      ],
      port: { 'src/old/port.go': 'package old\n' },
    });
    expect(measured).toMatchObject({ outcome: 'conflict', conflicts: [] });
    expect(measured.unplaced).toEqual([
      { gitType: 'directory rename unclear split', paths: ['src/old'] },
    ]);
  });

  it('rehearses a port without a commit of its own, and onto its own base', async () => {
    const base = repo.commit({ files: { 'src/a.go': text() } });
    const target = repo.commit({ files: { 'src/a.go': text({ 3: 'up' }) } });
    await withRehearsalInstruments(repo, async (instruments) => {
      for (const onto of [target, base]) {
        const from = { base, head: base };
        const measured = await rehearse(instruments, { from, target: onto, subsystemRules: [] });
        expect(measured.outcome).toBe('clean');
      }
    });
  });

  it('tells paths apart by their bytes, and shows them as they are shown elsewhere', async () => {
    const names = ['src/new\nline', 'src/a b', 'src/tilde~x', `src/sha~${SOME_COMMIT}`];
    const raw = Buffer.from([0x73, 0x72, 0x63, 0x2f, 0xff]);
    const files = (content: string): Files => [...names, raw].map((name) => [name, content]);
    const measured = await rehearseSides({
      base: files('base\n'),
      upstream: files('up\n'),
      port: files('port\n'),
    });
    const found = new Map(measured.conflicts.map((conflict) => [conflict.path, conflict.hunks]));
    expect(found).toEqual(new Map([...names, '"src/\\377"'].map((name) => [name, 1])));
  });

  it('does not take lines of a file for conflict markers', async () => {
    const marked = '<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> other\n';
    const measured = await rehearseSides({
      base: { 'src/a.go': `${marked}${text()}` },
      upstream: { 'src/a.go': `${marked}${text({ 3: 'up' })}` },
      port: { 'src/a.go': `${marked}${text({ 3: 'port' })}` },
    });
    expect(measured.conflicts.map(({ hunks }) => hunks)).toEqual([1]);
  });

  it('gives the same answer twice, and leaves neither the repository changed nor a folder behind', async () => {
    const sides = {
      base: { 'src/a.go': text(), 'src/b.go': text({ 1: 'b' }) },
      upstream: { 'src/a.go': text({ 3: 'up' }), 'src/b.go': null },
      port: { 'src/a.go': text({ 3: 'port' }), 'src/b.go': text({ 1: 'c' }) },
    };
    const { base, target, head } = build(sides);
    const before = digestOf(repo.gitDir);
    const sha = { base, target, head };
    const left = await leftBehindBy(async () => {
      expect(await ask(sha)).toEqual(await ask(sha));
    });
    expect(left).toEqual([]);
    expect(digestOf(repo.gitDir)).toBe(before);
  });
});

async function ask({ base, head, target }: { base: string; head: string; target: string }) {
  return await withRehearsalInstruments(repo, (instruments) =>
    rehearse(instruments, { from: { base, head }, target, subsystemRules: [] }),
  );
}

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.toSorted((a, b) =>
    path.join(a.parentPath, a.name) < path.join(b.parentPath, b.name) ? -1 : 1,
  )) {
    const file = path.join(entry.parentPath, entry.name);
    hash.update(`${file}\0`);
    if (entry.isFile()) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Runs `work` with a temporary folder of its own, and returns what it left there. */
async function leftBehindBy(work: () => Promise<unknown>): Promise<readonly string[]> {
  const folder = path.join(root.path, 'tmp');
  const before = process.env['TMPDIR'];
  mkdirSync(folder);
  process.env['TMPDIR'] = folder;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  return readdirSync(folder);
}
