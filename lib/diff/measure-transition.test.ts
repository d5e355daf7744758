import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TransitionMeasurement } from '#lib/domain/transition.ts';
import type { Files } from '#lib/testing/fast-import-stream.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { measureTransition } from './measure-transition.ts';
import { withRehearsalInstruments } from './rehearsal-instruments.ts';

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

interface Story {
  readonly base: Files;
  /** What upstream changed until the second base. */
  readonly upstream: Files;
  readonly port: Files;
  /** The second rebase, against the second base. */
  readonly next: Files;
  readonly touchPaths?: readonly string[];
}

async function measure(story: Story): Promise<TransitionMeasurement> {
  const base = repo.commit({ on: 'base', files: story.base });
  const head = repo.commit({ on: 'port', parents: [base], files: story.port });
  const nextBase = repo.commit({ on: 'upstream', parents: [base], files: story.upstream });
  const nextHead = repo.commit({ on: 'next', parents: [nextBase], files: story.next });
  return await withRehearsalInstruments(repo, (instruments) =>
    measureTransition(instruments, {
      from: { base, head, commits: 1, touchPaths: story.touchPaths ?? [] },
      to: { base: nextBase, head: nextHead, commits: 1 },
      subsystemRules: [],
    }),
  );
}

describe('hand work', () => {
  it('is none where people published what the machine makes', async () => {
    const { handWork, handWorkPaths } = await measure({
      base: { 'src/os/a.go': text() },
      upstream: { 'src/os/a.go': text({ 3: 'up' }) },
      port: { 'src/os/a.go': text({ 30: 'port' }), 'src/os/b.go': 'b\n' },
      next: { 'src/os/a.go': text({ 3: 'up', 30: 'port' }), 'src/os/b.go': 'b\n' },
    });
    expect(handWork).toEqual({ conflicted: 0, clean: 0, adaptation: 0, own: 0, files: 0 });
    expect(handWorkPaths).toEqual([]);
  });

  it('of a path without a conflict is its lines, adaptation only where upstream changed it', async () => {
    const measured = await measure({
      base: { 'src/os/a.go': text(), 'src/net/b.go': text({ 1: 'b' }), README: 'x\n' },
      upstream: { 'src/os/a.go': text({ 3: 'up' }) },
      port: { 'src/os/a.go': text({ 30: 'port' }), 'src/net/b.go': text({ 1: 'b', 30: 'port' }) },
      next: {
        'src/os/a.go': text({ 30: 'port by hand' }),
        'src/net/b.go': text({ 1: 'b', 20: 'more', 30: 'port' }),
        'src/new.go': 'one\ntwo\n',
        README: null,
      },
    });
    expect(measured.outcome).toBe('clean');
    expect(measured.handWorkPaths).toEqual([
      path('README', 'outside source', { insertions: 0, deletions: 1 }),
      path('src/net/b.go', 'net', { insertions: 1, deletions: 1 }),
      path('src/new.go', 'other library', { insertions: 2, deletions: 0 }),
      // Lines of upstream that were taken back are hand work too.
      { ...path('src/os/a.go', 'os', { insertions: 2, deletions: 2 }), isAdaptation: true },
    ]);
    expect(measured.handWork).toEqual({ conflicted: 0, clean: 9, adaptation: 4, own: 5, files: 4 });
  });

  it('of a path in conflict is the way from the nearer side', async () => {
    const conflict = {
      base: { 'src/os/a.go': text() },
      upstream: { 'src/os/a.go': text({ 3: 'up', 30: 'up' }) },
      port: { 'src/os/a.go': text({ 3: 'port', 20: 'port', 30: 'port' }) },
    };
    const near = async (content: string | null): Promise<readonly (number | null)[]> => {
      repo = createTestRepo(root.path, `near-${content?.length ?? 0}-${content?.slice(-20, -1)}`);
      const { handWorkPaths, handWork } = await measure({
        ...conflict,
        next: { 'src/os/a.go': content },
      });
      expect(handWork.clean).toBe(0);
      expect(handWorkPaths.every((file) => file.isInConflict && file.isAdaptation)).toBe(true);
      return [handWorkPaths[0]?.insertions ?? 0, handWorkPaths[0]?.deletions ?? 0];
    };
    // What did not conflict is in both resolutions.
    expect(await near(text({ 3: 'up', 20: 'port', 30: 'up' }))).toEqual([0, 0]);
    expect(await near(text({ 3: 'port', 20: 'port', 30: 'port' }))).toEqual([0, 0]);
    expect(await near(text({ 3: 'up', 20: 'port', 30: 'both' }))).toEqual([1, 1]);
    expect(await near(text({ 3: 'port', 20: 'port', 30: 'both', 35: 'x' }))).toEqual([2, 2]);
    expect(await near(null)).toEqual([0, 40]);
  });

  it('of a path that one side deleted is the way from keeping or deleting it', async () => {
    const content = text({ 3: 'port' });
    const { handWorkPaths, handWork } = await measure({
      base: { 'a/keep': text(), 'b/drop': text({ 1: 'b' }), 'c/edit': text({ 1: 'c' }) },
      upstream: { 'a/keep': null, 'b/drop': null, 'c/edit': null },
      port: { 'a/keep': content, 'b/drop': text({ 1: 'b2' }), 'c/edit': text({ 1: 'c2' }) },
      next: { 'a/keep': content, 'c/edit': text({ 1: 'c3' }) },
    });
    expect(handWorkPaths.map((file) => [file.path, file.insertions, file.deletions])).toEqual([
      ['c/edit', 1, 1],
    ]);
    expect(handWork).toEqual({ conflicted: 2, clean: 0, adaptation: 2, own: 0, files: 1 });
  });

  it('counts no lines for binary files and modes, and a last line without an end as git does', async () => {
    const { handWorkPaths } = await measure({
      base: {
        'src/a.syso': Buffer.from('a\0base'),
        'src/run': 'run\n',
        'src/end': 'one\ntwo',
        'src/clash': 'one\ntwo',
      },
      upstream: { 'src/a.syso': Buffer.from('a\0up'), 'src/clash': 'one\nup' },
      port: { 'src/a.syso': Buffer.from('a\0port'), 'src/clash': 'one\nport' },
      next: {
        'src/a.syso': Buffer.from('a\0both'),
        'src/b.syso': Buffer.from('b\0'),
        'src/run': { executable: 'run\n' },
        'src/end': 'one\ntwo\n',
        'src/clash': 'one\nport\n',
      },
    });
    expect(handWorkPaths.map((file) => [file.path, file.insertions, file.deletions])).toEqual([
      ['src/clash', 1, 1],
      ['src/end', 1, 1],
    ]);
  });

  it('finds a file again that a directory is in the way of', async () => {
    const { conflicts, handWorkPaths } = await measure({
      base: { 'src/a': text() },
      upstream: { 'src/a': null, 'src/a/b.go': 'b\n' },
      port: { 'src/a': text({ 3: 'port' }) },
      next: {},
    });
    expect(conflicts.map((conflict) => conflict.path)).toEqual(['src/a']);
    expect(handWorkPaths).toEqual([]);
  });

  it('is null with a reason where the repository lacks a version, and the rest is counted', async () => {
    const base = repo.commit({ on: 'base', files: { 'src/a': 'a\n' } });
    const head = repo.commit({ on: 'port', parents: [base], files: { 'src/b': 'b\n' } });
    const files = { 'src/b': 'b\nc\n', 'src/gone': 'gone\n' };
    const nextHead = repo.commit({ on: 'next', parents: [base], files });
    const gone = repo.shaOf('next:src/gone');
    repo.removeObject(gone);
    const measured = await withRehearsalInstruments(repo, (instruments) =>
      measureTransition(instruments, {
        from: { base, head, commits: 1, touchPaths: [] },
        to: { base, head: nextHead, commits: 1 },
        subsystemRules: [],
      }),
    );
    expect(measured.handWork).toMatchObject({ clean: 1, files: 1 });
    const reason = `The mirror does not hold blob ${gone}, so its lines cannot be counted.`;
    expect(measured.handWorkPaths).toMatchObject([
      { path: 'src/b', insertions: 1, deletions: 0, unmeasuredReason: null },
      { path: 'src/gone', insertions: null, deletions: null, unmeasuredReason: reason },
    ]);
    // The flow reads every commit.
    expect(measured.flow).toBeNull();
    expect(measured.flowUnmeasuredReason).toMatch(/^git diff-tree .*mirror lacks/);
  });
});

describe('pressure', () => {
  it('is what git counts on the touch surface, a folder that was a file included', async () => {
    const base = repo.commit({
      on: 'upstream',
      files: { 'src/a.go': text(), 'src/b.go': text(), 'src/c': 'c\n', 'src/d.go': text() },
    });
    repo.commits([
      { on: 'upstream', files: { 'src/a.go': text({ 1: 'x' }), 'src/b.go': text({ 1: 'x' }) } },
      { on: 'upstream', files: { 'src/a.go': text({ 1: 'y', 2: 'y' }) } },
      { on: 'upstream', files: { 'src/c': null, 'src/c/in.go': 'in\n' } },
      { on: 'upstream', files: { 'src/d.go': text({ 1: 'untouched' }) } },
      // Done and undone: no lines, but commits.
      { on: 'upstream', files: { 'src/b.go': text({ 1: 'z' }) } },
      { on: 'upstream', files: { 'src/b.go': text() } },
    ]);
    const side = repo.commit({
      on: 'side',
      parents: [base],
      files: { 'src/a.go': text({ 9: 's' }) },
    });
    const merged = { 'src/a.go': text({ 1: 'y', 2: 'y', 9: 's' }) };
    repo.commit({ on: 'upstream', parents: ['upstream', side], files: merged });
    const nextBase = repo.commit({ on: 'upstream', files: { 'src/c/in.go': 'in\nmore\n' } });
    const touchPaths = ['src/a.go', 'src/b.go', 'src/c'];
    const { pressure, pressurePaths, subsystems } = await withRehearsalInstruments(
      repo,
      (instruments) =>
        measureTransition(instruments, {
          from: { base, head: base, commits: 0, touchPaths },
          to: { base: nextBase, head: nextBase, commits: 0 },
          subsystemRules: [{ pattern: 'src/c/**', subsystem: 'net' }],
        }),
    );
    const count = ['rev-list', '--count', '--no-merges', '--full-history'];
    const range = `${base}..${nextBase}`;
    const commits = Number(repo.git([...count, range, '--', ...touchPaths]).toString());
    const numstat = ['diff', '--no-renames', '--numstat', base, nextBase, '--', ...touchPaths];
    expect(
      pressurePaths.map((file) => `${file.insertions}\t${file.deletions}\t${file.path}\n`),
    ).toEqual(
      repo
        .git(numstat)
        .toString()
        .split(/(?<=\n)/),
    );
    expect(pressure).toEqual({ files: 3, insertions: 5, deletions: 4, commits });
    expect(commits).toBe(7);
    expect(subsystems).toEqual([
      { subsystem: 'net', conflictedFiles: 0, adaptation: 0, own: 0, pressure: 3 },
      { subsystem: 'other library', conflictedFiles: 0, adaptation: 0, own: 0, pressure: 6 },
    ]);
  });

  it('is nothing without a touch surface', async () => {
    const { pressure } = await measure({
      base: { 'src/a.go': text() },
      upstream: { 'src/a.go': text({ 3: 'up' }) },
      port: { 'src/b.go': 'b\n' },
      next: { 'src/b.go': 'b\n' },
    });
    expect(pressure).toEqual({ files: 0, insertions: 0, deletions: 0, commits: 0 });
  });
});

describe('patch flow', () => {
  it('counts commits that stayed, changed, went and came', async () => {
    const base = repo.commit({
      on: 'base',
      files: { 'src/a.go': text(), 'src/b.go': text({ 1: 'b' }) },
    });
    const nextBase = repo.commit({ on: 'upstream', parents: [base], files: { 'src/c.go': 'c\n' } });
    const patch = (
      start: string,
      on: string,
      extra: readonly { message: string; files: Files }[],
    ) =>
      repo
        .commits([
          { on, parents: [start], message: 'same', files: { 'src/a.go': text({ 5: 'same' }) } },
          ...extra.map((recipe) => ({ on, ...recipe })),
        ])
        .at(-1) ?? '';
    const long = text({ 2: 'added', 3: 'added' });
    const head = patch(base, 'port', [
      { message: 'changed', files: { 'src/new.go': long } },
      { message: 'went', files: { 'src/gone.go': text({ 7: 'gone' }) } },
    ]);
    const nextHead = patch(nextBase, 'next', [
      { message: 'changed', files: { 'src/new.go': `${long}one more\n` } },
      { message: 'came', files: { 'src/came.go': 'completely\nother\nlines\n' } },
    ]);
    const measured = await withRehearsalInstruments(repo, (instruments) =>
      measureTransition(instruments, {
        from: { base, head, commits: 3, touchPaths: [] },
        to: { base: nextBase, head: nextHead, commits: 3 },
        subsystemRules: [],
      }),
    );
    expect(measured.flow).toEqual({ same: 1, changed: 1, dropped: 1, new: 1 });
    expect(measured.flowUnmeasuredReason).toBeNull();
  });

  it('is zero for a port without commits', async () => {
    const base = repo.commit({ files: { 'src/a.go': text() } });
    const measured = await withRehearsalInstruments(repo, (instruments) =>
      measureTransition(instruments, {
        from: { base, head: base, commits: 0, touchPaths: [] },
        to: { base, head: base, commits: 0 },
        subsystemRules: [],
      }),
    );
    expect(measured).toMatchObject({
      outcome: 'clean',
      flow: { same: 0, changed: 0, dropped: 0, new: 0 },
      handWork: { clean: 0, conflicted: 0 },
    });
  });
});

describe('a huge port', { timeout: 120_000 }, () => {
  it('of 5,000 commits is measured, and says why its commits are not paired', async () => {
    const base = repo.commit({ on: 'base', files: { 'src/a.go': text() } });
    const upstream = { 'src/a.go': text({ 3: 'up' }) };
    const nextBase = repo.commit({ on: 'upstream', parents: [base], files: upstream });
    const series = Array.from({ length: 5000 }, (_, index) => ({
      on: 'port',
      ...(index === 0 ? { parents: [base] } : {}),
      // Not each: to make 5,000 trees takes longer than to measure them.
      files: index % 100 === 99 ? { 'src/port.go': `commit ${index}\n` } : {},
    }));
    const head = repo.commits(series).at(-1) ?? '';
    const files = { 'src/port.go': 'commit 4999\n' };
    const nextHead = repo.commit({ on: 'next', parents: [nextBase], files });
    const measured = await withRehearsalInstruments(repo, (instruments) =>
      measureTransition(instruments, {
        from: { base, head, commits: 5000, touchPaths: [] },
        to: { base: nextBase, head: nextHead, commits: 1 },
        subsystemRules: [],
      }),
    );
    expect(measured).toMatchObject({ outcome: 'clean', handWork: { clean: 0 }, flow: null });
    expect(measured.flowUnmeasuredReason).toContain('5001 commits');
  });

  it('with files of 50 MB is measured', async () => {
    const large = Buffer.alloc(4 * 1024 * 1024, `${'x'.repeat(1023)}\n`);
    const binary50 = Buffer.alloc(50 * 1024 * 1024);
    const changed = (word: string): Buffer => Buffer.concat([Buffer.from(`${word}\n`), large]);
    const { conflicts, handWork } = await measure({
      base: { 'src/big.txt': large },
      upstream: { 'src/big.txt': changed('up') },
      port: { 'src/big.txt': changed('port'), 'src/big.syso': binary50 },
      next: { 'src/big.txt': changed('both'), 'src/big.syso': binary50.subarray(1) },
    });
    expect(conflicts.map(({ path: name, hunks }) => [name, hunks])).toEqual([['src/big.txt', 1]]);
    expect(handWork).toEqual({ conflicted: 2, clean: 0, adaptation: 2, own: 0, files: 1 });
  });
});

function path(
  name: string,
  subsystem: TransitionMeasurement['handWorkPaths'][number]['subsystem'],
  lines: { readonly insertions: number; readonly deletions: number },
): TransitionMeasurement['handWorkPaths'][number] {
  return {
    path: name,
    subsystem,
    isInConflict: false,
    isAdaptation: false,
    unmeasuredReason: null,
    ...lines,
  };
}
