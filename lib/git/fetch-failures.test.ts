import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProcesses, waitFor } from '#lib/testing/find-processes.ts';
import type { PlannedFault } from '#lib/testing/local-github/fault.ts';
import { runRawGit } from '#lib/testing/local-github/run-raw-git.ts';
import { openMirrorScene, type MirrorScene } from '#lib/testing/mirror-scene.ts';
import { GitError, type GitFailureKind } from './git-error.ts';
import { openMirror, removeLeftovers } from './mirror.ts';

let scene: MirrorScene;
beforeEach(async () => {
  scene = await openMirrorScene();
});
afterEach(async () => {
  await scene.close();
});

async function failureOf(running: Promise<unknown>): Promise<GitError> {
  const error: unknown = await running.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof GitError) return error;
  throw new Error(`It did not fail with a GitError: ${String(error)}`);
}

const onFetch = { scope: { service: 'fetch' } } as const;

describe('a fetch that fails', () => {
  it.each<readonly [string, GitFailureKind, PlannedFault]>([
    ['a corrupt pack', 'unreachable', { fault: { kind: 'bad-pack' } }],
    [
      'a pack that breaks off',
      'unreachable',
      { fault: { kind: 'cut', at: 'body', afterBytes: 50_000 }, ...onFetch },
    ],
    [
      'a pack that ends early',
      'unreachable',
      { fault: { kind: 'truncated', afterBytes: 50_000 }, ...onFetch },
    ],
    ['no answer', 'unreachable', { fault: { kind: 'cut', at: 'start' }, ...onFetch, times: 4 }],
    ['half a header', 'unreachable', { fault: { kind: 'cut', at: 'header' }, ...onFetch }],
    [
      'half a header where the refs are asked for',
      'unreachable',
      { fault: { kind: 'cut', at: 'header' }, scope: { service: 'info-refs' } },
    ],
    [
      'a page of HTML instead of refs',
      'unreachable',
      { fault: { kind: 'content-type', contentType: 'text/html', body: '<h1>Welcome</h1>' } },
    ],
    [
      'a page of HTML instead of a pack',
      'unreachable',
      { fault: { kind: 'content-type', contentType: 'text/html', body: '<p>' }, ...onFetch },
    ],
    ['a server error', 'refused', { fault: { kind: 'status', status: 502 }, ...onFetch }],
    ['a limit', 'refused', { fault: { kind: 'secondary-limit', status: 429 } }],
    ['a refusal', 'refused', { fault: { kind: 'status', status: 403 } }],
    ['a repository that is gone', 'refused', { fault: { kind: 'status', status: 404 } }],
  ])(
    'because of %s is %s, changes no ref, and the next one succeeds',
    async (_name, kind, fault) => {
      const { fork, github } = scene;
      fork.commit({ files: { a: '1' } });
      fork.setRef('a', 'master');
      fork.setRef('gone', 'master');
      await scene.fetch('o/fork');
      const before = await scene.refs();
      fork.deleteRef('a');
      fork.deleteRef('gone');
      fork.commit({ on: 'a/b', parents: ['master'], files: { a: randomBytes(200_000) } });
      const url = `${github.serverUrl}/o/fork.git`;
      const listing = await runRawGit(['ls-remote', '--heads', url]);
      expect(listing.exitCode).toBe(0);
      const expected = listing.stdout
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => ({ name: line.slice(41), sha: line.slice(0, 40), tagSha: null }));
      github.addFault({ times: 1, ...fault });
      const error = await failureOf(scene.fetch('o/fork', { expected, prune: true }));
      expect([error.failureKind, error.retryable]).toEqual([kind, true]);
      expect(await scene.refs()).toEqual(before);
      github.clearFaults();
      await scene.fetch('o/fork', { prune: true });
      expect((await scene.refs()).map((ref) => ref.split(' ')[0])).toEqual([
        'refs/src/o/fork/heads/a/b',
        'refs/src/o/fork/heads/master',
      ]);
    },
  );

  it('because the listed commit did not come leaves the refs as they were', async () => {
    const { fork } = scene;
    const sha = fork.commit({ files: { a: '1' } });
    await scene.fetch('o/fork');
    const before = await scene.refs();
    fork.commit({ files: { a: '2' } });
    const listed = { name: 'refs/heads/master', sha: 'f'.repeat(40), tagSha: null };
    const error = await failureOf(scene.fetch('o/fork', { expected: [listed], prune: true }));
    expect(error.failureKind).toBe('unreachable');
    expect(error.message).toContain('lists refs/heads/master at ffffffffffff but did not send it');
    expect(await scene.refs()).toEqual(before);
    expect(before).toEqual([`refs/src/o/fork/heads/master ${sha}`]);
  });

  it('because a second listing lacks refs prunes none of them', async () => {
    const { fork, github } = scene;
    fork.commit({ files: { a: '1' } });
    fork.setRef('b', 'master');
    await scene.fetch('o/fork');
    const before = await scene.refs();
    // The first listing is complete; that of the fetch itself is not.
    github.addFault({
      fault: { kind: 'lying-refs', patterns: ['refs/heads/b'] },
      skip: 1,
      times: 1,
    });
    await scene.fetch('o/fork', { prune: true });
    expect(await scene.refs()).toEqual(before);
  });

  it('because it was aborted changes no ref and leaves no process', async () => {
    const { fork, github, mirror } = scene;
    fork.commit({ files: { a: randomBytes(500_000) } });
    github.addFault({ fault: { kind: 'slow', bytesPerSecond: 100_000 }, ...onFetch });
    const controller = new AbortController();
    const failure = failureOf(scene.fetch('o/fork', { signal: controller.signal }));
    await waitFor(() => (packsUnderWay(mirror.store.gitDir).length > 0 ? true : null));
    controller.abort();
    expect((await failure).failureKind).toBe('aborted');
    expect(await scene.refs()).toEqual([]);
    await waitFor(() => (findProcesses(mirror.store.gitDir).length === 0 ? true : null));
  });
});

function packsUnderWay(gitDir: string): readonly string[] {
  const names = readdirSync(path.join(gitDir, 'objects', 'pack'));
  return names.filter((name) => name.startsWith('tmp_pack_'));
}

describe('a mirror whose git was killed', () => {
  it('takes up the fetch again once the leftovers are removed', async () => {
    const { upstream, fork, github, mirror } = scene;
    upstream.commit({ files: { a: '1' } });
    upstream.setRef('tmp_pack_branch', 'master');
    upstream.setRef('gc.pid', 'master');
    await scene.fetch('golang/go');
    const before = await scene.refs();
    fork.commit({ files: { a: randomBytes(500_000) } });
    github.addFault({ fault: { kind: 'slow', bytesPerSecond: 100_000 }, ...onFetch });
    const { gitDir } = mirror.store;
    const failure = failureOf(scene.fetch('o/fork'));
    await waitFor(() => (packsUnderWay(gitDir).length > 0 ? true : null));
    for (const { pid } of findProcesses(gitDir)) process.kill(pid, 'SIGKILL');
    expect((await failure).failureKind).not.toBe('aborted');
    github.clearFaults();
    const locks = ['config.lock', 'packed-refs.lock', 'refs/src/golang/go/heads/master.lock'];
    for (const name of locks) writeFileSync(path.join(gitDir, name), '');
    writeFileSync(path.join(gitDir, 'gc.pid'), '1 host');
    writeFileSync(path.join(mirror.reader.gitDir, 'config.lock'), '');

    const reopened = await openMirror(path.dirname(gitDir));
    expect(reopened).toEqual(mirror);
    const removed = await removeLeftovers(reopened);
    const half = removed.filter((name) => name.startsWith('objects/pack/tmp_pack_'));
    expect(half).toHaveLength(1);
    expect(removed.toSorted()).toEqual(
      [...half, 'gc.pid', 'packed-refs.lock', 'refs/src/golang/go/heads/master.lock'].toSorted(),
    );
    expect(await scene.refs()).toEqual(before);
    await scene.fetch('o/fork');
    upstream.commit({ files: { a: '2' } });
    upstream.deleteRef('gc.pid');
    await scene.fetch('golang/go', { prune: true });
    expect(await scene.refs()).toEqual([
      `refs/src/golang/go/heads/master ${upstream.shaOf('master')}`,
      before.find((ref) => ref.includes('tmp_pack_branch')),
      `refs/src/o/fork/heads/master ${fork.shaOf('master')}`,
    ]);
    expect(await removeLeftovers(reopened)).toEqual([]);
  });

  it('says so when a lock is in the way, and changes no ref', async () => {
    const { fork, mirror } = scene;
    fork.commit({ files: { a: '1' } });
    fork.setRef('b', 'master');
    await scene.fetch('o/fork');
    const before = await scene.refs();
    fork.commit({ files: { a: '2' } });
    fork.setRef('b', 'master');
    const lock = path.join(mirror.store.gitDir, 'refs/src/o/fork/heads/b.lock');
    writeFileSync(lock, '');
    const error = await failureOf(scene.fetch('o/fork', { prune: true }));
    expect(error.failureKind).toBe('failed');
    expect(error.stderr).toContain('b.lock');
    expect(await scene.refs()).toEqual(before);
  });
});
