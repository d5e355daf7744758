import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { openGitSeries, type GitSeries } from './git-series.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let series: GitSeries;
beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  series = openGitSeries(repo);
});
afterEach(() => {
  series.close();
  root.remove();
});

const fileOf = (name: string): string => path.join(root.path, name);

describe('a series of git', () => {
  it('answers each run with its exit code, in order, and leaves what it said in its file', async () => {
    const sha = repo.commit({ files: { a: '1\n' } });
    const codes = await Promise.all([
      series.run(['rev-parse', 'master'], fileOf('first')),
      series.run(['rev-parse', '--verify', '-q', 'nothing'], fileOf('second')),
      series.run(['no-such-command'], '/dev/null'),
      series.run(['show', 'master:a'], fileOf('fourth')),
    ]);
    expect(codes).toEqual([0, 1, 1, 0]);
    expect(await readFile(fileOf('first'), 'utf8')).toBe(`${sha}\n`);
    expect(await readFile(fileOf('fourth'), 'utf8')).toBe('1\n');
  });

  it('gives git each argument as it is', async () => {
    const hostile = ['$HOME', '`id`', '*', 'a b', '\\t', '"; exit 7 #', "'", '-x', 'ä'];
    const args = ['rev-parse', '--sq-quote', ...hostile];
    expect(await series.run(args, fileOf('said'))).toBe(0);
    const quoted = hostile.map((word) => ` '${word.replaceAll("'", String.raw`'\''`)}'`);
    expect(await readFile(fileOf('said'), 'utf8')).toBe(`${quoted.join('')}\n`);
  });

  it('refuses an argument that would end the line or is empty, and goes on', async () => {
    await expect(series.run(['a\nb'], '/dev/null')).rejects.toThrow('must not be empty');
    await expect(series.run([''], '/dev/null')).rejects.toThrow('must not be empty');
    expect(await series.run(['--version'], '/dev/null')).toBe(0);
  });

  it('fails what waits, and whatever is asked later, once it is closed', async () => {
    const waiting = series.run(['--version'], '/dev/null');
    series.close();
    await expect(waiting).rejects.toMatchObject({ failureKind: 'aborted' });
    await expect(series.run(['--version'], '/dev/null')).rejects.toMatchObject({
      failureKind: 'aborted',
    });
  });
});
