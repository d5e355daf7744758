import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import type { PlannedFault } from '#lib/testing/local-github/fault.ts';
import {
  startLocalGithub,
  type LocalGithub,
} from '#lib/testing/local-github/start-local-github.ts';
import { GitError, type GitFailureKind } from './git-error.ts';
import { listRemoteRefs, type RemoteRef } from './list-remote-refs.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let github: LocalGithub;
beforeEach(async () => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  const repositories = [{ fullName: 'o/n', path: repo.gitDir }];
  github = await startLocalGithub({ port: 0, repositories });
});
afterEach(async () => {
  const unknown = github.unknownRequests();
  await github.close();
  root.remove();
  if (unknown.length > 0) throw new Error(`Nobody taught it ${unknown[0]?.url ?? ''}.`);
});

async function list(signal?: AbortSignal): Promise<readonly RemoteRef[]> {
  const { serverUrl } = github;
  const network = { protocol: 'http', token: null, serverUrl } as const;
  return await listRemoteRefs(`${serverUrl}/o/n.git`, network, signal);
}

describe('listRemoteRefs', () => {
  it('names the commit of each branch and tag, and the tag object where there is one', async () => {
    const sha = repo.commit({ files: { a: '1' } });
    repo.tag('go1.13', sha);
    const tagSha = repo.annotatedTag('go1.14', sha);
    const outer = repo.annotatedTag('outer', 'go1.14');
    repo.setRef('refs/pull/1/head', sha);
    expect(await list()).toEqual([
      { name: 'refs/heads/master', sha, tagSha: null },
      { name: 'refs/tags/go1.13', sha, tagSha: null },
      { name: 'refs/tags/go1.14', sha, tagSha },
      { name: 'refs/tags/outer', sha, tagSha: outer },
    ]);
  });

  it('asks twice, and with no word too many', async () => {
    repo.commit({ files: { a: '1' } });
    await list();
    expect(github.requests().map(({ service }) => service)).toEqual(['info-refs', 'ls-refs']);
  });

  it('keeps names of any bytes', async () => {
    const sha = repo.commit({ files: { a: '1' } });
    const names = ['-x', "it's-$(id)", 'é/日本', '"quoted"', 'a{}b'];
    for (const name of names) repo.setRef(name, sha);
    repo.setRef(Buffer.from('refs/heads/caf\xe9', 'latin1'), sha);
    const listed = (await list()).map(({ name }) => name);
    const expected = [...names, 'master'].map((name) => `refs/heads/${name}`);
    expect(listed.toSorted()).toEqual([...expected, '"refs/heads/caf\\351"'].toSorted());
  });

  it('takes a repository without refs for what it is', async () => {
    expect(await list()).toEqual([]);
  });

  it('lists thousands of refs whole', async () => {
    const sha = repo.commit({ files: { a: '1' } });
    const lines = Array.from({ length: 5_000 }, (_, at) => `create refs/tags/go1.${at} ${sha}\n`);
    repo.git(['update-ref', '--stdin'], lines.join(''));
    expect(await list()).toHaveLength(5_001);
  });

  it.each<readonly [string, GitFailureKind, PlannedFault['fault']]>([
    ['nothing', 'unreachable', { kind: 'cut', at: 'start' }],
    ['half a header', 'unreachable', { kind: 'cut', at: 'header' }],
    ['a page', 'unreachable', { kind: 'content-type', contentType: 'text/html', body: '<p>Hi' }],
    [
      'a page with tabs',
      'unreachable',
      { kind: 'content-type', contentType: 'text/html', body: '<p>\tHi\n\t<p>\n' },
    ],
    ['an empty page', 'unreachable', { kind: 'content-type', contentType: 'text/html', body: '' }],
    ['a limit', 'refused', { kind: 'secondary-limit', status: 429, retryAfter: '7' }],
    ['an error', 'refused', { kind: 'status', status: 500 }],
    ['that it is gone', 'refused', { kind: 'status', status: 404 }],
    ['a question who we are', 'refused', { kind: 'status', status: 401 }],
  ])('throws when the server answers %s', async (_name, failureKind, fault) => {
    repo.commit({ files: { a: '1' } });
    github.addFault({ fault });
    await expect(list()).rejects.toMatchObject({ name: 'GitError', failureKind, retryable: true });
    github.clearFaults();
    expect(await list()).toHaveLength(1);
  });

  it('throws wherever in the listing the answer breaks off', async () => {
    const sha = repo.commit({ files: { a: '1' } });
    repo.annotatedTag('v1', sha);
    const whole = await list();
    const lengthOf = await bodyLength();
    for (const kind of ['cut', 'truncated'] as const) {
      for (let afterBytes = 0; afterBytes < lengthOf; afterBytes += 29) {
        const fault =
          kind === 'cut' ? { kind, at: 'body' as const, afterBytes } : { kind, afterBytes };
        github.addFault({ fault, scope: { service: 'ls-refs' } });
        await expect(list()).rejects.toBeInstanceOf(GitError);
        github.clearFaults();
      }
    }
    expect(await list()).toEqual(whole);
  });

  it('does not believe one broken-off answer that it takes for an empty list', async () => {
    repo.commit({ files: { a: '1' } });
    const fault = { kind: 'cut', at: 'header' } as const;
    github.addFault({ fault, scope: { service: 'info-refs' }, times: 1 });
    expect(await list()).toHaveLength(1);
  });

  it('stops when it is aborted', async () => {
    repo.commit({ files: { a: '1' } });
    github.addFault({ fault: { kind: 'slow', delayMs: 60_000 } });
    const listing = list(AbortSignal.timeout(100));
    await expect(listing).rejects.toMatchObject({ failureKind: 'aborted' });
  });

  it('throws when there is no server', async () => {
    const network = { protocol: 'http', token: null, serverUrl: 'http://127.0.0.1:1' } as const;
    await expect(listRemoteRefs('http://127.0.0.1:1/o/n.git', network)).rejects.toMatchObject({
      failureKind: 'unreachable',
    });
  });
});

/** Of the answer that lists the refs. */
async function bodyLength(): Promise<number> {
  const answer = await fetch(`${github.serverUrl}/o/n.git/git-upload-pack`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-git-upload-pack-request',
      'git-protocol': 'version=2',
    },
    body: '0014command=ls-refs\n00010009peel\n001bref-prefix refs/heads/\n001aref-prefix refs/tags/\n0000',
  });
  return (await answer.arrayBuffer()).byteLength;
}
