import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { MAX_LINES_OF_A_PATCH } from '#lib/domain/patch-hunks.ts';
import type { PatchHunk, PatchReading } from '#lib/domain/patch-reading.ts';
import { GitError } from '#lib/git/git-error.ts';
import type { FileContent } from '#lib/testing/fast-import-stream.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';

import { readPatches } from './read-patches.ts';

const LINES = Array.from({ length: 60 }, (_, index) => `line ${index}`);

/** A file of 60 lines, some of them replaced; null takes one away. */
function text(changes: Readonly<Record<number, string | null>> = {}, lines = LINES): string {
  return lines
    .flatMap((line, index) => {
      const changed = changes[index];
      return changed === null ? [] : [`${changed ?? line}\n`];
    })
    .join('');
}

const large = 'x'.repeat(99).concat('\n').repeat(30_000);
const NOT_UTF8 = Buffer.from('caf\xe9.go', 'latin1');
/** As git shows it. */
const QUOTED = '"caf\\351.go"';

/** Path, base, head; null: not there. */
const FILES: readonly (readonly [string | Buffer, FileContent, FileContent])[] = [
  ['src/edited.go', text(), text({ 3: 'three', 40: null, 50: 'a\nb' })],
  ['src/added.go', null, 'package added\n\nfunc f() {}\n'],
  ['src/deleted.go', 'package deleted\n\nvar unlike = true\n', null],
  ['src/old name.go', text({ 7: 'moved', 9: 'moved' }), null],
  ['src/new\tname.go', null, text({ 7: 'moved', 9: 'moved, changed' })],
  ['src/same_old.go', text({ 20: 'same' }), null],
  ['src/same_new.go', null, text({ 20: 'same' })],
  ['src/mode.go', text({ 30: 'mode' }), { executable: text({ 30: 'mode' }) }],
  ['src/link', 'a file\nof two lines\n', { symlinkTo: 'edited.go' }],
  ['src/module', { submoduleAt: '1'.repeat(40) }, { submoduleAt: '2'.repeat(40) }],
  ['src/unended.go', 'a\nb', 'a\nc\nd'],
  ['src/ended.go', 'a\nb', 'a\nb\n'],
  ['src/crlf.go', 'a\r\nb\r\n', 'a\r\nb\n'],
  ['src/empty.go', null, ''],
  ['src/confusing.go', '-- a\n\\ b\n', '++ a\n@@ -1 +1 @@\ndiff --git a/x b/x\n\\ b\n'],
  ['data.bin', Buffer.from([0, 1, 2]), Buffer.from([0, 1, 2, 3])],
  ['large.txt', large, `${large}one\n`],
  [
    'long.go',
    null,
    text(
      {},
      Array.from({ length: 3000 }, (_, index) => `long ${index}`),
    ),
  ],
  ['late.go', `${'x\n'.repeat(5000)}a\0b\n`, `${'x\n'.repeat(5000)}a\0c\n`],
  [NOT_UTF8, 'a\n', 'b\n'],
  ['dir', 'a file\n', null],
  ['dir/file.go', null, 'in a folder of its name\n'],
];

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let base: string;
let head: string;
/** Of every file, asked for at once. */
let readings: ReadonlyMap<string, PatchReading>;

beforeAll(async () => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  base = repo.commit({ on: 'base', files: filesAt(1) });
  head = repo.commit({ on: 'port', parents: [base], files: filesAt(2), replaceTree: true });
  const paths = FILES.map(([file]) => (file === NOT_UTF8 ? QUOTED : String(file)));
  readings = await readAll(paths);
});
afterAll(() => root.remove());

function filesAt(side: 1 | 2) {
  return FILES.flatMap((file) => (file[side] === null ? [] : [[file[0], file[side]] as const]));
}

async function readAll(paths: readonly string[], at = { base, head }) {
  const found = new Map<string, PatchReading>();
  await readPatches(repo, { ...at, paths }, async (path, reading) => {
    found.set(path, reading);
  });
  return found;
}

function readingOf(path: string, among = readings): PatchReading {
  const reading = among.get(path);
  if (reading === undefined) throw new Error(`${path} is not in the patch.`);
  return reading;
}

/** As git prints a hunk, without what stands between and behind its "@@". */
function printed({ heading, base: old, head: now, lines, unended }: PatchHunk): string[] {
  return [
    `@@ ${heading}`,
    ...lines.flatMap(({ sign, ...at }, index) => [
      `${sign}${sign === '-' ? old?.lines[at.base ?? -1] : now?.lines[at.head ?? -1]}`,
      ...(unended.includes(index) ? ['\\ No newline at end of file'] : []),
    ]),
  ];
}

/** The hunks that git itself prints for these paths. */
function ofGit(...paths: readonly string[]): string[] {
  const args = ['--literal-pathspecs', 'diff', '-M', base, head, '--', ...paths];
  const lines = repo.git(args).toString().split('\n').slice(0, -1);
  const isHeader =
    /^(diff --git|index|old mode|new mode|deleted file|new file|similarity|rename|---|\+\+\+) /;
  const kept: string[] = [];
  let left = 0;
  for (const line of lines) {
    const header = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@ ?(.*)$/.exec(line);
    if (left > 0 || line.startsWith('\\')) {
      if (!line.startsWith('\\')) left -= line.startsWith(' ') ? 2 : 1;
      kept.push(line);
    } else if (header !== null) {
      left = Number(header[1] ?? 1) + Number(header[2] ?? 1);
      kept.push(`@@ ${header[3]}`);
    } else if (!isHeader.test(line)) kept.push(line);
  }
  return kept;
}

describe('readPatches', () => {
  it.each([
    ['an edit', ['src/edited.go']],
    ['an added file', ['src/added.go']],
    ['a deleted file', ['src/deleted.go']],
    ['a file that moved and changed', ['src/new\tname.go', 'src/old name.go']],
    ['a file that moved as it was', ['src/same_new.go', 'src/same_old.go']],
    ['a change of mode', ['src/mode.go']],
    ['a change of type', ['src/link']],
    ['a submodule', ['src/module']],
    ['files without a newline at their end', ['src/unended.go']],
    ['a newline at the end alone', ['src/ended.go']],
    ['a carriage return alone', ['src/crlf.go']],
    ['an empty file', ['src/empty.go']],
    ['lines that look like headers', ['src/confusing.go']],
    ['a file in a folder of another’s name', ['dir/file.go']],
  ] as const)('%s is what git diff prints', (_, [path, ...others]) => {
    expect(readingOf(path).hunks.flatMap(printed)).toEqual(ofGit(path, ...others));
  });

  it('counts as git does, and numbers each line as it is in its file', () => {
    const { sums, hunks } = readingOf('src/edited.go');
    const [insertions, deletions] = repo
      .git(['diff', '--numstat', base, head, '--', 'src/edited.go'])
      .toString()
      .split('\t');
    expect(sums).toEqual({ insertions: Number(insertions), deletions: Number(deletions) });
    expect(hunks.map((hunk) => [hunk.base?.start, hunk.head?.start])).toEqual([
      [0, 0],
      [37, 37],
      [47, 46],
    ]);
  });

  it('says of a file without lines what it is', () => {
    const paths = ['data.bin', 'large.txt', 'src/mode.go', 'src/module'];
    expect(paths.map((path) => readingOf(path).versions)).toEqual([
      {
        base: { kind: 'binary', mode: '100644', bytes: 3 },
        head: { kind: 'binary', mode: '100644', bytes: 4 },
      },
      {
        base: { kind: 'large', mode: '100644', bytes: 3_000_000 },
        head: { kind: 'large', mode: '100644', bytes: 3_000_004 },
      },
      {
        base: { kind: 'text', mode: '100644', lines: 60 },
        head: { kind: 'text', mode: '100755', lines: 60 },
      },
      {
        base: { kind: 'submodule', commit: '1'.repeat(40) },
        head: { kind: 'submodule', commit: '2'.repeat(40) },
      },
    ]);
    expect(readingOf('data.bin')).toMatchObject({ sums: null, hunks: [], cutHunks: 0 });
  });

  it('keeps of a long file what a page can show, and counts all of it', () => {
    const { sums, hunks } = readingOf('long.go');
    expect(sums).toEqual({ insertions: 3000, deletions: 0 });
    expect(hunks[0]?.lines).toHaveLength(MAX_LINES_OF_A_PATCH);
    expect(hunks[0]?.cutLines).toBe(3000 - MAX_LINES_OF_A_PATCH);
  });

  it('shows a NUL far inside a file as its picture, which Postgres can store', () => {
    expect(readingOf('late.go').hunks.flatMap(printed)).toContain('+a\u2400c');
  });

  it('finds a path that is no UTF-8 by the name that it is measured under', () => {
    expect(readingOf(QUOTED).hunks.flatMap(printed)).toEqual(['@@ ', '-a', '+b']);
  });

  it('leaves out a path that is not in the patch', async () => {
    expect([...(await readAll(['src/none.go', 'src/edited.go'])).keys()]).toEqual([
      'src/edited.go',
    ]);
  });

  it('says of a blob that is not there which, and reads the other files', async () => {
    const lost = repo.commit({
      on: 'lost',
      parents: [head],
      files: { 'src/edited.go': 'lost\n', 'src/mode.go': 'there\n' },
    });
    const oid = repo.shaOf(`${lost}:src/edited.go`);
    repo.removeObject(oid);
    const paths = ['src/edited.go', 'src/mode.go'];
    const found = await readAll(paths, { base, head: lost });
    expect(readingOf('src/edited.go', found).versions).toEqual({
      base: { kind: 'text', mode: '100644', lines: 60 },
      head: { kind: 'missing', mode: '100644', oid },
    });
    expect(readingOf('src/mode.go', found).sums).toEqual({ insertions: 1, deletions: 60 });
  });

  it('fails on a commit that is not there', async () => {
    const at = { base, head: 'f'.repeat(40) };
    await expect(readAll(['src/edited.go'], at)).rejects.toThrow(GitError);
  });
});
