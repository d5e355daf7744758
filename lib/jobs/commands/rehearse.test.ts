import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';

const command = fileURLToPath(new URL('./rehearse.ts', import.meta.url));
const root = createTestRoot();
let repo: TestRepo;
beforeAll(() => {
  repo = createTestRepo(root.path);
  repo.tag('base', repo.commit({ files: { 'src/a.go': 'one\ntwo\nthree\n', 'src/b.go': 'b\n' } }));
  repo.tag('beside', repo.commit({ files: { 'src/b.go': 'b changed\n' } }));
  const message =
    'net: change, 100% of it\n\nReviewed-on: https://go-review.googlesource.com/c/go/+/4711\n';
  repo.tag('against', repo.commit({ files: { 'src/a.go': 'one\nTWO\nthree\n' }, message }));
  repo.commit({ on: 'port', parents: ['base'], files: { 'src/a.go': 'one\n2\nthree\n' } });
  repo.commit({ on: 'gap', parents: ['base'], files: { 'src/a.go': 'not here\n' } });
  repo.removeObject(repo.shaOf('gap:src/a.go'));
});
afterAll(() => root.remove());

function rehearse(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', command, ...args],
    {
      encoding: 'utf8',
      env: { NODE_ENV: 'test', PATH: process.env.PATH, ...env },
    },
  );
  return { status, stdout, stderr: stderr.trim() };
}

const inRepo = (head: string, onto: string): string[] => [
  '--repo',
  repo.gitDir,
  '--base',
  'base',
  '--head',
  head,
  '--onto',
  onto,
];

describe('npm run rehearse --repo', () => {
  test('exits 0 and says clean where nothing conflicts', () => {
    const { status, stdout } = rehearse(inRepo('port', 'beside'));
    expect(stdout).toMatch(/^port onto beside \([0-9a-f]{12}\): clean\.\n$/);
    expect(status).toBe(0);
  });

  test('exits 1 with a table of conflicts and the commit behind each', () => {
    const { status, stdout } = rehearse(inRepo('port', 'against'));
    expect(stdout).toContain('1 file in conflict.');
    const sha = repo.shaOf('against').slice(0, 12);
    expect(stdout).toMatch(
      new RegExp(
        `src/a\\.go +content +1 +${sha} +2020-01-01 +https://go-review\\.googlesource\\.com/c/go/\\+/4711\n$`,
      ),
    );
    expect(status).toBe(1);
  });

  test('prints JSON for programs', () => {
    const { status, stdout } = rehearse([...inRepo('port', 'against'), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'conflict',
      conflicts: [
        { path: 'src/a.go', type: 'content', hunks: 1, culprit: { sha: repo.shaOf('against') } },
      ],
    });
    expect(status).toBe(1);
  });

  test('prints annotations under GitHub Actions', () => {
    const { stdout } = rehearse(inRepo('port', 'against'), { GITHUB_ACTIONS: 'true' });
    expect(stdout).toContain(
      '\n::error file=src/a.go,title=Rebase conflict::Conflicts with against (content), since https://go-review.googlesource.com/c/go/+/4711\n',
    );
  });

  test.each([
    ['no target', () => inRepo('port', 'against').slice(0, -2)],
    ['a ref that is not there', () => inRepo('port', 'nowhere')],
    ['no repository', () => ['--repo', root.path, '--base', 'a', '--head', 'b', '--onto', 'c']],
    ['a port beside a repository', () => [...inRepo('port', 'against'), '--port', 'tamago']],
    ['neither', () => ['--onto', 'tip']],
  ])('exits 2 with one sentence for %s', (_name, args) => {
    const { status, stdout, stderr } = rehearse(args());
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.split('\n')).toHaveLength(1);
  });

  test('exits 3, and says neither clean nor conflict, where an object is missing', () => {
    const { status, stdout, stderr } = rehearse(inRepo('gap', 'against'));
    expect(status).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });
});
