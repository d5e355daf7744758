import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runRawGit } from '#lib/testing/local-github/run-raw-git.ts';
import { openMirrorScene, type MirrorScene } from '#lib/testing/mirror-scene.ts';
import { keepCommits } from './fetch-refs.ts';
import type { FetchProgress } from './fetch-progress.ts';
import { isEmptyMirror } from './mirror.ts';

let scene: MirrorScene;
beforeEach(async () => {
  scene = await openMirrorScene();
});
afterEach(async () => {
  await scene.close();
});

async function rawInMirror(args: readonly string[]): Promise<string> {
  const { gitDir } = scene.mirror.store;
  const { exitCode, stdout, stderr } = await runRawGit([`--git-dir=${gitDir}`, ...args]);
  if (exitCode !== 0) throw new Error(stderr);
  return stdout.toString();
}

/** The history of upstream in the fork too, as on GitHub. */
function shareHistory(): void {
  const { upstream, fork } = scene;
  fork.git([
    'fetch',
    '-q',
    upstream.gitDir,
    'refs/heads/*:refs/heads/*',
    'refs/tags/*:refs/tags/*',
  ]);
}

describe('fetchRefs', () => {
  it('holds every branch and tag of two repositories, each under its own name, and every object', async () => {
    const { upstream, fork, mirror } = scene;
    upstream.commit({ files: { a: '1', 'src/b': '2' } });
    upstream.annotatedTag('go1.14', 'master');
    upstream.tag('go1.13', 'master');
    shareHistory();
    const head = fork.commit({ on: 'tamago1.14', parents: ['master'], files: { c: '3' } });
    expect(await isEmptyMirror(mirror)).toBe(true);
    await scene.fetch('golang/go');
    await scene.fetch('o/fork');
    expect(await isEmptyMirror(mirror)).toBe(false);
    const master = upstream.shaOf('master');
    const tag = upstream.shaOf('refs/tags/go1.14');
    expect(await scene.refs()).toEqual([
      `refs/src/golang/go/heads/master ${master}`,
      `refs/src/golang/go/tags/go1.13 ${master}`,
      `refs/src/golang/go/tags/go1.14 ${tag}`,
      `refs/src/o/fork/heads/master ${master}`,
      `refs/src/o/fork/heads/tamago1.14 ${head}`,
      `refs/src/o/fork/tags/go1.13 ${master}`,
      `refs/src/o/fork/tags/go1.14 ${tag}`,
    ]);
    await rawInMirror(['fsck', '--strict', '--connectivity-only']);
    expect(await rawInMirror(['rev-list', '--objects', '--missing=print', '--all'])).not.toMatch(
      /^\?/m,
    );
  });

  it('asks a second time for nothing that it has', async () => {
    const { upstream } = scene;
    upstream.commit({ files: { a: randomBytes(500_000) } });
    shareHistory();
    await scene.fetch('golang/go');
    const packs = await rawInMirror(['count-objects', '-v']);
    await scene.fetch('o/fork');
    await scene.fetch('golang/go');
    expect(await rawInMirror(['count-objects', '-v'])).toBe(packs);
  });

  it('keeps a tag that the fork forged apart from the one upstream published', async () => {
    const { upstream, fork } = scene;
    const real = upstream.commit({ files: { a: '1' } });
    upstream.tag('go1.27.0', real);
    const forged = fork.commit({ parents: [], files: { a: 'evil' } });
    fork.annotatedTag('go1.27.0', forged);
    await scene.fetch('golang/go');
    await scene.fetch('o/fork');
    expect(await rawInMirror(['rev-parse', 'refs/src/golang/go/tags/go1.27.0'])).toBe(`${real}\n`);
    expect(await rawInMirror(['for-each-ref', 'refs/tags', 'refs/heads'])).toBe('');
  });

  it('keeps names of any bytes', async () => {
    const { fork } = scene;
    const sha = fork.commit({ files: { a: '1' } });
    for (const name of ['-x', "it's-$(id)", 'tmp_pack_x', 'é', '"quoted"']) fork.setRef(name, sha);
    fork.setRef(Buffer.from('refs/heads/caf\xe9', 'latin1'), sha);
    await scene.fetch('o/fork');
    expect(await scene.refs()).toHaveLength(7);
    expect(await scene.refs()).toContain(`refs/src/o/fork/heads/caf\xe9 ${sha}`);
    fork.deleteRef(Buffer.from('refs/heads/caf\xe9', 'latin1'));
    await scene.fetch('o/fork', { prune: true });
    expect(await scene.refs()).toHaveLength(6);
  });

  it('lacks what the server left out, and nothing more', async () => {
    const { upstream } = scene;
    upstream.commit({ files: { lost: 'x'.repeat(5_000), kept: 'y' } });
    upstream.commit({ files: { other: 'z' } });
    const lost = upstream.shaOf('master:lost');
    upstream.removeObject(lost);
    await scene.fetch('golang/go');
    const all = ['rev-list', '--objects', '--missing=print', '--all'];
    expect((await rawInMirror(all)).match(/^\?.*$/gm)).toEqual([`?${lost}`]);
    upstream.commit({ files: { more: '1' } });
    await scene.fetch('golang/go');
    expect(await rawInMirror(['rev-list', '--count', '--all'])).toBe('3\n');
  });

  it('follows branches that move, also backwards and to another history', async () => {
    const { fork } = scene;
    const one = fork.commit({ files: { a: '1' } });
    fork.commit({ files: { a: '2' } });
    await scene.fetch('o/fork');
    fork.setRef('master', one);
    await scene.fetch('o/fork');
    expect(await scene.refs()).toEqual([`refs/src/o/fork/heads/master ${one}`]);
    const other = fork.commit({ parents: [], files: { b: '1' } });
    await scene.fetch('o/fork');
    expect(await scene.refs()).toEqual([`refs/src/o/fork/heads/master ${other}`]);
  });

  it.each([
    ['a branch becomes a folder of branches', 'a', 'a/b'],
    ['a folder of branches becomes a branch', 'a/b', 'a'],
    ['a deep folder becomes a branch', 'a/b/c/d', 'a/b'],
  ])(
    'has the new names after %s, pruning or not, and no other ref less',
    async (_name, old, next) => {
      const { fork } = scene;
      const sha = fork.commit({ files: { a: '1' } });
      for (const prune of [true, false]) {
        fork.setRef(old, sha);
        fork.setRef('gone', sha);
        await scene.fetch('o/fork');
        fork.deleteRef(old);
        fork.deleteRef('gone');
        fork.setRef(next, sha);
        await scene.fetch('o/fork', { prune });
        const names = ['master', next, ...(prune ? [] : ['gone'])].toSorted();
        expect(await scene.refs()).toEqual(
          names.map((name) => `refs/src/o/fork/heads/${name} ${sha}`),
        );
        fork.deleteRef(next);
      }
    },
  );

  it('prunes only when it is asked to, only this repository, and never an object', async () => {
    const { upstream, fork } = scene;
    upstream.commit({ files: { a: '1' } });
    shareHistory();
    const gone = fork.commit({ on: 'gone', parents: ['master'], files: { b: '2' } });
    await scene.fetch('golang/go');
    await scene.fetch('o/fork');
    const before = await scene.refs();
    fork.deleteRef('gone');
    await scene.fetch('o/fork');
    expect(await scene.refs()).toEqual(before);
    await scene.fetch('o/fork', { prune: true });
    expect(await scene.refs()).toEqual(before.filter((ref) => !ref.includes('gone')));
    expect(await rawInMirror(['cat-file', '-t', gone])).toBe('commit\n');
  });

  it('tells how far it is', async () => {
    const { upstream } = scene;
    upstream.commits(Array.from({ length: 30 }, () => ({ files: { a: randomBytes(20_000) } })));
    const seen: FetchProgress[] = [];
    await scene.fetch('golang/go', { onProgress: (progress) => seen.push(progress) });
    const last = seen.findLast(({ stage }) => stage === 'Receiving objects');
    expect(last).toMatchObject({ doneObjects: 90, totalObjects: 90 });
    expect(last?.receivedBytes).toBeGreaterThan(500_000);
  });
});

describe('keepCommits', () => {
  it('keeps a commit within reach after its branch has gone, and passes by what is not there', async () => {
    const { fork, mirror } = scene;
    fork.commit({ files: { a: '1' } });
    const gone = fork.commit({ on: 'gone', parents: ['master'], files: { b: '2' } });
    await scene.fetch('o/fork');
    await keepCommits(mirror, [gone, 'f'.repeat(40), gone]);
    await keepCommits(mirror, [gone]);
    await keepCommits(mirror, []);
    fork.deleteRef('gone');
    await scene.fetch('o/fork', { prune: true });
    await rawInMirror(['gc', '-q', '--prune=now']);
    expect(await rawInMirror(['cat-file', '-t', `${gone}:b`])).toBe('blob\n');
    expect(await rawInMirror(['for-each-ref', '--format=%(refname)', 'refs/keep'])).toBe(
      `refs/keep/${gone}\n`,
    );
  });
});
