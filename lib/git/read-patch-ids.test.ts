import { execFileSync } from 'node:child_process';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';

import { readPatchIds } from './read-patch-ids.ts';

const root = createTestRoot();
let repo: TestRepo;
beforeAll(() => {
  repo = createTestRepo(root.path);
});
afterAll(() => root.remove());

const lines = (count: number, change: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: count }, (_, index) => `${change[index] ?? `line ${index}`}\n`).join('');

function git(args: readonly string[], input?: Buffer): Buffer {
  const options = ['-c', 'core.quotePath=false', `--git-dir=${repo.gitDir}`];
  return execFileSync('git', [...options, ...args], { input });
}

/** `git diff -U0 base head -- path | git patch-id --stable` */
function plainly(base: string, head: string, path: string): string | undefined {
  const patch = git(['diff', '--no-renames', '-U0', base, head, '--', path]);
  return git(['patch-id', '--stable'], patch).toString().split(' ')[0];
}

/** Of the port's change to one line of a file in which upstream has its own. */
async function idOf(upstream: Readonly<Record<number, string>>, port: string) {
  const base = repo.commit({ files: { 'a.go': lines(30, upstream) } });
  const head = repo.commit({ files: { 'a.go': lines(30, { ...upstream, 10: port }) } });
  return (await readPatchIds({ gitDir: repo.gitDir }, base, head)).get('a.go');
}

test('each path has the id that git gives its own patch', async () => {
  const base = repo.commit({
    files: {
      'a.go': lines(30),
      'b c.go': lines(9),
      'gone.go': lines(3),
      'x/é.go': 'diff --git a b\n',
    },
  });
  const head = repo.commit({
    files: {
      'a.go': lines(30, { 3: 'port', 20: 'port' }),
      'b c.go': lines(9, { 0: 'diff --git a/a.go b/a.go' }),
      'gone.go': null,
      'new.go': lines(2),
      'x/é.go': 'diff --git a c\n@@ -1 +1 @@\n',
      'binary.bin': '\0\x01\x02',
    },
  });
  const ids = await readPatchIds({ gitDir: repo.gitDir }, base, head);
  const paths = ['a.go', 'b c.go', 'gone.go', 'new.go', 'x/é.go'];
  expect([...ids.keys()].toSorted()).toEqual(paths);
  expect(paths.map((path) => ids.get(path))).toEqual(
    paths.map((path) => plainly(base, head, path)),
  );
});

test('a change that is carried over keeps its id though upstream changed the lines around it, and another has another', async () => {
  const first = await idOf({}, 'port');
  expect(first).toMatch(/^[0-9a-f]{40}$/);
  expect(await idOf({ 1: 'new\nnew', 9: 'other', 11: 'other' }, 'port')).toBe(first);
  expect(await idOf({}, 'port, changed')).not.toBe(first);
});

test('two equal trees have none', async () => {
  const same = repo.commit({ files: { 'a.go': lines(3) } });
  expect(await readPatchIds({ gitDir: repo.gitDir }, same, same)).toEqual(new Map());
});
