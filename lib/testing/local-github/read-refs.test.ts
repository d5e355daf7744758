import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createTestRepo, createTestRoot } from '#lib/testing/git-repo.ts';
import { readRefs } from './read-refs.ts';

it('says of refs of every kind what git says, wherever HEAD points', () => {
  const root = createTestRoot();
  try {
    const repo = createTestRepo(root.path);
    const one = repo.commit({ files: { a: '1' } });
    const two = repo.commit({ files: { a: '2' } });
    for (const name of ['moved', 'gone', 'packed/deep', 'refs/pull/1/head']) repo.setRef(name, one);
    repo.annotatedTag('v1', one);
    repo.git(['pack-refs', '--all']);
    repo.deleteRef('gone');
    repo.setRef('moved', two);
    repo.setRef(Buffer.from('refs/heads/caf\xe9', 'latin1'), one);
    repo.git(['symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/heads/packed/deep']);
    repo.git(['symbolic-ref', 'refs/heads/nowhere', 'refs/heads/none']);
    repo.git(['symbolic-ref', 'refs/heads/itself', 'refs/heads/itself']);
    const heads = path.join(repo.gitDir, 'refs', 'heads');
    writeFileSync(path.join(heads, 'empty'), '');
    writeFileSync(path.join(heads, 'master.lock'), `${one}\n`);
    writeFileSync(path.join(heads, 'zero'), `${'0'.repeat(40)}\n`);

    const listed = repo.git(['for-each-ref', '--format=%(objectname) %(refname)']);
    const lines = readRefs(repo.gitDir).refs.map(({ name, sha }) => `${sha} ${name}\n`);
    expect(lines.toSorted(byName).join('')).toBe(listed.toString('latin1'));
    expect(lines).toHaveLength(7);

    expect(readRefs(repo.gitDir).head).toBe('refs/heads/master');
    repo.git(['update-ref', '--no-deref', 'HEAD', one]);
    expect(readRefs(repo.gitDir).head).toBeNull();
    expect(() => readRefs(path.join(root.path, 'none'))).toThrow('ENOENT');
  } finally {
    root.remove();
  }
});

function byName(left: string, right: string): number {
  return left.slice(41) < right.slice(41) ? -1 : 1;
}
