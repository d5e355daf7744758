import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { startLocalGithub, type LocalGithub, type RepositoryToHost } from './start-local-github.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let github: LocalGithub | null = null;
let nowMs = Date.UTC(2026, 0, 1);

beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  nowMs = Date.UTC(2026, 0, 1);
});
afterEach(async () => {
  await github?.close();
  github = null;
  root.remove();
});

async function start(more: Partial<RepositoryToHost> = {}): Promise<LocalGithub> {
  github = await startLocalGithub({
    port: 0,
    repositories: [{ fullName: 'o/n', path: repo.gitDir, ...more }],
    now: () => nowMs,
  });
  return github;
}

async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return await fetch(`${github?.apiUrl}${address}`, { headers, redirect: 'manual' });
}

const TOKEN = { authorization: 'token abc' };

function remaining(response: Response): number {
  return Number(response.headers.get('x-ratelimit-remaining'));
}

describe('the local GitHub as a REST server', () => {
  it('describes a repository to the client that the product uses', async () => {
    repo.commit({ files: { a: '1' }, commitDate: 1_700_000_000 });
    const { apiUrl, serverUrl } = await start({ archived: true, description: 'A fork' });
    const octokit = new Octokit({ baseUrl: apiUrl, auth: 'abc' });
    const { data } = await octokit.rest.repos.get({ owner: 'o', repo: 'n' });
    expect(data).toMatchObject({
      id: 1001,
      full_name: 'o/n',
      default_branch: 'master',
      archived: true,
      fork: false,
      description: 'A fork',
      pushed_at: '2023-11-14T22:13:20Z',
      clone_url: `${serverUrl}/o/n.git`,
    });
    expect(data).not.toHaveProperty('parent');
  });

  it('names the repository that a fork came from', async () => {
    const hosted = { path: repo.gitDir };
    github = await startLocalGithub({
      port: 0,
      repositories: [
        { ...hosted, fullName: 'o/fork', parent: 'o/up' },
        { ...hosted, fullName: 'o/up' },
      ],
    });
    const { fork, parent, source } = await (await get('/repos/o/fork')).json();
    expect({ fork, parent: parent.full_name, source: source.full_name }).toEqual({
      fork: true,
      parent: 'o/up',
      source: 'o/up',
    });
  });

  it('lists branches, tags, matching refs and releases', async () => {
    const one = repo.commit({ files: { a: '1' } });
    repo.setRef('feature/x', one);
    repo.tag('v1.9', one);
    const tagObject = repo.annotatedTag('v1.10', 'master');
    repo.tag('blob', 'master:a');
    await start({
      releases: [
        {
          tag: 'v1.9',
          name: 'First',
          body: null,
          prerelease: false,
          publishedAt: '2026-01-01T00:00:00Z',
        },
      ],
    });
    expect(await (await get('/repos/o/n/branches')).json()).toMatchObject([
      { name: 'feature/x', commit: { sha: one }, protected: false },
      { name: 'master', commit: { sha: one } },
    ]);
    expect(await (await get('/repos/o/n/tags')).json()).toMatchObject([
      { name: 'v1.10', commit: { sha: one } },
      { name: 'v1.9', commit: { sha: one } },
    ]);
    expect(await (await get('/repos/o/n/git/matching-refs/tags/v1')).json()).toMatchObject([
      { ref: 'refs/tags/v1.10', object: { type: 'tag', sha: tagObject } },
      { ref: 'refs/tags/v1.9', object: { type: 'commit', sha: one } },
    ]);
    expect(await (await get('/repos/o/n/releases')).json()).toMatchObject([
      { tag_name: 'v1.9', name: 'First', draft: false, published_at: '2026-01-01T00:00:00Z' },
    ]);
    const checks = await get(`/repos/o/n/commits/${one}/check-runs`);
    expect(await checks.json()).toEqual({ total_count: 0, check_runs: [] });
    const none = await get(`/repos/o/n/commits/${'0'.repeat(40)}/check-runs`);
    expect(none.status).toBe(422);
  });

  it('leads through every page to the last', async () => {
    const one = repo.commit({ files: { a: '1' } });
    for (let index = 0; index < 7; index += 1) repo.tag(`v${index}`, one);
    const { apiUrl } = await start();
    const octokit = new Octokit({ baseUrl: apiUrl });
    const tags = await octokit.paginate(octokit.rest.repos.listTags, {
      owner: 'o',
      repo: 'n',
      per_page: 3,
    });
    expect(tags.map(({ name }) => name)).toEqual(['v6', 'v5', 'v4', 'v3', 'v2', 'v1', 'v0']);
    expect(github?.requests().map(({ url }) => url)).toEqual([
      '/api/v3/repos/o/n/tags?per_page=3',
      '/api/v3/repositories/1001/tags?per_page=3&page=2',
      '/api/v3/repositories/1001/tags?per_page=3&page=3',
    ]);
  });

  it('takes nothing from a token for an answer that has not changed', async () => {
    repo.commit({ files: { a: '1' } });
    await start();
    const first = await get('/repos/o/n/tags', TOKEN);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[0-9a-f]{64}"$/);
    expect(remaining(first)).toBe(4999);
    const same = await get('/repos/o/n/tags', { ...TOKEN, 'if-none-match': etag });
    expect([same.status, remaining(same), await same.text()]).toEqual([304, 4999, '']);
    expect(same.headers.get('etag')).toBe(etag);
    repo.tag('v1', 'master');
    const changed = await get('/repos/o/n/tags', { ...TOKEN, 'if-none-match': etag });
    expect([changed.status, remaining(changed)]).toEqual([200, 4998]);
    expect(github?.requests().map(({ charged }) => charged)).toEqual([true, false, true]);
  });

  it('counts an unchanged answer against whoever comes without a token', async () => {
    await start();
    const etag = (await get('/repos/o/n')).headers.get('etag') ?? '';
    const same = await get('/repos/o/n', { 'if-none-match': etag });
    expect([same.status, remaining(same)]).toEqual([304, 58]);
    expect(github?.requests().map(({ charged }) => charged)).toEqual([true, true]);
  });

  it('gives each credential its own ETag and its own quota', async () => {
    await start();
    const mine = await get('/repos/o/n', TOKEN);
    const yours = await get('/repos/o/n', {
      authorization: 'Bearer other',
      'if-none-match': mine.headers.get('etag') ?? '',
    });
    expect([yours.status, remaining(yours), remaining(mine)]).toEqual([200, 4999, 4999]);
    const again = await get('/repos/o/n', { authorization: 'Bearer abc' });
    expect(again.headers.get('etag')).toBe(mine.headers.get('etag'));
  });

  it('refuses in the words of GitHub when nothing is left, until the hour is over', async () => {
    await start();
    github?.control({ act: 'set-allowance', token: null, remaining: 1, resetInSeconds: 60 });
    expect((await get('/repos/o/n')).status).toBe(200);
    const refused = await get('/repos/o/n');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('x-ratelimit-reset')).toBe(String(nowMs / 1000 + 60));
    expect(refused.headers.get('date')).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
    expect(await refused.json()).toMatchObject({
      message: expect.stringContaining('API rate limit exceeded'),
      documentation_url: expect.stringContaining('rate-limiting'),
    });
    const told = await (await get('/rate_limit')).json();
    expect(told.rate).toEqual({ limit: 60, used: 60, remaining: 0, reset: nowMs / 1000 + 60 });
    nowMs += 61_000;
    expect(remaining(await get('/repos/o/n'))).toBe(59);
  });

  it('sends whoever asks by an old name to the number that stays', async () => {
    repo.commit({ files: { a: '1' } });
    const { apiUrl } = await start();
    github?.control({ act: 'rename', repository: 'o/n', to: 'p/m' });
    const moved = await get('/repos/o/n/git/matching-refs/heads/?per_page=5');
    const url = `${apiUrl}/repositories/1001/git/matching-refs/heads/?per_page=5`;
    expect(moved.status).toBe(301);
    expect(moved.headers.get('location')).toBe(url);
    expect(await moved.json()).toMatchObject({ message: 'Moved Permanently', url });
    const octokit = new Octokit({ baseUrl: apiUrl });
    const { data } = await octokit.rest.repos.get({ owner: 'o', repo: 'n' });
    expect(data.full_name).toBe('p/m');
  });

  it('says so of what it does not have, and remembers what it was never taught', async () => {
    await start();
    const none = await get('/repos/o/none');
    expect(none.status).toBe(404);
    expect(await none.json()).toEqual({
      message: 'Not Found',
      documentation_url: 'https://docs.github.com/rest',
      status: '404',
    });
    expect(github?.unknownRequests()).toEqual([]);
    expect((await get('/repos/o/n/pulls')).status).toBe(404);
    expect((await fetch(`${github?.serverUrl}/o/n/tree`)).status).toBe(404);
    expect(github?.unknownRequests().map(({ url }) => url)).toEqual([
      '/api/v3/repos/o/n/pulls',
      '/o/n/tree',
    ]);
  });

  it('knows a version of the API that GitHub knows, and no other', async () => {
    await start();
    const known = await get('/repos/o/n', { 'x-github-api-version': '2022-11-28' });
    expect(known.headers.get('x-github-api-version-selected')).toBe('2022-11-28');
    expect(known.headers.get('x-github-request-id')).toMatch(/\S+/);
    expect((await get('/repos/o/n', { 'x-github-api-version': '1999-01-01' })).status).toBe(400);
    expect((await get('/repos/o/n', { authorization: 'token' })).status).toBe(401);
  });
});
