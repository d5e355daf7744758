import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { ConflictPlace, ConflictReading } from '#lib/domain/conflict-reading.ts';
import { GitError } from '#lib/git/git-error.ts';
import type { Files } from '#lib/testing/fast-import-stream.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';

import { readConflicts } from './read-conflict.ts';
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

interface Sides {
  readonly base: Files;
  readonly upstream: Files;
  readonly port: Files;
}

function build({ base, upstream, port }: Sides) {
  const start = repo.commit({ on: 'base', files: { 'README.md': 'hello\n' } });
  const from = repo.commit({ on: 'base', parents: [start], files: base });
  return {
    base: from,
    target: repo.commit({ on: 'upstream', parents: [from], files: upstream }),
    head: repo.commit({ on: 'port', parents: [from], files: port }),
  };
}

async function readAll({ base, target, head }: ReturnType<typeof build>) {
  const readings = new Map<string, ConflictReading>();
  await withRehearsalInstruments(repo, (instruments) =>
    readConflicts(instruments, { from: { base, head }, target }, (path, reading) => {
      readings.set(path, reading);
    }),
  );
  return readings;
}

/** The one path in conflict. */
async function read(sides: Sides): Promise<ConflictReading> {
  const [reading] = (await readAll(build(sides))).values();
  if (reading === undefined) throw new Error('Nothing is in conflict.');
  return reading;
}

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

/** Some megabytes. */
function large(name: string): string {
  return `${name}\n${'x'.repeat(99)}\n`.repeat(30_000);
}

/** "upstream+ 4 up" for each line of the merged view, with the number that it has in its side. */
function merged(place: ConflictPlace | undefined): string[] {
  return (place?.merged ?? []).map(({ part, sign, ...at }) => {
    const side = at.upstream !== null ? 'upstream' : at.port !== null ? 'port' : 'base';
    const slice = place?.[side];
    const index = at[side] ?? -1;
    const number = (slice?.start ?? 0) + index + 1;
    return `${part}${sign} ${number} ${slice?.lines[index]}`;
  });
}

/** "base|upstream|port" for each row of the sides. */
function rowTexts(place: ConflictPlace | undefined): string[] {
  const textOf = (side: 'base' | 'upstream' | 'port', at: number | null) =>
    at === null ? '' : (place?.[side]?.lines[at] ?? '?');
  return (place?.rows ?? []).map((row) =>
    [textOf('base', row.base), textOf('upstream', row.upstream), textOf('port', row.port)].join(
      '|',
    ),
  );
}

describe('readConflicts', () => {
  it('tells each side of a region against the base, with the lines around it', async () => {
    const reading = await read({
      base: { 'src/a.go': text() },
      upstream: { 'src/a.go': text({ 10: 'up\nup too', 40: 'clean' }) },
      port: { 'src/a.go': text({ 10: 'port', 11: null }) },
    });
    expect(reading.changes).toEqual({
      upstream: { insertions: 3, deletions: 2 },
      port: { insertions: 1, deletions: 2 },
    });
    expect(reading.places).toHaveLength(1);
    const [place] = reading.places;
    expect(place?.regions).toEqual([1]);
    expect(merged(place)).toEqual([
      'common  8 line 7',
      'common  9 line 8',
      'common  10 line 9',
      'upstream- 11 line 10',
      'upstream+ 11 up',
      'upstream+ 12 up too',
      'upstream  13 line 11',
      'port- 11 line 10',
      'port- 12 line 11',
      'port+ 11 port',
      'common  14 line 12',
      'common  15 line 13',
      'common  16 line 14',
    ]);
    expect(rowTexts(place)).toEqual([
      'line 7|line 7|line 7',
      'line 8|line 8|line 8',
      'line 9|line 9|line 9',
      'line 10|up|port',
      '|up too|',
      'line 11|line 11|',
      'line 12|line 12|line 12',
      'line 13|line 13|line 13',
      'line 14|line 14|line 14',
    ]);
  });

  it('numbers as many regions as the rehearsal counts, near or far, and joins what is near', async () => {
    const commits = build({
      base: { 'src/a.go': text() },
      upstream: { 'src/a.go': text({ 5: 'up', 12: 'up', 50: 'up' }) },
      port: { 'src/a.go': text({ 5: 'port', 12: 'port', 30: 'clean', 50: 'port' }) },
    });
    const [reading] = (await readAll(commits)).values();
    expect(reading?.places.map(({ regions }) => regions)).toEqual([[1, 2], [3]]);
    const measured = await withRehearsalInstruments(repo, (instruments) =>
      rehearse(instruments, { from: commits, target: commits.target, subsystemRules: [] }),
    );
    expect(measured.conflicts[0]?.hunks).toBe(3);
  });

  it('keeps out of a region what both sides did alike, as git does', async () => {
    const reading = await read({
      base: { 'src/a.go': text() },
      upstream: { 'src/a.go': text({ 10: 'same', 11: 'up' }) },
      port: { 'src/a.go': text({ 10: 'same', 11: 'port' }) },
    });
    expect(merged(reading.places[0]).slice(2, 9)).toEqual([
      'common  10 line 9',
      'common  11 same',
      'upstream- 11 line 10',
      'upstream- 12 line 11',
      'upstream+ 12 up',
      'port- 11 line 10',
      'port- 12 line 11',
    ]);
  });

  it('shows a deletion against a change', async () => {
    const reading = await read({
      base: { 'src/a.go': text() },
      upstream: { 'src/a.go': text({ 10: null, 11: null }) },
      port: { 'src/a.go': text({ 11: 'port' }) },
    });
    expect(merged(reading.places[0]).filter((line) => !line.startsWith('common'))).toEqual([
      'upstream- 11 line 10',
      'upstream- 12 line 11',
      'port  11 line 10',
      'port- 12 line 11',
      'port+ 12 port',
    ]);
  });

  it('pairs the sides of a file that both added', async () => {
    const reading = await read({
      base: { 'src/z.go': 'z\n' },
      upstream: { 'src/a.go': text({ 3: 'up' }) },
      port: { 'src/a.go': text({ 3: 'port' }) },
    });
    expect(reading.versions.base).toEqual({ kind: 'absent' });
    expect(reading.places).toHaveLength(1);
    expect(reading.places[0]).toMatchObject({ base: null, upstream: { start: 0 }, regions: [1] });
    expect(rowTexts(reading.places[0])[3]).toBe('|up|port');
  });

  it.each([
    ['upstream', { 'src/a.go': null }, { 'src/a.go': text({ 3: 'mine' }) }, 'port'],
    ['the port', { 'src/a.go': text({ 3: 'mine' }) }, { 'src/a.go': null }, 'upstream'],
  ])('shows what is lost where %s deleted the file', async (_, upstream, port, kept) => {
    const reading = await read({ base: { 'src/a.go': text() }, upstream, port });
    expect(reading.places.map(({ regions }) => regions)).toEqual([[]]);
    expect(merged(reading.places[0])).toEqual([
      'common  1 line 0',
      'common  2 line 1',
      'common  3 line 2',
      `${kept}- 4 line 3`,
      `${kept}+ 4 mine`,
      'common  5 line 4',
      'common  6 line 5',
      'common  7 line 6',
    ]);
  });

  it('shows the markers of a file that both renamed, without a base', async () => {
    const readings = await readAll(
      build({
        base: { 'src/a.go': text() },
        upstream: { 'src/a.go': null, 'src/up.go': text({ 3: 'up' }) },
        port: { 'src/a.go': null, 'src/port.go': text({ 3: 'port' }) },
      }),
    );
    expect([...readings.keys()]).toEqual(['src/a.go', 'src/port.go', 'src/up.go']);
    const reading = readings.get('src/port.go');
    expect(merged(reading?.places[0]).filter((line) => !line.startsWith('common'))).toEqual([
      'upstream+ 4 up',
      'port+ 4 port',
    ]);
    expect(readings.get('src/a.go')?.places).toEqual([]);
  });

  it.each([
    [
      'binary',
      { 'a.syso': Buffer.from('a\0base') },
      { 'a.syso': Buffer.from('a\0up') },
      { 'a.syso': Buffer.from('a\0port') },
      ['binary', 'binary', 'binary'],
    ],
    [
      'a submodule',
      { sub: { submoduleAt: 'a'.repeat(40) } },
      { sub: { submoduleAt: 'b'.repeat(40) } },
      { sub: { submoduleAt: 'c'.repeat(40) } },
      ['submodule', 'submodule', 'submodule'],
    ],
    [
      'a mode',
      { z: 'z\n' },
      { run: 'same\n' },
      { run: { executable: 'same\n' } },
      ['absent', 'text', 'text'],
    ],
    [
      'a symbolic link',
      { 'src/a': text() },
      { 'src/a': { symlinkTo: 'elsewhere' } },
      { 'src/a': text({ 3: 'port' }) },
      ['text', 'text', 'text'],
    ],
    [
      'a directory in the place of the file',
      { 'src/a': text() },
      { 'src/a': null, 'src/a/b.go': 'b\n' },
      { 'src/a': text() + 'more\n' },
      ['text', 'absent', 'text'],
    ],
  ])('says what the versions are: %s', async (_, base, upstream, port, expected) => {
    const { versions } = await read({ base, upstream, port });
    expect([versions.base.kind, versions.upstream.kind, versions.port.kind]).toEqual(expected);
  });

  it('shows no more of a large conflict than there is room for, and says how much is left', async () => {
    const many = Array.from({ length: 6000 }, (_, index) => `${index} ${'x'.repeat(20)}`);
    const every = (name: string) =>
      text(
        Object.fromEntries(many.map((_, at) => [at, at % 10 === 0 ? name : (many[at] ?? '')])),
        many,
      );
    const reading = await read({
      base: { 'src/a.go': text({}, many) },
      upstream: { 'src/a.go': every('up') },
      port: { 'src/a.go': every('port') },
    });
    expect(reading.places.length + reading.cutPlaces).toBe(600);
    expect(reading.cutPlaces).toBeGreaterThan(0);
    const whole = await read({
      base: { 'src/a.go': 'x\n' },
      upstream: { 'src/a.go': text({ 7: 'y'.repeat(5000) }, many) },
      port: { 'src/a.go': many.map((line) => `${line}!\n`).join('') },
    });
    const [place] = whole.places;
    expect(place?.cutRows).toBe(5600);
    expect(place?.merged.length).toBeLessThanOrEqual(803);
    expect(place?.upstream?.lines[7]).toMatch(/y … \(4000 more characters\)$/);
  });

  it('does not read a file of many megabytes', async () => {
    const reading = await read({
      base: { 'src/a.go': large('base') },
      upstream: { 'src/a.go': large('up') },
      port: { 'src/a.go': large('port') },
    });
    expect(reading.places).toEqual([]);
    expect(reading.versions.port).toMatchObject({ kind: 'large', bytes: 3_150_000 });
  });

  it('takes no line of a file for a marker or for a heading of a diff', async () => {
    const hostile = '=======\n>>>>>>> x\n<<<<<<< y\n@@ -1 +1 @@\na\r@@ -9,9 +9,9 @@\n';
    const reading = await read({
      base: { 'src/a.go': `${hostile}${text()}` },
      upstream: { 'src/a.go': `${hostile}${text({ 2: 'up\n=======' })}` },
      port: { 'src/a.go': `${hostile}${text({ 2: 'port\n=======' })}` },
    });
    expect(reading.changes.upstream).toEqual({ insertions: 2, deletions: 1 });
    const lines = merged(reading.places[0]).filter((line) => !line.startsWith('common'));
    expect(lines[1]).toBe('upstream+ 8 up');
    expect(lines.at(-1)).toMatch(/^port\+ \d+ (port|=======)$/);
    expect(rowTexts(reading.places[0])).toContain('line 2|up|port');
  });

  it('keeps control and direction characters as they are, but for a NUL, which Postgres does not hold', async () => {
    const odd = `${'x\n'.repeat(5000)}a\u202eb\u001b[31m\0\r\n`;
    const reading = await read({
      base: { 'src/a.go': `${odd}one\n` },
      upstream: { 'src/a.go': `${odd}two\n` },
      port: { 'src/a.go': `${odd}three\n` },
    });
    expect(reading.places[0]?.base?.lines).toContain('a\u202eb\u001b[31m\u2400\r');
  });

  it('throws where a blob is missing, and nothing is known', async () => {
    const commits = build({
      base: { 'src/a.go': text() },
      upstream: { 'src/a.go': text({ 3: 'up' }) },
      port: { 'src/a.go': text({ 3: 'port' }) },
    });
    repo.removeObject(repo.shaOf('upstream:src/a.go'));
    await expect(readAll(commits)).rejects.toBeInstanceOf(GitError);
  });

  it('says which blob is missing where git can merge without it', async () => {
    const commits = build({
      base: { 'src/a.go': text() },
      upstream: { 'src/a.go': null },
      port: { 'src/a.go': 'entirely different\n' },
    });
    const oid = repo.shaOf('port:src/a.go');
    repo.removeObject(oid);
    const reading = (await readAll(commits)).get('src/a.go')?.versions.port;
    expect(reading).toEqual({ kind: 'missing', mode: '100644', oid });
  });
});
