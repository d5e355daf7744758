// A GitHub for tests and for work without a network: a real server that answers as GitHub Enterprise does.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CONTROL_PATH, control, serveControl, type ControlAct } from './control.ts';
import { exposeRepository } from './exposed-repository.ts';
import { createFaultPlan, type PlannedFault } from './fault.ts';
import {
  createRepositoryDirectory,
  type HostedRelease,
  type HostedRepository,
} from './hosted-repository.ts';
import { createHttpBackend } from './http-backend.ts';
import { createIssueBook, type HostedIssue } from './issues.ts';
import { createOauth, LOCAL_APP } from './oauth.ts';
import { createQuota } from './quota.ts';
import type { VisibleRef } from './read-refs.ts';
import { DEFAULT_REF_PATTERNS } from './ref-pattern.ts';
import { createRequestLog, type LoggedRequest } from './request-log.ts';
import { serveRequest } from './serve-request.ts';

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
  /** For GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** What was asked since the start, or since `forgetRequests`. */
  readonly requests: () => readonly LoggedRequest[];
  /** Requests for addresses that the local GitHub was never taught: a test ends with none. */
  readonly unknownRequests: () => readonly LoggedRequest[];
  readonly forgetRequests: () => void;
  /** Spoils the requests it is for, until it is used up or the returned function is called. */
  readonly addFault: (planned: PlannedFault) => () => void;
  readonly clearFaults: () => void;
  /** Any other act that POST /__control knows. Throws a sentence when it cannot be done. */
  readonly control: (act: ControlAct) => void;
  /** The refs that a repository shows now. Throws when there is no such repository. */
  readonly listRefs: (fullName: string) => Promise<readonly VisibleRef[]>;
  /** Of a repository, oldest first. Throws when there is no such repository. */
  readonly listIssues: (fullName: string) => readonly HostedIssue[];
  /** Ends every connection and every git it started, and removes what it wrote. */
  readonly close: () => Promise<void>;
}

/** Rejects with one sentence when a path holds no repository, and with EADDRINUSE when the port is taken. */
export async function startLocalGithub(options: LocalGithubOptions): Promise<LocalGithub> {
  const now = options.now ?? Date.now;
  const workDir = await mkdtemp(path.join(tmpdir(), 'local-github-'));
  const backend = createHttpBackend();
  const server = createServer();
  const underWay = new Set<Promise<void>>();
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await backend.close();
    await Promise.all(underWay);
    // A request that was still reading refs may have started one more git.
    await backend.close();
    await rm(workDir, { recursive: true, force: true });
  };

  try {
    const directory = createRepositoryDirectory(await hostAll(options.repositories, workDir));
    const port = await listen(server, options.port);
    const serverUrl = `http://127.0.0.1:${port}`;
    const apiUrl = `${serverUrl}/api/v3`;
    const faults = createFaultPlan();
    const log = createRequestLog();
    const addresses = { apiUrl, serverUrl };
    const issues = createIssueBook(now);
    const oauth = createOauth(now);
    const quota = createQuota(now);
    const world = { directory, issues, backend, addresses, quota, oauth, faults, log, now };
    server.on('request', (request, response) => {
      const isControl = request.url === CONTROL_PATH;
      const served = (isControl ? serveControl : serveRequest)(request, response, world);
      underWay.add(served);
      void served.finally(() => underWay.delete(served));
    });
    return {
      port,
      apiUrl,
      serverUrl,
      ...LOCAL_APP,
      requests: log.all,
      unknownRequests: log.unknown,
      forgetRequests: log.forget,
      addFault: faults.add,
      clearFaults: faults.clear,
      control: (act) => {
        control(act, world);
      },
      listRefs: async (fullName) => (await directory.demand(fullName).exposed.refresh()).refs,
      listIssues: (fullName) => issues.list(directory.demand(fullName).id),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function hostAll(
  repositories: readonly RepositoryToHost[],
  workDir: string,
): Promise<readonly HostedRepository[]> {
  const names = repositories.map(({ fullName }) => fullName.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`The repository ${twice} is named twice.`);
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
