import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { listTree, pathsWithoutBlob } from './list-tree.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

const submoduleAt = '1234567890123456789012345678901234567890';

describe('listTree', () => {
  it('lists every file below every folder with its mode, blob and size', async () => {
    repo.commit({
      files: {
        'src/a.go': 'abc',
        'src/deep/er/b': '',
        run: { executable: '12345' },
        link: { symlinkTo: '../x' },
        sub: { submoduleAt },
      },
    });
    const listed = await listTree(repo, 'master');
    expect(listed.map(({ path, mode, sizeBytes }) => [path, mode, sizeBytes])).toEqual([
      ['link', '120000', 4],
      ['run', '100755', 5],
      ['src/a.go', '100644', 3],
      ['src/deep/er/b', '100644', 0],
      ['sub', '160000', null],
    ]);
    expect(listed[2]?.oid).toBe(repo.shaOf('master:src/a.go'));
  });

  it('keeps names of any bytes', async () => {
    const names = [
      'a b',
      'tab\there',
      'new\nline',
      'quo"te',
      'back\\slash',
      '-x',
      ':(exclude)x',
      'é',
    ];
    const raw = Buffer.from('caf\xe9', 'latin1');
    repo.commit({ files: [...names.map((name) => [name, '1'] as const), [raw, '1']] });
    const listed = await listTree(repo, 'master');
    expect(listed.map(({ path }) => path).toSorted()).toEqual([...names, '"caf\\351"'].toSorted());
    expect(listed.find(({ path }) => path.startsWith('"'))?.pathBytes).toEqual(raw);
  });

  it('knows which files have no blob here, and that a submodule needs none', async () => {
    const raw = Buffer.from('caf\xe9', 'latin1');
    repo.commit({
      files: [
        ['a', '1'],
        ['b', '2'],
        [raw, '3'],
        ['sub', { submoduleAt }],
      ],
    });
    repo.removeObject(repo.shaOf('master:b'));
    const lost = repo.git(['ls-tree', '-z', 'master']).toString('latin1').split('\0')[2] ?? '';
    expect(lost).toContain('caf\xe9');
    repo.removeObject(lost.slice(12, 52));
    const listed = await listTree(repo, 'master');
    expect(listed).toHaveLength(4);
    expect(pathsWithoutBlob(listed)).toEqual([Buffer.from('b'), raw]);
  });

  it('lists an empty tree as no file', async () => {
    repo.commit({ files: {} });
    expect(await listTree(repo, 'master')).toEqual([]);
  });

  it('throws when the tree or a part of it is not there', async () => {
    repo.commit({ files: { 'src/a': '1' } });
    const commit = repo.shaOf('master');
    repo.removeObject(repo.shaOf('master:src'));
    await expect(listTree(repo, commit)).rejects.toMatchObject({ failureKind: 'missing-object' });
    await expect(listTree(repo, 'f'.repeat(40))).rejects.toMatchObject({ name: 'GitError' });
  });
});
