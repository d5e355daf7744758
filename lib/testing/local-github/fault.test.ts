import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import type { PlannedFault } from './fault.ts';
import { runGitClient, type ClientResult } from './git-client.ts';
import { startLocalGithub, type LocalGithub } from './start-local-github.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let github: LocalGithub;

beforeEach(async () => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  repo.commit({ files: { a: randomBytes(200_000) } });
  repo.setRef('other', 'master');
  repo.tag('v1', 'master');
  github = await startLocalGithub({
    port: 0,
    repositories: [
      { fullName: 'o/n', path: repo.gitDir },
      { fullName: 'o/m', path: repo.gitDir },
    ],
  });
});
afterEach(async () => {
  await github.close();
  root.remove();
});

async function get(address = '/repos/o/n', token = 'abc'): Promise<Response> {
  const headers = { authorization: `token ${token}` };
  return await fetch(`${github.apiUrl}${address}`, { headers });
}

async function lsRemote(name = 'o/n'): Promise<ClientResult> {
  return await runGitClient(['ls-remote', `${github.serverUrl}/${name}`]);
}

let clones = 0;
async function clone(): Promise<ClientResult> {
  clones += 1;
  const target = path.join(root.path, `clone${clones}`);
  return await runGitClient(['clone', '-q', '--bare', `${github.serverUrl}/o/n`, target]);
}

function countRefs({ stdout }: ClientResult): number {
  return stdout.split('\n').length - 1;
}

describe('faults of REST', () => {
  it('limits by quota, for that request only, and takes nothing for it', async () => {
    github.addFault({ fault: { kind: 'primary-limit', resetInSeconds: 90 }, times: 1 });
    const refused = await get();
    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    const resetInMs = Number(refused.headers.get('x-ratelimit-reset')) * 1000 - Date.now();
    expect(resetInMs).toBeGreaterThan(80_000);
    expect(resetInMs).toBeLessThan(92_000);
    expect((await refused.json()).message).toContain('API rate limit exceeded');
    const next = await get();
    expect([next.status, next.headers.get('x-ratelimit-remaining')]).toEqual([200, '4999']);
  });

  it.each(['60', 'Wed, 21 Oct 2026 07:28:00 GMT', 'soon', null])(
    'limits by the secondary rule with retry-after %s while quota is left',
    async (retryAfter) => {
      github.addFault({ fault: { kind: 'secondary-limit', retryAfter } });
      const refused = await get();
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([403, retryAfter]);
      expect(refused.headers.get('x-ratelimit-remaining')).toBe('5000');
      expect((await refused.json()).message).toContain('secondary rate limit');
    },
  );

  it.each([
    [401, 'Bad credentials', '59'],
    [404, 'Not Found', '5000'],
    [451, 'Repository access blocked', '5000'],
    [500, 'Server Error', '5000'],
  ] as const)('fails with %i as GitHub words it', async (status, message, remaining) => {
    github.addFault({ fault: { kind: 'status', status } });
    const failed = await get();
    expect(failed.status).toBe(status);
    expect((await failed.json()).message).toBe(message);
    expect(failed.headers.get('x-ratelimit-remaining')).toBe(remaining);
  });

  it('fails with 502 in HTML', async () => {
    github.addFault({ fault: { kind: 'status', status: 502 } });
    const failed = await get();
    expect(failed.headers.get('content-type')).toContain('text/html');
  });

  it('sends JSON that stops in the middle of a whole answer', async () => {
    github.addFault({ fault: { kind: 'truncated' } });
    const answer = await get();
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('content-length'))).toBe(text.length);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  it('cuts the connection before, in and after the header', async () => {
    const remove = github.addFault({ fault: { kind: 'cut', at: 'start' } });
    await expect(get()).rejects.toThrow('fetch failed');
    remove();
    github.addFault({ fault: { kind: 'cut', at: 'header' }, times: 1 });
    await expect(get()).rejects.toThrow('fetch failed');
    github.addFault({ fault: { kind: 'cut', at: 'body' }, times: 1 });
    const answer = await get();
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
    expect(github.requests().map(({ status }) => status)).toEqual([null, null, 200]);
    expect((await get()).status).toBe(200);
  });

  it('is late by the time it was told, and then slow', async () => {
    github.addFault({ fault: { kind: 'slow', delayMs: 300, bytesPerSecond: 20_000 } });
    const asked = Date.now();
    const answer = await get();
    const answered = Date.now();
    const { length } = await answer.text();
    expect(answered - asked).toBeGreaterThanOrEqual(295);
    expect(Date.now() - answered).toBeGreaterThanOrEqual((length / 20_000) * 1000 * 0.7);
  });

  it('lies about the type of what it sends', async () => {
    github.addFault({ fault: { kind: 'content-type', contentType: 'text/html', body: '<p>' } });
    const answer = await get();
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/html', '<p>']);
  });

  it('lists fewer refs than there are', async () => {
    github.addFault({ fault: { kind: 'lying-refs', patterns: [] }, scope: { path: '/branches' } });
    expect(await (await get('/repos/o/n/branches')).json()).toEqual([]);
    expect(await (await get('/repos/o/n/tags')).json()).toHaveLength(1);
  });

  it('fails on the second page only', async () => {
    github.addFault({ fault: { kind: 'status', status: 500 }, skip: 1, times: 1 });
    const pages = [1, 2, 3].map((page) => `/repos/o/n/branches?per_page=1&page=${page}`);
    const statuses: number[] = [];
    for (const page of pages) statuses.push((await get(page)).status);
    expect(statuses).toEqual([200, 500, 200]);
  });
});

describe('faults of git', () => {
  it.each([401, 404, 429, 451, 500, 502] as const)('fails with %i', async (status) => {
    github.addFault({ fault: { kind: 'status', status } });
    const failed = await lsRemote();
    expect(failed.exitCode).toBe(128);
    const expected: Record<number, string> = {
      401: 'could not read Username',
      404: 'not found',
    };
    expect(failed.stderr).toContain(expected[status] ?? `returned error: ${status}`);
  });

  it('lists no refs, or only some, without a sign that any are left out', async () => {
    github.addFault({ fault: { kind: 'lying-refs', patterns: [] }, times: 1 });
    expect(await lsRemote()).toMatchObject({ exitCode: 0, stdout: '' });
    github.addFault({ fault: { kind: 'lying-refs', patterns: ['refs/heads/*'] }, times: 1 });
    expect(countRefs(await lsRemote())).toBe(3);
    expect(countRefs(await lsRemote())).toBe(4);
  });

  it.each([
    { fault: { kind: 'bad-pack' } },
    { fault: { kind: 'cut', at: 'body', afterBytes: 50_000 }, scope: { service: 'fetch' } },
    { fault: { kind: 'truncated', afterBytes: 50_000 }, scope: { service: 'fetch' } },
    { fault: { kind: 'cut', at: 'header' }, scope: { service: 'fetch' } },
    { fault: { kind: 'cut', at: 'body' }, scope: { service: 'ls-refs' } },
    { fault: { kind: 'truncated' }, scope: { service: 'ls-refs' } },
    { fault: { kind: 'content-type', contentType: 'text/html' }, scope: { service: 'info-refs' } },
    { fault: { kind: 'secondary-limit', status: 429, retryAfter: '7' } },
  ] satisfies readonly PlannedFault[])(
    'makes a clone fail by %j, and the next succeed',
    async (planned) => {
      github.addFault({ ...planned, times: 1 });
      expect((await clone()).exitCode).toBe(128);
      expect(github.requests().filter(({ fault }) => fault !== null)).toHaveLength(1);
      expect(await clone()).toMatchObject({ exitCode: 0 });
    },
  );

  it('closes the connection without a word', async () => {
    // On a connection that served before, libcurl tries once more by itself.
    github.addFault({ fault: { kind: 'cut', at: 'start' }, scope: { service: 'fetch' }, times: 2 });
    expect((await clone()).stderr).toContain('Empty reply from server');
  });

  it('is believed to be a bad pack by its checksum alone', async () => {
    github.addFault({ fault: { kind: 'bad-pack' } });
    expect((await clone()).stderr).toMatch(/index-pack failed|inflate|corrupt/);
  });

  it('sends a pack slowly', async () => {
    const speed = { kind: 'slow', bytesPerSecond: 200_000 } as const;
    github.addFault({ fault: speed, scope: { service: 'fetch' } });
    const started = Date.now();
    expect((await clone()).exitCode).toBe(0);
    expect(Date.now() - started).toBeGreaterThan(700);
  });
});

describe('the reach of a fault', () => {
  it('is one repository, one side, and as many requests as were planned', async () => {
    github.addFault({
      fault: { kind: 'status', status: 500 },
      scope: { repository: 'O/N', on: 'rest' },
      times: 2,
    });
    expect((await lsRemote()).exitCode).toBe(0);
    expect((await get('/repos/o/m')).status).toBe(200);
    expect((await get()).status).toBe(500);
    expect((await get('/repositories/1001/tags')).status).toBe(500);
    expect((await get()).status).toBe(200);
  });

  it('ends when faults are cleared', async () => {
    github.addFault({ fault: { kind: 'status', status: 500 } });
    github.clearFaults();
    expect((await get()).status).toBe(200);
  });
});

async function post(body: string, type = 'application/json'): Promise<Response> {
  const headers = { 'content-type': type };
  return await fetch(`${github.serverUrl}/__control`, { method: 'POST', headers, body });
}

describe('POST /__control', () => {
  it('does from outside what a test in the same process can do', async () => {
    const acts = [
      { act: 'add-fault', fault: { kind: 'status', status: 503 }, scope: { on: 'git' }, times: 1 },
      { act: 'set-ref', repository: 'o/n', ref: 'refs/heads/other', sha: null },
      { act: 'describe', repository: 'o/n', archived: true },
    ];
    expect((await post(JSON.stringify(acts))).status).toBe(200);
    expect((await lsRemote()).stderr).toContain('503');
    expect(countRefs(await lsRemote())).toBe(3);
    expect((await (await get()).json()).archived).toBe(true);
    const told = await (await fetch(`${github.serverUrl}/__control`)).json();
    expect(told.requests).toEqual(github.requests());
    expect(told.repositories).toEqual(['o/n', 'o/m']);
  });

  it('says what is wrong with an act, and does nothing for a page in a browser', async () => {
    const wrong = await post(
      '{"act":"set-ref","repository":"o/none","ref":"refs/heads/x","sha":null}',
    );
    expect([wrong.status, (await wrong.json()).error]).toEqual([
      400,
      'The local GitHub has no repository o/none.',
    ]);
    expect((await post('{"act":"explode"}')).status).toBe(400);
    expect((await post('{')).status).toBe(400);
    expect((await post('{"act":"clear-faults"}', 'text/plain')).status).toBe(415);
  });
});

/** Processes that serve a repository under `folder`. */
function servingGits(folder: string): readonly string[] {
  return readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      const environment = readFileSync(`/proc/${entry}/environ`, 'latin1');
      return environment.includes(`GIT_PROJECT_ROOT=${folder}`);
    } catch {
      // It ended while we looked.
      return false;
    }
  });
}

describe('close', () => {
  it('leaves no git running and no file behind, even in the middle of a clone', async () => {
    // More than the pipes between them hold, so that git is still at work when it is ended.
    repo.commit({ files: { big: randomBytes(5_000_000) } });
    const tmpBefore = process.env['TMPDIR'];
    process.env['TMPDIR'] = root.path;
    const closing = await startLocalGithub({
      port: 0,
      repositories: [{ fullName: 'o/n', path: repo.gitDir }],
    });
    if (tmpBefore === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = tmpBefore;
    const written = (): readonly string[] =>
      readdirSync(root.path).filter((name) => name.startsWith('local-github-'));
    expect(written()).toHaveLength(1);

    closing.addFault({
      fault: { kind: 'slow', bytesPerSecond: 1_000 },
      scope: { service: 'fetch' },
    });
    const target = path.join(root.path, 'clone');
    const cloning = runGitClient(['clone', '-q', '--bare', `${closing.serverUrl}/o/n`, target]);
    while (closing.requests().every(({ service }) => service !== 'fetch')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(servingGits(root.path)).not.toEqual([]);
    await closing.close();
    expect((await cloning).exitCode).toBe(128);
    expect(servingGits(root.path)).toEqual([]);
    expect(written()).toEqual([]);
  });
});
