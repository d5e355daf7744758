import { randomBytes } from 'node:crypto';
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProcesses, waitFor } from '#lib/testing/find-processes.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { openObjectReader, readObjects, type ObjectReader } from './object-reader.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let reader: ObjectReader | null = null;
beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  reader?.close();
  reader = null;
  root.remove();
});

function open(maxBytes?: number): ObjectReader {
  reader = openObjectReader(repo, maxBytes);
  return reader;
}

describe('openObjectReader', () => {
  it('reads objects of every type, byte for byte, each answer for its own question', async () => {
    const contents = [
      Buffer.alloc(0),
      Buffer.from('\n'),
      randomBytes(200_000),
      Buffer.from('a\0b\n'),
    ];
    const commit = repo.commit({
      files: contents.map((content, at) => [`f${at}`, content] as const),
    });
    const tag = repo.annotatedTag('v1', 'master');
    const { read } = open();
    const blobs = contents.map((_content, at) => repo.shaOf(`master:f${at}`));
    const oids = [...blobs, commit, repo.shaOf('master^{tree}'), tag];
    const objects = await Promise.all(oids.map(read));
    expect(objects.map((object) => object?.oid)).toEqual(oids);
    expect(objects.map((object) => object?.type)).toEqual([
      ...contents.map(() => 'blob'),
      'commit',
      'tree',
      'tag',
    ]);
    const stored = oids.map((oid, at) => repo.git(['cat-file', objects[at]?.type ?? '', oid]));
    expect(objects.map((object) => object?.content.toString('latin1'))).toEqual(
      stored.map((content) => content.toString('latin1')),
    );
    expect((await read('refs/heads/master'))?.oid).toBe(commit);
  });

  it('answers null for what is not there, and goes on', async () => {
    const there = repo.blob('there');
    const lost = repo.blob('lost');
    repo.removeObject(lost);
    const { read } = open();
    const names = ['f'.repeat(40), there, lost, 'refs/heads/none', '', there];
    const found = await Promise.all(names.map(read));
    expect(found.map((object) => object?.oid ?? null)).toEqual([
      null,
      there,
      null,
      null,
      null,
      there,
    ]);
  });

  it.each([
    'refs/heads/x blob 5',
    `${'a'.repeat(40)} blob 5`,
    'missing',
    '-x',
    'caf\xe9 日本',
    'x'.repeat(100_000),
    '$(id)',
  ])('is not thrown by a name like %j', async (name) => {
    const there = repo.blob('there');
    const { read } = open();
    const [nothing, next] = await Promise.all([read(name), read(there)]);
    expect(nothing).toBeNull();
    expect(next?.content.toString()).toBe('there');
  });

  it.each(['a\nb', 'a\0b', '\n'])('refuses the name %j, which would be two', async (name) => {
    const there = repo.blob('there');
    const { read } = open();
    await expect(read(name)).rejects.toThrow('An object name holds no newline.');
    expect((await read(there))?.oid).toBe(there);
  });

  it.each([
    [0, ''],
    [1, 'a'],
    [5, 'abcde'],
    [6, 'abcdef'],
    [7, 'abcdef'],
  ])('gives the first %i bytes at most, and always the whole size', async (maxBytes, expected) => {
    const oid = repo.blob('abcdef');
    const next = repo.blob('z');
    const { read } = open(maxBytes);
    const [cut, after] = await Promise.all([read(oid), read(next)]);
    expect(cut).toMatchObject({ sizeBytes: 6 });
    expect(cut?.content.toString()).toBe(expected);
    expect(after).toMatchObject({ oid: next, sizeBytes: 1 });
  });

  it('needs no more memory for a huge blob than it may keep of it', async () => {
    const file = path.join(root.path, 'huge');
    writeFileSync(file, '');
    truncateSync(file, 120_000_000);
    const oid = repo.git(['hash-object', '-w', '--', file]).toString().trim();
    const before = process.memoryUsage().arrayBuffers;
    let peak = before;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers);
    }, 1);
    const object = await open(1_000_000).read(oid);
    clearInterval(timer);
    expect(object).toMatchObject({ sizeBytes: 120_000_000 });
    expect(object?.content).toHaveLength(1_000_000);
    expect(peak - before).toBeLessThan(60_000_000);
  });

  it('reads a few together, and what is larger up to so many bytes', async () => {
    const small = repo.blob('small\nmissing\n');
    const lost = repo.blob('lost together');
    repo.removeObject(lost);
    const large = repo.blob(Buffer.alloc(20_000_000));
    const sizes = async (oids: readonly string[]) =>
      (await readObjects(repo, oids, 1_000)).map(
        (object) => object && [object.oid, object.content.length, object.sizeBytes],
      );
    const smallOne = [small, 14, 14];
    expect(await sizes([small, lost, small])).toEqual([smallOne, null, smallOne]);
    expect(await sizes([small, large, lost])).toEqual([smallOne, [large, 1_000, 20_000_000], null]);
    expect(await sizes([])).toEqual([]);
  });

  it('fails every question when git is killed in the middle, and every later one', async () => {
    const oid = repo.blob(Buffer.alloc(50_000_000));
    const { read } = open();
    await read(oid);
    const answers = Promise.allSettled([read(oid), read(oid), read('f'.repeat(40))]);
    const [git] = await waitFor(() => {
      const found = findProcesses(repo.gitDir);
      return found.length > 0 ? found : null;
    });
    process.kill(git?.pid ?? 0, 'SIGKILL');
    expect((await answers).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ]);
    await expect(read(oid)).rejects.toMatchObject({ name: 'GitError', failureKind: 'failed' });
  });

  it('fails its questions, and leaves no git behind, when it is closed', async () => {
    const { read, close } = open();
    await read('f'.repeat(40));
    const answer = read('f'.repeat(40));
    close();
    await expect(answer).rejects.toMatchObject({ name: 'GitError' });
    await waitFor(() => (findProcesses(repo.gitDir).length === 0 ? true : null));
    close();
  });

  it('says so when there is no such repository', async () => {
    reader = openObjectReader({ gitDir: `${root.path}/none.git` });
    await expect(reader.read('f'.repeat(40))).rejects.toThrow('not a git repository');
  });
});
