import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { countLines, countTreeLines } from './count-lines.ts';
import { listChangedPaths } from './list-changed-paths.ts';
import { withTemporaryObjects } from './temporary-objects.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let from: string;
let to: string;

const RAW = Buffer.from([0x66, 0xff]);

beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  from = repo.commit({
    files: [
      ['changed', 'one\ntwo\n'],
      ['deleted', 'gone\n'],
      ['binary', Buffer.from('a\0')],
      ['run', 'same\n'],
      ['link', 'a file\n'],
      ['sub', { submoduleAt: 'a'.repeat(40) }],
      ['new\nline', 'x\n'],
      ['file', 'x\n'],
      [RAW, 'raw\n'],
    ],
  });
  to = repo.commit({
    files: [
      ['changed', 'one\n2\nthree'],
      ['deleted', null],
      ['added/deep', 'x\ny\n'],
      ['binary', Buffer.from('b\0')],
      ['run', { executable: 'same\n' }],
      ['link', { symlinkTo: 'elsewhere' }],
      ['sub', { submoduleAt: 'b'.repeat(40) }],
      ['new\nline', 'y\n'],
      ['file', null],
      ['file/in', 'x\n'],
      [RAW, 'raw\nmore\n'],
    ],
  });
});
afterEach(() => {
  root.remove();
});

/** What plain git counts, as "insertions deletions path". */
function plainly(): readonly string[] {
  const args = ['diff', '--no-renames', '--numstat', '-z', from, to];
  return repo
    .git(args)
    .toString('latin1')
    .split('\0')
    .filter((field) => field !== '')
    .map((field) => field.replaceAll('\t', ' ').replace(/^- - /, '0 0 '))
    .map((field) => field.replace('f\xff', '"f\\377"'));
}

describe('counting lines', () => {
  it('of two trees is what git diff --numstat counts', async () => {
    const lines = await withTemporaryObjects(repo, (scratch) => countTreeLines(scratch, from, to));
    expect(
      [...lines].map(([name, counted]) =>
        counted.kind === 'counted' ? `${counted.insertions} ${counted.deletions} ${name}` : name,
      ),
    ).toEqual(plainly());
  });

  it('of pairs is the same, and loses nobody else’s lines where one version is missing', async () => {
    const changes = await listChangedPaths(repo, from, to);
    const ask = () => withTemporaryObjects(repo, (scratch) => countLines(scratch, changes));
    const before = await ask();
    expect(
      before.map((counted, index) =>
        counted.kind === 'counted'
          ? `${counted.insertions} ${counted.deletions} ${changes[index]?.path}`
          : '',
      ),
    ).toEqual(plainly());
    const oid = repo.shaOf(`${to}:changed`);
    repo.removeObject(oid);
    const after = await ask();
    expect(after).toEqual(
      before.map((counted, index) =>
        changes[index]?.path === 'changed' ? { kind: 'missing', oid } : counted,
      ),
    );
    const whole = await withTemporaryObjects(repo, (scratch) => countTreeLines(scratch, from, to));
    expect([...whole.values()]).toEqual(after);
  });

  it('of nothing is nothing', async () => {
    const nobody = { from: null, to: null };
    const [lines] = await withTemporaryObjects(repo, (scratch) => countLines(scratch, [nobody]));
    expect(lines).toEqual({ kind: 'counted', insertions: 0, deletions: 0 });
    expect(await withTemporaryObjects(repo, (scratch) => countLines(scratch, []))).toEqual([]);
  });
});
