import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { runGitClient } from './git-client.ts';
import {
  startLocalGithub,
  type LocalGithub,
  type LocalGithubOptions,
} from './start-local-github.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let github: LocalGithub | null = null;

beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(async () => {
  await github?.close();
  github = null;
  root.remove();
});

async function start(
  repositories: LocalGithubOptions['repositories'] = [{ fullName: 'o/n', path: repo.gitDir }],
): Promise<LocalGithub> {
  github = await startLocalGithub({ port: 0, repositories });
  return github;
}

async function listRefs(url: string): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await runGitClient(['ls-remote', url]);
  if (exitCode !== 0) throw new Error(stderr);
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(41)]));
}

function everyFile(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  return Object.fromEntries(
    names.map((name) => {
      const place = path.join(folder, name);
      const { mtimeMs } = statSync(place);
      const isFolder = statSync(place).isDirectory();
      return [name, `${mtimeMs} ${isFolder ? '' : readFileSync(place).toString('hex')}`];
    }),
  );
}

describe('the local GitHub as a git server', () => {
  it('serves a whole clone, with and without the suffix, and never writes to the store', async () => {
    repo.commits(
      Array.from({ length: 120 }, (_, index) => ({ files: { [`f${index}`]: randomBytes(2_000) } })),
    );
    repo.annotatedTag('v1', 'master');
    const before = everyFile(repo.gitDir);
    const { serverUrl } = await start();
    for (const name of ['o/n.git', 'o/n', 'O/N']) {
      const target = path.join(root.path, name.replaceAll('/', '-'));
      const cloned = await runGitClient(['clone', '-q', '--bare', `${serverUrl}/${name}`, target]);
      expect(cloned).toMatchObject({ exitCode: 0, stderr: '' });
      const checked = await runGitClient([`--git-dir=${target}`, 'rev-parse', 'master', 'v1']);
      expect(checked.stdout).toBe(`${repo.shaOf('master')}\n${repo.shaOf('v1')}\n`);
      const sound = await runGitClient([`--git-dir=${target}`, 'fsck', '--strict']);
      expect(sound.exitCode).toBe(0);
    }
    expect(everyFile(repo.gitDir)).toEqual(before);
  });

  it('shows each name over one store its own refs, whatever the pattern', async () => {
    const one = repo.commit({ files: { a: '1' } });
    for (const branch of ['tamago1.13', 'tamago1.14', 'dev/x']) repo.setRef(branch, one);
    repo.tag('go1.13', one);
    repo.annotatedTag('tamago-go1.13', one);
    repo.setRef('refs/pull/1/head', one);
    const { serverUrl } = await start([
      { fullName: 'o/fork', path: repo.gitDir, refs: ['refs/heads/*', 'refs/tags/tamago-go*'] },
      { fullName: 'o/up', path: repo.gitDir, refs: ['refs/tags/go*', 'refs/heads/master'] },
      { fullName: 'o/odd', path: repo.gitDir, refs: ['refs/heads/*14'] },
      { fullName: 'o/all', path: repo.gitDir },
    ]);
    expect(await listRefs(`${serverUrl}/o/fork`)).toEqual([
      'HEAD',
      'refs/heads/dev/x',
      'refs/heads/master',
      'refs/heads/tamago1.13',
      'refs/heads/tamago1.14',
      'refs/tags/tamago-go1.13',
      'refs/tags/tamago-go1.13^{}',
    ]);
    expect(await listRefs(`${serverUrl}/o/up`)).toEqual([
      'HEAD',
      'refs/heads/master',
      'refs/tags/go1.13',
    ]);
    expect(await listRefs(`${serverUrl}/o/odd`)).toEqual(['refs/heads/tamago1.14']);
    expect(await listRefs(`${serverUrl}/o/all`)).not.toContain('refs/pull/1/head');
  });

  it('shows at once what moves, comes and goes in the store', async () => {
    const one = repo.commit({ files: { a: '1' } });
    const { serverUrl } = await start();
    expect(await listRefs(`${serverUrl}/o/n`)).toEqual(['HEAD', 'refs/heads/master']);
    const two = repo.commit({ files: { a: '2' } });
    repo.setRef('old', one);
    repo.git(['pack-refs', '--all']);
    const { stdout } = await runGitClient(['ls-remote', `${serverUrl}/o/n`]);
    expect(stdout).toBe(`${two}\tHEAD\n${two}\trefs/heads/master\n${one}\trefs/heads/old\n`);
    repo.deleteRef('old');
    expect(await listRefs(`${serverUrl}/o/n`)).toEqual(['HEAD', 'refs/heads/master']);
  });

  it('shows refs that a test moved or deleted, and lets the store have its way again', async () => {
    const one = repo.commit({ files: { a: '1' } });
    const two = repo.commit({ files: { a: '2' } });
    const server = await start();
    const url = `${server.serverUrl}/o/n`;
    server.control({ act: 'set-ref', repository: 'o/n', ref: 'refs/heads/master', sha: one });
    server.control({ act: 'set-ref', repository: 'o/n', ref: 'refs/tags/new', sha: two });
    expect((await runGitClient(['ls-remote', url])).stdout).toBe(
      `${one}\tHEAD\n${one}\trefs/heads/master\n${two}\trefs/tags/new\n`,
    );
    server.control({ act: 'set-ref', repository: 'o/n', ref: 'refs/heads/master', sha: null });
    expect(await listRefs(url)).toEqual(['refs/tags/new']);
    server.control({ act: 'follow-store', repository: 'o/n' });
    expect(await listRefs(url)).toEqual(['HEAD', 'refs/heads/master']);
    expect(repo.shaOf('master')).toBe(two);
  });

  it('keeps ref names that are not UTF-8', async () => {
    const one = repo.commit({ files: { a: '1' } });
    repo.setRef(Buffer.from('refs/heads/caf\xe9', 'latin1'), one);
    const { serverUrl } = await start();
    expect(await listRefs(`${serverUrl}/o/n`)).toContain('refs/heads/caf\xe9');
  });

  it('serves what is there of a store that lacks objects', async () => {
    repo.commit({ files: { big: 'x'.repeat(5_000), small: 'y' } });
    repo.commit({ files: { big: null } });
    repo.removeObject(repo.shaOf('master~1:big'));
    const { serverUrl } = await start();
    const target = path.join(root.path, 'clone');
    const filter = '--filter=blob:limit=1g';
    const cloned = await runGitClient([
      'clone',
      '-q',
      '--bare',
      filter,
      `${serverUrl}/o/n`,
      target,
    ]);
    expect(cloned).toMatchObject({ exitCode: 0, stderr: '' });
    const shown = await runGitClient([`--git-dir=${target}`, 'show', 'master~1:small']);
    expect(shown.stdout).toBe('y');
    const missing = await runGitClient([`--git-dir=${target}`, 'show', 'master~1:big']);
    expect(missing.exitCode).toBe(128);
  });

  it('leaves out blobs by size when asked, and hands them over later one by one', async () => {
    repo.commit({ files: { big: 'x'.repeat(5_000), small: 'y' } });
    const server = await start();
    const target = path.join(root.path, 'clone');
    const url = `${server.serverUrl}/o/n`;
    await runGitClient(['clone', '-q', '--bare', '--filter=blob:limit=1k', url, target]);
    const absent = await runGitClient([
      `--git-dir=${target}`,
      'rev-list',
      '--objects',
      '--missing=print',
      'master',
    ]);
    expect(absent.stdout).toContain(`?${repo.shaOf('master:big')}`);
    server.forgetRequests();
    const shown = await runGitClient([`--git-dir=${target}`, 'show', 'master:big']);
    expect(shown.stdout).toHaveLength(5_000);
    expect(server.requests().map(({ service }) => service)).toEqual(['info-refs', 'fetch']);
  });

  it('tells listing from fetching, in two requests each', async () => {
    repo.commit({ files: { a: '1' } });
    const server = await start();
    await listRefs(`${server.serverUrl}/o/n.git`);
    expect(server.requests()).toEqual(
      [
        ['GET', '/o/n.git/info/refs?service=git-upload-pack', 'info-refs'],
        ['POST', '/o/n.git/git-upload-pack', 'ls-refs'],
      ].map(([method, url, service]) => ({
        method,
        url,
        service,
        on: 'git',
        repository: 'o/n',
        status: 200,
        charged: false,
        hasToken: false,
        fault: null,
      })),
    );
    expect(server.unknownRequests()).toEqual([]);
  });

  it('understands a request that is zipped', async () => {
    const sha = repo.commit({ files: { a: '1' } });
    const server = await start();
    const answer = await fetch(`${server.serverUrl}/o/n.git/git-upload-pack`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-git-upload-pack-request',
        'content-encoding': 'gzip',
        'git-protocol': 'version=2',
      },
      body: gzipSync('0014command=ls-refs\n0000'),
    });
    expect(await answer.text()).toBe(`0032${sha} HEAD\n003f${sha} refs/heads/master\n0000`);
    expect(server.requests().map(({ service }) => service)).toEqual(['ls-refs']);
  });

  it('understands a request so long that git sends it in chunks', async () => {
    const shas = repo.commits(Array.from({ length: 1_400 }, () => ({})));
    const lines = shas.map((sha, index) => `create refs/heads/b${index} ${sha}\n`).join('');
    repo.git(['update-ref', '--stdin'], lines);
    const { serverUrl } = await start();
    const target = path.join(root.path, 'clone');
    // The smallest that git allows; 1,400 names of commits are more.
    const chunked = ['-c', 'http.postBuffer=65536', '-c', 'http.expect=true'];
    const args = [...chunked, 'clone', '-q', '--bare', `${serverUrl}/o/n`, target];
    expect(await runGitClient(args)).toMatchObject({ exitCode: 0, stderr: '' });
    const counted = await runGitClient([`--git-dir=${target}`, 'rev-list', '--count', '--all']);
    expect(counted.stdout).toBe('1400\n');
  });

  it('answers old versions of the protocol', async () => {
    repo.commit({ files: { a: '1' } });
    const server = await start();
    const url = `${server.serverUrl}/o/n`;
    const target = path.join(root.path, 'clone');
    const cloned = await runGitClient(['-c', 'protocol.version=0', 'clone', '-q', url, target]);
    expect(cloned.exitCode).toBe(0);
    expect(server.requests().map(({ service }) => service)).toEqual(['ls-refs', 'fetch']);
  });

  it('sends whoever asks by an old name to the new one', async () => {
    repo.commit({ files: { a: '1' } });
    const server = await start();
    server.control({ act: 'rename', repository: 'o/n', to: 'p/m' });
    expect(await listRefs(`${server.serverUrl}/p/m.git`)).toHaveLength(2);
    server.forgetRequests();
    const followed = await runGitClient(['ls-remote', `${server.serverUrl}/o/n.git`]);
    expect(followed.exitCode).toBe(0);
    expect(followed.stderr).toContain('redirecting to');
    expect(server.requests().map(({ url, status }) => `${status} ${url}`)).toEqual([
      '301 /o/n.git/info/refs?service=git-upload-pack',
      '200 /p/m.git/info/refs?service=git-upload-pack',
      '200 /p/m.git/git-upload-pack',
    ]);
  });

  it('asks strangers who they are before saying that a repository does not exist', async () => {
    const server = await start();
    const url = `${server.serverUrl}/o/none.git/info/refs?service=git-upload-pack`;
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: 'Basic eDp5' } })).status).toBe(404);
  });

  it('takes no push', async () => {
    repo.commit({ files: { a: '1' } });
    const server = await start();
    const url = server.serverUrl.replace('//', '//x:y@');
    const pushed = await runGitClient([
      `--git-dir=${repo.gitDir}`,
      'push',
      `${url}/o/n`,
      'master:x',
    ]);
    expect(pushed.exitCode).toBe(128);
    expect(repo.git(['for-each-ref', '--format=%(refname)']).toString()).toBe(
      'refs/heads/master\n',
    );
  });

  it('answers many clients at once', async () => {
    repo.commits(Array.from({ length: 20 }, () => ({ files: { a: randomBytes(100_000) } })));
    const { serverUrl } = await start();
    const clones = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        runGitClient(['clone', '-q', `${serverUrl}/o/n`, path.join(root.path, `clone${index}`)]),
      ),
    );
    expect(clones.map(({ exitCode }) => exitCode)).toEqual(Array.from({ length: 8 }, () => 0));
  });

  it('refuses, in one sentence, a folder that is no repository and a name given twice', async () => {
    await expect(start([{ fullName: 'o/n', path: '/nowhere/at-all' }])).rejects.toThrow(
      'There is no folder /nowhere/at-all.',
    );
    await expect(start([{ fullName: 'o/n', path: root.path }])).rejects.toThrow(
      `${root.path} is not a git repository.`,
    );
    const twice = [repo, repo].map(({ gitDir }) => ({ fullName: 'o/n', path: gitDir }));
    await expect(start(twice)).rejects.toThrow('The repository o/n is named twice.');
  });
});
