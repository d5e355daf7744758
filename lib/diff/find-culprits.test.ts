import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Culprit } from '#lib/domain/culprit.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { confirmCulprits } from './confirm-culprits.ts';
import { findCulprits } from './find-culprits.ts';
import { withRehearsalInstruments } from './rehearsal-instruments.ts';
import { rehearse } from './rehearse.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let base: string;

const LINES = Array.from({ length: 40 }, (_, index) => `line ${index}`);

/** A file of 40 lines, some of them replaced. */
function text(changes: Readonly<Record<number, string>> = {}): string {
  return LINES.map((line, index) => `${changes[index] ?? line}\n`).join('');
}

const PATH = 'src/os/a.go';

beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  base = repo.commit({
    on: 'upstream',
    files: { [PATH]: text(), 'src/os/b.go': text({ 9: 'b' }) },
  });
});
afterEach(() => {
  root.remove();
});

function upstream(
  files: Parameters<TestRepo['commit']>[0]['files'],
  message = 'a change\n',
): string {
  return repo.commit({ on: 'upstream', ...(files ? { files } : {}), message });
}

function port(files: Parameters<TestRepo['commit']>[0]['files']): string {
  return repo.commit({ on: 'port', parents: [base], ...(files ? { files } : {}) });
}

/** Whatever conflicts on the way from the port to upstream's tip. */
async function ask(head: string): Promise<readonly Culprit[]> {
  const target = repo.shaOf('upstream');
  return await withRehearsalInstruments(repo, async (instruments) => {
    const from = { base, head };
    const { conflicts } = await rehearse(instruments, { from, target, subsystemRules: [] });
    const paths = conflicts.map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(0);
    return await findCulprits(instruments, { from, target, paths });
  });
}

/** The rule itself, with git alone: whether the port's file can be merged into the one of this commit. */
function conflictsByTheRule(sha: string, head: string): boolean {
  const files = [`${sha}:${PATH}`, `${base}:${PATH}`, `${head}:${PATH}`];
  const tree = repo.git(['ls-tree', '-r', '--name-only', sha]).toString().split('\n');
  if (!tree.includes(PATH)) return true;
  const ids = files.map((file) => repo.shaOf(file));
  const names = ids.map((id) => repo.git(['unpack-file', id]).toString().trim());
  try {
    repo.git(['merge-file', '-p', '-q', ...names]);
    return false;
  } catch {
    return true;
  }
}

describe('a culprit', () => {
  it('is the first commit of those that reach the target in conflict', async () => {
    const head = port({ [PATH]: text({ 20: 'port' }) });
    upstream({ [PATH]: text({ 3: 'harmless' }) });
    const before = upstream({ [PATH]: text({ 3: 'harmless', 35: 'too' }) });
    const culprit = upstream({ [PATH]: text({ 3: 'harmless', 20: 'up', 35: 'too' }) });
    upstream({ [PATH]: text({ 3: 'harmless', 20: 'up', 36: 'later' }) });
    upstream({ 'src/os/b.go': text({ 20: 'elsewhere' }) });
    const [found] = await ask(head);
    expect(found).toMatchObject({
      path: PATH,
      commit: { sha: culprit },
      candidates: 4,
      foundBy: 'path',
      isMonotonic: true,
      unmeasuredReason: null,
    });
    expect(conflictsByTheRule(culprit, head)).toBe(true);
    expect(conflictsByTheRule(before, head)).toBe(false);
  });

  it('is told from an earlier conflict that upstream took back, and says that there was one', async () => {
    const head = port({ [PATH]: text({ 20: 'port' }) });
    upstream({ [PATH]: text({ 20: 'up' }) });
    const before = upstream({ [PATH]: text({ 3: 'reverted' }) });
    const culprit = upstream({ [PATH]: text({ 20: 'up again' }) });
    const [found] = await ask(head);
    expect(found).toMatchObject({ commit: { sha: culprit }, candidates: 3, isMonotonic: false });
    expect(conflictsByTheRule(culprit, head)).toBe(true);
    expect(conflictsByTheRule(before, head)).toBe(false);
  });

  it('is the commit that deleted a file which the port changed', async () => {
    const head = port({ [PATH]: text({ 20: 'port' }) });
    upstream({ [PATH]: text({ 3: 'harmless' }) });
    const culprit = upstream({ [PATH]: null });
    expect(await ask(head)).toMatchObject([{ commit: { sha: culprit }, isMonotonic: true }]);
  });

  it('is the first change of a file which the port deleted', async () => {
    const head = port({ [PATH]: null });
    const culprit = upstream({ [PATH]: text({ 3: 'up' }) });
    upstream({ [PATH]: text({ 4: 'up' }) });
    expect(await ask(head)).toMatchObject([{ commit: { sha: culprit }, candidates: 2 }]);
  });

  it('is the commit that added a file of which the port has its own', async () => {
    const head = port({ 'src/os/new.go': 'port\n' });
    upstream({ [PATH]: text({ 3: 'up' }) });
    const culprit = upstream({ 'src/os/new.go': 'up\n' });
    expect(await ask(head)).toMatchObject([{ commit: { sha: culprit }, candidates: 1 }]);
  });

  it('of a binary file is the first commit that changed it', async () => {
    base = upstream({ 'src/os/a.syso': Buffer.from('\0base') });
    const head = port({ 'src/os/a.syso': Buffer.from('\0port') });
    const culprit = upstream({ 'src/os/a.syso': Buffer.from('\0up') });
    upstream({ 'src/os/a.syso': Buffer.from('\0more') });
    expect(await ask(head)).toMatchObject([{ commit: { sha: culprit }, candidates: 2 }]);
  });

  it('is never a merge, but the commit on the branch that was merged', async () => {
    const head = port({ [PATH]: text({ 20: 'port' }) });
    const culprit = repo.commit({
      on: 'dev',
      parents: [base],
      files: { [PATH]: text({ 20: 'up' }) },
    });
    const mainline = upstream({ 'src/os/b.go': text({ 1: 'b' }) });
    const files = { [PATH]: text({ 20: 'up' }) };
    repo.commit({ on: 'upstream', parents: [mainline, culprit], files });
    expect(await ask(head)).toMatchObject([{ commit: { sha: culprit }, candidates: 1 }]);
  });

  it('carries author, landing date, subject and where it was reviewed', async () => {
    const head = port({ [PATH]: text({ 20: 'port' }) });
    const message = [
      'os: change a line',
      '',
      'Reviewed-on: https://go-review.googlesource.com/c/go/+/1 in passing.',
      '',
      'Change-Id: I1',
      'Reviewed-on: https://go-review.googlesource.com/c/go/+/100',
      '(cherry picked from commit abc)',
      'Reviewed-on: https://go-review.googlesource.com/c/go/+/207197',
      'Reviewed-by: Ada Test <ada@example.org>',
      '',
    ].join('\n');
    const [sha] = repo.commits([
      {
        on: 'upstream',
        files: { [PATH]: text({ 20: 'up' }) },
        message,
        author: { name: 'Åsa\u0007 "Quote"', email: 'a@example.org' },
        authorDate: 1_500_000_000,
        commitDate: 1_600_000_000,
      },
    ]);
    const [found] = await ask(head);
    expect(found?.commit).toEqual({
      sha,
      author: 'Åsa\u0007 "Quote"',
      landedAt: new Date(1_600_000_000_000),
      subject: 'os: change a line',
      cl: 'https://go-review.googlesource.com/c/go/+/207197',
    });
  });

  it('has no review where the trailer is no web address, or is not there', async () => {
    const head = port({ [PATH]: text({ 20: 'port' }), 'src/os/b.go': text({ 20: 'port' }) });
    upstream({ [PATH]: text({ 20: 'up' }) }, 'one\n\nReviewed-on: javascript:alert(1)\n');
    upstream({ 'src/os/b.go': text({ 20: 'up' }) }, 'two\n');
    const found = await ask(head);
    expect(found.map(({ commit }) => commit?.cl)).toEqual([null, null]);
  });

  it('is unknown, with the reason, where the mirror lacks a version', async () => {
    const head = port({ [PATH]: text({ 20: 'port' }) });
    upstream({ [PATH]: text({ 3: 'lost' }) });
    const lost = repo.shaOf(`upstream:${PATH}`);
    upstream({ [PATH]: text({ 20: 'up' }) });
    repo.removeObject(lost);
    expect(await ask(head)).toEqual([
      {
        path: PATH,
        commit: null,
        unmeasuredReason: `The mirror does not hold blob ${lost}, a version of this path.`,
        candidates: 2,
        foundBy: null,
        isMonotonic: true,
      },
    ]);
  });
});

describe('a culprit that the path itself does not explain', () => {
  const moved = { [PATH]: null, 'src/os/b.go': null, 'src/new/a.go': text() };

  it('is the commit whose whole rehearsal conflicts while its parent’s does not', async () => {
    const head = port({ 'src/os/port.go': 'package os\n' });
    for (let index = 0; index < 5; index += 1) upstream({ 'src/other.go': `${index}\n` });
    const culprit = upstream({ ...moved, 'src/new/b.go': text({ 9: 'b' }) });
    for (let index = 0; index < 4; index += 1) upstream({ 'src/other.go': `more ${index}\n` });
    const [found] = await ask(head);
    expect(found).toMatchObject({
      path: 'src/new/port.go',
      commit: { sha: culprit },
      candidates: 0,
      foundBy: 'rehearsal',
      isMonotonic: true,
    });
  });

  it('is looked for on the branch that brought it', async () => {
    const head = port({ 'src/os/port.go': 'package os\n' });
    const files = { ...moved, 'src/new/b.go': text({ 9: 'b' }) };
    repo.commit({ on: 'dev', parents: [base], files: { 'src/dev.go': 'dev\n' } });
    const culprit = repo.commit({ on: 'dev', files });
    repo.commit({ on: 'dev', files: { 'src/dev.go': 'dev 2\n' } });
    const mainline = upstream({ 'src/other.go': 'other\n' });
    repo.commit({
      on: 'upstream',
      parents: [mainline, 'dev'],
      files: { ...files, 'src/dev.go': 'dev 2\n' },
    });
    upstream({ 'src/other.go': 'more\n' });
    expect(await ask(head)).toMatchObject([{ commit: { sha: culprit }, foundBy: 'rehearsal' }]);
  });

  it('is the last such commit where upstream had taken an earlier one back', async () => {
    const head = port({ 'src/os/port.go': 'package os\n' });
    const there = { ...moved, 'src/new/b.go': text({ 9: 'b' }) };
    const back = {
      [PATH]: text(),
      'src/os/b.go': text({ 9: 'b' }),
      'src/new/a.go': null,
      'src/new/b.go': null,
    };
    // In conflict already where the line begins: the port stands on a commit that took the move back.
    const fork = upstream(there);
    base = repo.commit({ on: 'release', parents: [fork], files: back });
    const onRelease = repo.commit({
      on: 'port',
      parents: [base],
      files: { 'src/os/port.go': 'x\n' },
    });
    upstream(back);
    upstream({ 'src/other.go': 'other\n' });
    const culprit = upstream(there);
    upstream({ 'src/other.go': 'more\n' });
    expect(head).not.toBe(onRelease);
    expect(await ask(onRelease)).toMatchObject([{ commit: { sha: culprit } }]);
  });

  it('is none where the whole line conflicts', async () => {
    const fork = upstream({ ...moved, 'src/new/b.go': text({ 9: 'b' }) });
    const back = {
      [PATH]: text(),
      'src/os/b.go': text({ 9: 'b' }),
      'src/new/a.go': null,
      'src/new/b.go': null,
    };
    base = repo.commit({ on: 'release', parents: [fork], files: back });
    const head = repo.commit({ on: 'port', parents: [base], files: { 'src/os/port.go': 'x\n' } });
    upstream({ 'src/other.go': 'other\n' });
    const [found] = await ask(head);
    expect(found).toMatchObject({ commit: null, foundBy: null });
    expect(found?.unmeasuredReason).toBe('No single commit of upstream made this path conflict.');
  });
});

describe('confirming culprits', () => {
  it('compares the whole rehearsal at a commit with that at its parent', async () => {
    const head = port({ [PATH]: text({ 20: 'port' }) });
    const harmless = upstream({ [PATH]: text({ 3: 'harmless' }) });
    const culprit = upstream({ [PATH]: text({ 20: 'up' }) });
    const later = upstream({ [PATH]: text({ 21: 'up' }) });
    const confirmed = await withRehearsalInstruments(repo, async (instruments) =>
      Promise.all(
        [harmless, culprit, later].map(async (sha) => {
          const from = { base, head };
          const answer = await confirmCulprits(instruments, {
            from,
            culprits: [{ path: PATH, sha }],
          });
          return answer.get(PATH);
        }),
      ),
    );
    expect(confirmed).toEqual([false, true, false]);
  });
});
