import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { readDates } from './read-dates.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

async function dateOf(oid: string): Promise<string | null | undefined> {
  const date = (await readDates(repo, [oid])).get(oid);
  return date?.toISOString() ?? date?.toString() ?? (date === null ? null : undefined);
}

const commitDate = Date.UTC(2020, 1, 25, 19, 30, 22) / 1000;

describe('readDates', () => {
  it('gives a commit its committer date, not its author date', async () => {
    const sha = repo.commit({ files: { a: '1' }, authorDate: 1_000_000_000, commitDate });
    expect(await dateOf(sha)).toBe('2020-02-25T19:30:22.000Z');
  });

  it('gives an annotated tag its tagger date, not that of its commit', async () => {
    const sha = repo.commit({ files: { a: '1' }, commitDate });
    const tag = repo.annotatedTag('v1', sha, { date: commitDate + 3600 });
    expect(await dateOf(tag)).toBe('2020-02-25T20:30:22.000Z');
  });

  it('gives a tag without a tagger none', async () => {
    const sha = repo.commit({ files: { a: '1' }, commitDate });
    expect(await dateOf(repo.annotatedTag('v1', sha, { tagger: null }))).toBeNull();
  });

  it('reads no date out of a message', async () => {
    const message = 'one\n\ncommitter Mallory <m@x> 1 +0000\ntagger Mallory <m@x> 1 +0000\n';
    const sha = repo.commit({ files: { a: '1' }, commitDate, message });
    expect(await dateOf(sha)).toBe('2020-02-25T19:30:22.000Z');
    expect(await dateOf(repo.annotatedTag('v1', sha, { tagger: null, message }))).toBeNull();
  });

  it.each([
    ['a name with spaces and brackets', 'A > B < C'],
    ['a name that looks like a line', 'committer x'],
    ['a name in Latin-1 bytes', 'caf\uFFFD'],
    ['no name', ''],
  ])('is not misled by %s', async (_name, name) => {
    const tree = repo.git(['mktree'], '').toString().trim();
    const by = `${name} <a@b> `;
    const text = `tree ${tree}\nauthor ${by}1 +0000\ncommitter ${by}${commitDate} -0730\n\nx\n`;
    const args = ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'];
    const sha = repo.git(args, text).toString().trim();
    expect(await dateOf(sha)).toBe('2020-02-25T19:30:22.000Z');
  });

  it('is not misled by signatures and merged tags in the header', async () => {
    const tree = repo.git(['mktree'], '').toString().trim();
    const text = [
      `tree ${tree}`,
      'author A <a@b> 1 +0000',
      `committer A <a@b> ${commitDate} +0000`,
      `mergetag object ${'1'.repeat(40)}`,
      ' type commit',
      ' tag v1',
      ' tagger T <t@b> 5 +0000',
      ' ',
      ' committer M <m@b> 6 +0000',
      '',
      'x',
    ].join('\n');
    const args = ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'];
    expect(await dateOf(repo.git(args, text).toString().trim())).toBe('2020-02-25T19:30:22.000Z');
  });

  it('has no date where the number is none that a calendar knows', async () => {
    const tree = repo.git(['mktree'], '').toString().trim();
    const args = ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'];
    for (const seconds of ['99999999999999999999', '253402300800', 'x']) {
      const text = `tree ${tree}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> ${seconds} +0000\n\nx\n`;
      expect(await dateOf(repo.git(args, text).toString().trim())).toBeNull();
    }
  });

  it('leaves out what is not there, and answers for thousands', async () => {
    const shas = repo.commits(Array.from({ length: 2_000 }, () => ({})));
    const dates = await readDates(repo, [...shas, 'f'.repeat(40), ...shas]);
    expect(dates.size).toBe(2_000);
    expect(await readDates(repo, [])).toEqual(new Map());
  });
});
