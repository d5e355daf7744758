import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { bundleProgramInto } from '#lib/testing/bundle-program-into.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';

const source = fileURLToPath(new URL('./rehearse.ts', import.meta.url));
const root = createTestRoot();
let repo: TestRepo;
let command: string;
beforeAll(async () => {
  command = await bundleProgramInto(root.path, 'lib/jobs/commands/rehearse.ts');
  repo = createTestRepo(root.path);
  repo.tag('base', repo.commit({ files: { 'src/a.go': 'one\ntwo\nthree\n', 'src/b.go': 'b\n' } }));
  repo.tag('beside', repo.commit({ files: { 'src/b.go': 'b changed\n' } }));
  const message =
    'net: change, 100% of it\n\nReviewed-on: https://go-review.googlesource.com/c/go/+/4711\n';
  repo.tag('against', repo.commit({ files: { 'src/a.go': 'one\nTWO\nthree\n' }, message }));
  repo.commit({ on: 'port', parents: ['base'], files: { 'src/a.go': 'one\n2\nthree\n' } });
  repo.commit({ on: 'hostile', parents: ['base'], files: hostileFiles('port\n') });
  repo.commit({ on: 'hostile-upstream', parents: ['base'], files: hostileFiles('up\n') });
  buildSplit();
  repo.commit({ on: 'gap', parents: ['base'], files: { 'src/a.go': 'not here\n' } });
  repo.removeObject(repo.shaOf('gap:src/a.go'));
});
afterAll(() => root.remove());

function hostileFiles(content: string) {
  return HOSTILE.map((name) => [name, content] as const);
}

function nineTimes(name: string): string {
  return `${name}\n`.repeat(9);
}

/** Upstream divides a folder in two halves, and the port has a new file in it. */
function buildSplit(): void {
  const names = ['a', 'b', 'c', 'd'];
  const files = names.map((name) => [`src/old/${name}`, nineTimes(name)] as const);
  const whole = repo.commit({ on: 'whole', parents: ['base'], files });
  repo.tag('whole', whole);
  const gone = names.map((name) => [`src/old/${name}`, null] as const);
  const moved = names.map(
    (name) => [`src/${name < 'c' ? 'one' : 'two'}/${name}`, nineTimes(name)] as const,
  );
  repo.commit({ on: 'split-upstream', parents: [whole], files: [...gone, ...moved] });
  repo.commit({ on: 'split', parents: [whole], files: { 'src/old/port.go': 'package old\n' } });
}

/** Names that GitHub Actions would take for commands, printed at the beginning of a line or anywhere in it. */
const HOSTILE = ['##[add-mask]src', '::add-mask::src', 'a\n::set-output name=evil::1'];

function rehearse(args: readonly string[], env: Record<string, string> = {}) {
  return run([command, ...args], env);
}

function run(args: readonly string[], env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { NODE_ENV: 'test', PATH: process.env.PATH, ...env },
  });
  return { status, stdout, stderr: stderr.trim() };
}

const inRepo = (head: string, onto: string, base = 'base'): string[] => [
  '--repo',
  repo.gitDir,
  '--base',
  base,
  '--head',
  head,
  '--onto',
  onto,
];

describe('npm run rehearse --repo', () => {
  test('exits 0 and says clean where nothing conflicts', () => {
    // As npm starts it; the others are of one file, which starts in a third of the time.
    const { status, stdout } = run(['--import', 'tsx', source, ...inRepo('port', 'beside')], {});
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

  test('prints no name of a repository as a command to GitHub Actions', () => {
    const { stdout, status } = rehearse(inRepo('hostile', 'hostile-upstream'), {
      GITHUB_ACTIONS: 'true',
    });
    expect(status).toBe(1);
    const word = /^::stop-commands::(\S+)\n/.exec(stdout)?.[1] ?? '';
    const [report = '', annotations = ''] = stdout.slice(word.length + 18).split(`::${word}::\n`);
    for (const name of HOSTILE.slice(0, 2)) expect(report).toContain(name);
    expect(report.split('\n').some((line) => line.trim().startsWith('::set-output'))).toBe(false);
    expect(annotations.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^::error file=##\[add-mask\]src,title=Rebase conflict::/),
      expect.stringMatching(/^::error file=%3A%3Aadd-mask%3A%3Asrc,title=Rebase conflict::/),
      expect.stringMatching(/^::error file=a%0A%3A%3Aset-output name=evil%3A%3A1,title=/),
    ]);
    const json = rehearse([...inRepo('hostile', 'hostile-upstream'), '--json']).stdout;
    expect(json).not.toContain('##[');
    const paths = JSON.parse(json).conflicts.map(({ path }: { path: string }) => path);
    expect(paths.toSorted()).toEqual(HOSTILE.toSorted());
  });

  test('says what git could not decide where no path is in conflict', () => {
    const { stdout, status } = rehearse(inRepo('split', 'split-upstream', 'whole'));
    expect(status).toBe(1);
    expect(stdout).toContain('git could not decide (directory rename unclear split): src/old\n');
    expect(stdout).not.toContain('culprit');
  });

  test('exits 3, and says how to get the rest, in a shallow clone', () => {
    const clone = createTestRepo(root.path, 'shallow.git');
    const refs = ['refs/tags/base', 'refs/tags/against', 'refs/heads/port'];
    const refspecs = refs.map((ref) => `${ref}:${ref}`);
    clone.git(['fetch', '--quiet', '--depth=1', `file://${repo.gitDir}`, ...refspecs]);
    const args = ['--base', 'base', '--head', 'port', '--onto', 'against'];
    const { status, stdout, stderr } = rehearse(['--repo', clone.gitDir, ...args]);
    expect(stderr).toMatch(/shallow clone.*git fetch --unshallow\.$/);
    expect(stdout).toBe('');
    expect(status).toBe(3);
  });

  test('exits 3, and says neither clean nor conflict, where an object is missing', () => {
    const { status, stdout, stderr } = rehearse(inRepo('gap', 'against'));
    expect(status).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });
});
