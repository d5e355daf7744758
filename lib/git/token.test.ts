import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProcesses, waitFor } from '#lib/testing/find-processes.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import {
  startLocalGithub,
  type LocalGithub,
} from '#lib/testing/local-github/start-local-github.ts';
import { fetchRefs } from './fetch-refs.ts';
import { GitError } from './git-error.ts';
import { listRemoteRefs } from './list-remote-refs.ts';
import { openMirror } from './mirror.ts';
import type { NetworkAccess } from './run-git.ts';

const TOKEN = 'ghp_AnythingButThis';
const BASIC = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');

interface Seen {
  readonly url: string;
  readonly authorization: string | null;
}

/** A server in front of the local GitHub, which may redirect and may ask who it is. */
interface Front {
  readonly serverUrl: string;
  readonly seen: readonly Seen[];
  readonly close: () => void;
}

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let github: LocalGithub;
let closers: (() => void)[] = [];
beforeEach(async () => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  repo.commit({ files: { a: '1' } });
  github = await startLocalGithub({
    port: 0,
    repositories: [{ fullName: 'o/n', path: repo.gitDir }],
  });
});
afterEach(async () => {
  for (const close of closers) close();
  closers = [];
  await github.close();
  root.remove();
});

async function startFront(rules: {
  readonly redirect: (url: string) => string | null;
  readonly asksForToken: boolean;
}): Promise<Front> {
  const seen: Seen[] = [];
  const server: Server = createServer((request, response) => {
    const url = request.url ?? '';
    const authorization = request.headers.authorization ?? null;
    seen.push({ url, authorization });
    if (rules.asksForToken && authorization !== `Basic ${BASIC}`) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
      return;
    }
    const location = rules.redirect(url);
    if (location !== null) {
      response.writeHead(301, { location }).end();
      return;
    }
    void passOn(request, url, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  closers.push(close);
  return { serverUrl: `http://127.0.0.1:${address.port}`, seen, close };
}

async function passOn(
  request: IncomingMessage,
  url: string,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const headers: Record<string, string> = {};
  for (const name of ['content-type', 'content-encoding', 'git-protocol']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  const body = request.method === 'POST' ? { body: Buffer.concat(chunks) } : {};
  const method = request.method ?? 'GET';
  const answer = await fetch(`${github.serverUrl}${url}`, { method, headers, ...body });
  const type = answer.headers.get('content-type') ?? '';
  response.writeHead(answer.status, { 'content-type': type });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

function access(serverUrl: string, token: string | null = TOKEN): NetworkAccess {
  return { protocol: 'http', token, serverUrl };
}

const authorizations = ({ seen }: Front): readonly (string | null)[] =>
  seen.map(({ authorization }) => authorization);

describe('the token', () => {
  it('goes with every request to the server that it is for', async () => {
    const front = await startFront({ redirect: () => null, asksForToken: true });
    const url = `${front.serverUrl}/o/n.git`;
    expect(await listRemoteRefs(url, access(front.serverUrl))).toHaveLength(1);
    expect(authorizations(front)).toEqual([`Basic ${BASIC}`, `Basic ${BASIC}`]);
  });

  it('goes to no other server, neither when asked for one nor when redirected to it', async () => {
    const other = await startFront({ redirect: () => null, asksForToken: false });
    const front = await startFront({
      redirect: (url) => `${other.serverUrl}${url}`,
      asksForToken: false,
    });
    await listRemoteRefs(`${other.serverUrl}/o/n.git`, access(front.serverUrl));
    expect(
      await listRemoteRefs(`${front.serverUrl}/o/n.git`, access(front.serverUrl)),
    ).toHaveLength(1);
    expect(authorizations(other)).toEqual([null, null, null, null]);
    expect(authorizations(front)).toEqual([`Basic ${BASIC}`, null]);
  });

  it('does not go to another server that asks for it', async () => {
    const other = await startFront({ redirect: () => null, asksForToken: true });
    const front = await startFront({
      redirect: (url) => `${other.serverUrl}${url}`,
      asksForToken: true,
    });
    const listing = listRemoteRefs(`${front.serverUrl}/o/n.git`, access(front.serverUrl));
    await expect(listing).rejects.toMatchObject({ failureKind: 'refused' });
    expect(authorizations(other).filter((value) => value !== null)).toEqual([]);
  });

  it('does not keep a renamed repository from being found', async () => {
    github.control({ act: 'rename', repository: 'o/n', to: 'p/m' });
    for (const token of [null, TOKEN]) {
      const network = access(github.serverUrl, token);
      expect(await listRemoteRefs(`${github.serverUrl}/o/n.git`, network)).toHaveLength(1);
    }
  });

  it('stands in no command line, in no error and in no file', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port.');
    const serverUrl = `http://127.0.0.1:${address.port}`;
    const mirror = await openMirror(path.join(root.path, 'mirror'));
    const controller = new AbortController();
    const failing = fetchRefs(mirror, {
      fullName: 'o/n',
      url: `${serverUrl}/o/n.git`,
      patterns: ['refs/heads/*'],
      expected: [],
      prune: false,
      network: access(serverUrl),
      signal: controller.signal,
    }).then(
      () => null,
      (reason: unknown) => reason,
    );
    const running = await waitFor(() => {
      const found = findProcesses(serverUrl);
      return found.some(({ commandLine }) => commandLine.includes('remote-http')) ? found : null;
    });
    controller.abort();
    const error = await failing;
    expect(error).toBeInstanceOf(GitError);
    const told = error instanceof GitError ? [error.message, error.stderr, ...error.args] : [];
    const written = readdirSync(root.path, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(root.path, name))
      .filter((name) => statSync(name).isFile())
      .map((name) => readFileSync(name, 'latin1'));
    expect(written.length).toBeGreaterThan(2);
    const places = [...running.map(({ commandLine }) => commandLine), ...told, ...written];
    expect(places.filter((text) => text.includes(TOKEN) || text.includes(BASIC))).toEqual([]);
  });
});
