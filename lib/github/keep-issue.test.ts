import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createTestRepo, createTestRoot } from '#lib/testing/git-repo.ts';
import {
  startLocalGithub,
  type LocalGithub,
} from '#lib/testing/local-github/start-local-github.ts';

import { GitHubError } from './github-error.ts';
import { keepIssue, type IssueToKeep, type IssueWriterOptions } from './keep-issue.ts';

const repository = 'usbarmory/tamago-go';
const since = new Date('2026-01-01T00:00:00Z');

let root: ReturnType<typeof createTestRoot>;
let server: LocalGithub;
let options: IssueWriterOptions;

beforeEach(async () => {
  root = createTestRoot();
  createTestRepo(root.path).commit({ files: { a: '1' } });
  server = await startLocalGithub({
    port: 0,
    repositories: [{ fullName: repository, path: `${root.path}/repository.git` }],
  });
  options = {
    apiUrl: server.apiUrl,
    token: 'ghp_canary',
    gate: { pause: async () => null, record: async () => {} },
    now: () => new Date(),
    log: pino({ level: 'silent' }),
    pauseMs: 0,
  };
});
afterEach(async () => {
  const unknown = server.unknownRequests();
  await server.close();
  root.remove();
  if (unknown.length > 0) throw new Error(`The local GitHub does not know ${unknown[0]?.url}.`);
});

function issue(change: Partial<IssueToKeep> = {}): IssueToKeep {
  const mark = '<!-- tidemark:incident=1 -->';
  return {
    repository,
    number: null,
    mark,
    since,
    title: 'go1.27rc1: 3 files will conflict',
    body: `${mark}\n\nAs of today.`,
    isOpen: true,
    ...change,
  };
}

const writes = () =>
  server.requests().flatMap(({ method, url }) => (method === 'GET' ? [] : [`${method} ${url}`]));

describe('keepIssue', () => {
  it('makes one issue, edits it in place, and closes it', async () => {
    const { number } = await keepIssue(issue(), options);
    const edited = issue({ number, body: `${issue().mark}\n\nAs of tomorrow.` });
    expect(await keepIssue(edited, options)).toEqual({ number, writes: 1 });
    await keepIssue({ ...edited, isOpen: false }, options);
    expect(server.listIssues(repository)).toMatchObject([
      { number, title: issue().title, body: edited.body, state: 'closed' },
    ]);
  });

  it('finds it again by its mark when nobody remembers its number, among many others', async () => {
    for (let other = 0; other < 130; other += 1) {
      await keepIssue(issue({ mark: `<${other}>`, body: `<${other}>` }), options);
    }
    const { number } = await keepIssue(issue(), options);
    expect(await keepIssue(issue(), options)).toEqual({ number, writes: 0 });
    expect(server.listIssues(repository)).toHaveLength(131);
  });

  it('finds it again though our clock is ahead of GitHub’s', async () => {
    const ahead = issue({ since: new Date(Date.now() + 3_600_000) });
    const { number } = await keepIssue(ahead, options);
    expect(await keepIssue(ahead, options)).toEqual({ number, writes: 0 });
  });

  it('opens it again when the conflict is back', async () => {
    const { number } = await keepIssue(issue({ isOpen: false }), options);
    await keepIssue(issue({ number }), options);
    expect(server.listIssues(repository)).toMatchObject([{ number, state: 'open' }]);
  });

  it('writes nothing but issues, and nothing at all where nothing changed', async () => {
    await keepIssue(issue(), options);
    await keepIssue(issue(), options);
    expect(writes()).toEqual([`POST /api/v3/repos/${repository}/issues`]);
  });

  it('follows a repository that was renamed', async () => {
    server.control({ act: 'rename', repository, to: 'usbarmory/tamago' });
    await keepIssue(issue(), options);
    expect(server.listIssues('usbarmory/tamago')).toHaveLength(1);
  });

  it('makes none when the answer to its question does not come', async () => {
    server.addFault({ fault: { kind: 'status', status: 502 }, scope: { on: 'rest' }, times: 1 });
    await expect(keepIssue(issue(), options)).rejects.toThrow(GitHubError);
    expect(writes()).toEqual([]);
  });

  it('begins nothing more once it has taken too long, and says so', async () => {
    await expect(keepIssue(issue(), { ...options, totalMs: 0 })).rejects.toThrow(
      `Asked about issues of ${repository}, GitHub has not answered all within 0 s`,
    );
    expect(server.requests()).toEqual([]);
  });

  it('waits between two writes', async () => {
    const begin = performance.now();
    await keepIssue(issue({ isOpen: false }), { ...options, pauseMs: 50 });
    expect(performance.now() - begin).toBeGreaterThan(95);
  });
});
