import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRoot } from '#lib/testing/git-repo.ts';
import { runRawGit } from '#lib/testing/local-github/run-raw-git.ts';
import { isEmptyMirror, type Mirror, openMirror, removeLeftovers, holdsPacks } from './mirror.ts';
import { runGit } from './run-git.ts';

let root: ReturnType<typeof createTestRoot>;
let folder: string;
beforeEach(() => {
  root = createTestRoot();
  folder = path.join(root.path, 'data', 'mirror');
});
afterEach(() => {
  root.remove();
});

async function writeBlob({ store }: Mirror, content: Buffer): Promise<string> {
  const run = { args: ['hash-object', '-w', '--stdin'], stdin: content };
  return (await runGit(store, run)).stdout.toString().trim();
}

function writeIn({ store }: Mirror, name: string, content = ''): void {
  const place = path.join(store.gitDir, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, content);
}

describe('openMirror', () => {
  it('makes a bare repository without hooks, and a view of its objects without refs', async () => {
    const mirror = await openMirror(folder);
    const oid = await writeBlob(mirror, Buffer.from('x'));
    const read = await runGit(mirror.reader, { args: ['cat-file', 'blob', oid] });
    expect(read.stdout.toString()).toBe('x');
    const bare = await runRawGit([
      `--git-dir=${mirror.store.gitDir}`,
      'rev-parse',
      '--is-bare-repository',
    ]);
    expect(bare.stdout.toString()).toBe('true\n');
    expect(() => statSync(path.join(mirror.store.gitDir, 'hooks'))).toThrow('ENOENT');
  });

  it('leaves a mirror that is there as it is', async () => {
    const mirror = await openMirror(folder);
    const oid = await writeBlob(mirror, Buffer.from('x'));
    await runGit(mirror.store, { args: ['update-ref', 'refs/keep/x', oid] });
    await runGit(mirror.store, { args: ['config', 'remote.x.promisor', 'true'] });
    expect(await openMirror(folder)).toEqual(mirror);
    expect(readFileSync(path.join(mirror.store.gitDir, 'config'), 'utf8')).toContain('promisor');
    expect(await isEmptyMirror(mirror)).toBe(false);
  });

  it.each([
    'store.git/config.lock',
    'store.git/HEAD.lock',
    'reader.git/config.lock',
    'reader.git/HEAD.lock',
  ])('is not kept from it for ever by a %s that a killed git left', async (lock) => {
    await openMirror(folder);
    writeFileSync(path.join(folder, lock), '');
    const mirror = await openMirror(folder);
    expect(await isEmptyMirror(mirror)).toBe(true);
  });

  it.each(['HEAD', 'config', 'refs', 'objects'])(
    'completes a mirror that was made without its %s',
    async (name) => {
      await openMirror(folder);
      for (const gitDir of ['store.git', 'reader.git']) {
        rmSync(path.join(folder, gitDir, name), { recursive: true });
      }
      const mirror = await openMirror(folder);
      const oid = await writeBlob(mirror, Buffer.from('x'));
      await runGit(mirror.store, { args: ['update-ref', 'refs/keep/x', oid] });
      await runGit(mirror.reader, { args: ['cat-file', '-e', oid] });
      expect(await isEmptyMirror(mirror)).toBe(false);
    },
  );

  it('works in a folder of any name', async () => {
    const odd = path.join(root.path, 'it\'s: a "place" é\\');
    const mirror = await openMirror(odd);
    const oid = await writeBlob(mirror, Buffer.from('x'));
    const scratch = { ...mirror.reader, temporaryObjectDir: path.join(root.path, 'scratch') };
    mkdirSync(scratch.temporaryObjectDir);
    await runGit(scratch, { args: ['cat-file', '-e', oid] });
    await writeBlob({ ...mirror, store: scratch }, Buffer.from('new'));
    const { stdout } = await runGit(mirror.store, { args: ['count-objects'] });
    expect(stdout.toString()).toMatch(/^1 objects,/);
  });

  it('fails where it cannot be made', async () => {
    writeFileSync(path.join(root.path, 'data'), 'a file');
    await expect(openMirror(folder)).rejects.toThrow(/ENOTDIR|EEXIST/);
  });
});

describe('removeLeftovers', () => {
  it('removes locks and half-written objects, and nothing that is somebody’s', async () => {
    const mirror = await openMirror(folder);
    const oid = await writeBlob(mirror, randomBytes(100));
    const leftovers = [
      'config.lock',
      'packed-refs.lock',
      'shallow.lock',
      'gc.pid',
      'refs/src/o/n/heads/a.lock',
      'objects/pack/tmp_pack_AbC123',
      'objects/pack/tmp_idx_AbC123',
      'objects/pack/.tmp-99-pack-1234.pack',
      'objects/12/tmp_obj_AbC123',
      'objects/info/commit-graphs/tmp_graph_AbC123',
    ];
    for (const name of leftovers) writeIn(mirror, name);
    const branches = ['tmp_pack_x', 'gc.pid', 'tmp_obj_1', 'objects/tmp_x', 'a.locked', 'lock'];
    for (const name of branches) writeIn(mirror, `refs/src/o/n/heads/${name}`, `${oid}\n`);
    const removed = await removeLeftovers(mirror);
    expect(removed.toSorted()).toEqual(leftovers.toSorted());
    const listing = ['for-each-ref', '--format=%(refname:lstrip=5)'];
    const { stdout } = await runGit(mirror.store, { args: listing });
    expect(stdout.toString().trim().split('\n').toSorted()).toEqual(branches.toSorted());
    await runGit(mirror.reader, { args: ['cat-file', '-e', oid] });
    expect(await removeLeftovers(mirror)).toEqual([]);
  });
});

describe('holdsPacks', () => {
  it('is so once a pack was received whole, and not before there is a mirror', async () => {
    expect(await holdsPacks(folder)).toBe(false);
    const mirror = await openMirror(folder);
    writeIn(mirror, 'objects/pack/tmp_pack_AbC123');
    expect(await holdsPacks(folder)).toBe(false);
    const oid = await writeBlob(mirror, randomBytes(100));
    await runGit(mirror.store, { args: ['update-ref', 'refs/keep/x', oid] });
    await runGit(mirror.store, { args: ['repack', '-a', '-d', '-q'] });
    expect(await holdsPacks(folder)).toBe(true);
  });
});
