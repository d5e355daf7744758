// A GitHub for tests and for work without a network: a real server that answers as GitHub Enterprise does.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { exposeRepository, type VisibleRef } from './exposed-repository.ts';
import {
  createRepositoryDirectory,
  type HostedRelease,
  type HostedRepository,
} from './hosted-repository.ts';
import { createHttpBackend } from './http-backend.ts';
import { createQuota } from './quota.ts';
import { DEFAULT_REF_PATTERNS } from './ref-pattern.ts';
import { textReply, type Reply } from './reply.ts';
import { openGitRequest, parseGitPath, serveGit, type GitRequest } from './serve-git.ts';
import { serveRest } from './serve-rest.ts';

export interface RepositoryToHost {
  /** "owner/name" */
  readonly fullName: string;
  /** A repository on this machine, bare or not; it is only read. */
  readonly path: string;
  /** Refs to show, as patterns of a refspec; all branches and tags if not given. */
  readonly refs?: readonly string[];
  readonly description?: string | null;
  readonly archived?: boolean;
  readonly defaultBranch?: string;
  /** Full name of the repository it was forked from. */
  readonly parent?: string;
  readonly releases?: readonly HostedRelease[];
}

export interface LocalGithubOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly repositories: readonly RepositoryToHost[];
  /** Milliseconds since 1970, for quotas and dates. */
  readonly now?: () => number;
}

export interface LocalGithub {
  readonly port: number;
  /** For GITHUB_API_URL. */
  readonly apiUrl: string;
  /** For GITHUB_SERVER_URL. */
  readonly serverUrl: string;
  /** The refs that a repository shows now. Throws when there is no such repository. */
  readonly listRefs: (fullName: string) => Promise<readonly VisibleRef[]>;
  readonly close: () => Promise<void>;
}

export async function startLocalGithub(options: LocalGithubOptions): Promise<LocalGithub> {
  const now = options.now ?? Date.now;
  const workDir = await mkdtemp(path.join(tmpdir(), 'local-github-'));
  const backend = createHttpBackend();
  const server = createServer();
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await backend.close();
    await rm(workDir, { recursive: true, force: true });
  };

  try {
    const directory = createRepositoryDirectory(await hostAll(options.repositories, workDir));
    const port = await listen(server, options.port);
    const serverUrl = `http://127.0.0.1:${port}`;
    const apiUrl = `${serverUrl}/api/v3`;
    const world = { directory, backend, serverUrl, addresses: { apiUrl, serverUrl } };
    const quota = createQuota(now);

    const answer = async (
      request: IncomingMessage,
    ): Promise<{ reply: Reply; kill: () => void }> => {
      const url = new URL(request.url ?? '/', serverUrl);
      if (url.pathname.startsWith('/api/v3/') || url.pathname === '/api/v3') {
        const { reply } = await serveRest(
          {
            method: request.method ?? 'GET',
            path: url.pathname.slice('/api/v3'.length),
            query: url.searchParams,
            authorization: request.headers.authorization ?? '',
            ifNoneMatch: request.headers['if-none-match'] ?? null,
            apiVersion: headerOf(request, 'x-github-api-version') || null,
            accept: request.headers.accept ?? '',
          },
          world,
          quota,
        );
        return { reply, kill: () => undefined };
      }
      const gitPath = parseGitPath(url.pathname);
      if (gitPath === null) return { reply: textReply(404, 'Not Found'), kill: () => undefined };
      const gitRequest: GitRequest = {
        ...gitPath,
        method: request.method ?? 'GET',
        query: url.search.slice(1),
        authorization: request.headers.authorization ?? '',
        contentType: request.headers['content-type'] ?? '',
        contentEncoding: request.headers['content-encoding'] ?? '',
        protocol: headerOf(request, 'git-protocol'),
        body: request,
      };
      return await serveGit(gitRequest, await openGitRequest(gitRequest), world, null);
    };
    const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      try {
        const { reply, kill } = await answer(request);
        response.once('close', kill);
        await send(reply, response);
      } catch (error) {
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end(String(error));
      }
    };
    server.on('request', (request, response) => {
      void handle(request, response);
    });
    const listRefs = async (fullName: string): Promise<readonly VisibleRef[]> => {
      const found = directory.byName(fullName);
      if (found === null) throw new Error(`The local GitHub has no repository ${fullName}.`);
      return (await found.repository.exposed.refresh()).refs;
    };
    return { port, apiUrl, serverUrl, listRefs, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function hostAll(
  repositories: readonly RepositoryToHost[],
  workDir: string,
): Promise<readonly HostedRepository[]> {
  return await Promise.all(
    repositories.map(async (repository, index) => ({
      id: 1_001 + index,
      exposed: await exposeRepository(
        repository.path,
        repository.refs ?? DEFAULT_REF_PATTERNS,
        workDir,
      ),
      fullName: repository.fullName,
      archived: repository.archived ?? false,
      description: repository.description ?? null,
      defaultBranch: repository.defaultBranch ?? null,
      parent: repository.parent ?? null,
      releases: repository.releases ?? [],
      pushedAtMs: null,
    })),
  );
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

async function send(reply: Reply, response: ServerResponse): Promise<void> {
  response.writeHead(reply.status, {
    ...reply.headers,
    'x-github-request-id': randomUUID(),
    server: 'github.com',
    ...(Buffer.isBuffer(reply.body) && reply.status !== 304
      ? { 'content-length': String(reply.body.length) }
      : {}),
  });
  if (Buffer.isBuffer(reply.body)) response.end(reply.body);
  else await pipeline(reply.body, response);
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
