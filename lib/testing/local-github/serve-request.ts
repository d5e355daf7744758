// One request from its first byte to its last: who it is for, which fault is put on it, what it is answered, what is logged.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { deliver } from './deliver.ts';
import { faultReply } from './fault-reply.ts';
import type { Fault, FaultPlan } from './fault.ts';
import type { HostedRepository } from './hosted-repository.ts';
import type { HttpBackend } from './http-backend.ts';
import { limitRefs } from './limit-refs.ts';
import { ANONYMOUS, type Quota } from './quota.ts';
import { textReply, type Reply } from './reply.ts';
import type { RequestLog } from './request-log.ts';
import type { RestWorld } from './rest-answer.ts';
import { findRestTarget, type RestRequest } from './rest-target.ts';
import { serveOauth, type OauthWorld } from './serve-oauth.ts';
import { openGitRequest, parseGitPath, serveGit, type GitRequest } from './serve-git.ts';
import { readCredential, serveRest } from './serve-rest.ts';

export interface World extends RestWorld, OauthWorld {
  readonly backend: HttpBackend;
  readonly quota: Quota;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Answer {
  readonly reply: Reply;
  readonly fault: Fault | null;
  /** Ends whatever still works on the answer. */
  readonly kill: () => void;
}

const REST_PREFIX = '/api/v3';
const NOTHING_TO_KILL = (): void => undefined;

/** Never rejects: whatever goes wrong is the client's broken connection or an answer with status 500. */
export async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
): Promise<void> {
  response.setHeader('date', new Date(world.now()).toUTCString());
  try {
    const { reply, fault, kill } = await answerRequest(request, world);
    response.once('close', kill);
    if (response.destroyed) kill();
    else await deliver(reply, fault, response);
  } catch (error) {
    if (response.headersSent || response.destroyed) response.destroy();
    else response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
  }
}

async function answerRequest(request: IncomingMessage, world: World): Promise<Answer> {
  const url = new URL(request.url ?? '/', world.addresses.serverUrl);
  const signIn = await serveOauth(request, url, world);
  if (signIn !== null) {
    logRequest(request, { on: 'sign-in', status: signIn.status }, world);
    return { reply: signIn, fault: null, kill: NOTHING_TO_KILL };
  }
  if (url.pathname.startsWith(`${REST_PREFIX}/`))
    return await answerRestRequest(request, url, world);
  const gitPath = parseGitPath(url.pathname);
  if (gitPath !== null) {
    return await answerGitRequest(request, { ...gitPath, ...gitHeaders(request, url) }, world);
  }
  logRequest(request, { on: 'unknown', status: 404, isKnown: false }, world);
  return { reply: textReply(404, 'Not Found\n'), fault: null, kill: NOTHING_TO_KILL };
}

async function answerRestRequest(
  request: IncomingMessage,
  url: URL,
  world: World,
): Promise<Answer> {
  const restRequest: RestRequest = {
    method: request.method ?? 'GET',
    path: url.pathname.slice(REST_PREFIX.length),
    query: url.searchParams,
    authorization: request.headers.authorization ?? '',
    ifNoneMatch: request.headers['if-none-match'] ?? null,
    apiVersion: headerOf(request, 'x-github-api-version') || null,
    accept: request.headers.accept ?? '',
    body: request.method === 'GET' ? null : await readJson(request),
  };
  const target = findRestTarget(restRequest, world.directory);
  const repository = target.kind === 'unknown-path' ? null : target.fullName;
  const fault = world.faults.take({
    on: 'rest',
    repositories: namesOf(repository, 'repository' in target ? target.repository : null),
    service: null,
    path: 'path' in target ? target.path : null,
  });
  const refusal = refuse('rest', fault, request, world);
  if (refusal !== null) {
    logRequest(request, { on: 'rest', repository, fault, status: refusal.status }, world);
    return { reply: refusal, fault, kill: NOTHING_TO_KILL };
  }
  const shown =
    fault?.kind === 'lying-refs' && target.kind === 'repository'
      ? { ...target, repository: limitRefs(target.repository, fault.patterns) }
      : target;
  const { reply, charged, known } = await serveRest(restRequest, shown, world);
  logRequest(
    request,
    { on: 'rest', repository, fault, status: statusSent(reply, fault), charged, isKnown: known },
    world,
  );
  return { reply, fault, kill: NOTHING_TO_KILL };
}

async function answerGitRequest(
  request: IncomingMessage,
  gitRequest: GitRequest,
  world: World,
): Promise<Answer> {
  const { fullName } = gitRequest;
  const opened = await openGitRequest(gitRequest);
  const found = world.directory.byName(fullName);
  const fault = world.faults.take({
    on: 'git',
    repositories: namesOf(fullName, found?.repository ?? null),
    service: opened.service,
    path: null,
  });
  const refusal = refuse('git', fault, request, world);
  if (refusal !== null) {
    opened.body.resume();
    const entry = { on: 'git', repository: fullName, fault, status: refusal.status } as const;
    logRequest(request, { ...entry, service: opened.service }, world);
    return { reply: refusal, fault, kill: NOTHING_TO_KILL };
  }
  const lyingDir =
    fault?.kind === 'lying-refs' && found !== null
      ? await found.repository.exposed.writeLyingCopy(fault.patterns)
      : null;
  const { reply, kill } = await serveGit(gitRequest, opened, world, lyingDir);
  const status = statusSent(reply, fault);
  const entry = { on: 'git', repository: fullName, fault, status } as const;
  logRequest(request, { ...entry, service: opened.service }, world);
  return { reply, fault, kill };
}

/** Null when it is no JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await text(request);
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function refuse(
  on: 'rest' | 'git',
  fault: Fault | null,
  request: IncomingMessage,
  world: World,
): Reply | null {
  if (fault === null) return null;
  const credential = readCredential(request.headers.authorization ?? '') ?? ANONYMOUS;
  const allowance = world.quota.read(credential);
  return faultReply(fault, { on, credential, allowance, nowMs: world.now() });
}

/** No status reaches a client whose connection is closed before the end of the header. */
function statusSent(reply: Reply, fault: Fault | null): number | null {
  return fault?.kind === 'cut' && fault.at !== 'body' ? null : reply.status;
}

function namesOf(asked: string | null, repository: HostedRepository | null): readonly string[] {
  return [
    ...(asked === null ? [] : [asked]),
    ...(repository === null ? [] : [repository.fullName]),
  ];
}

interface Outcome {
  readonly on: 'rest' | 'git' | 'sign-in' | 'unknown';
  readonly status: number | null;
  readonly repository?: string | null;
  readonly service?: string;
  readonly fault?: Fault | null;
  readonly charged?: boolean;
  readonly isKnown?: boolean;
}

function logRequest(request: IncomingMessage, outcome: Outcome, { log }: World): void {
  log.add(
    {
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      on: outcome.on,
      repository: outcome.repository ?? null,
      service: outcome.service ?? null,
      status: outcome.status,
      charged: outcome.charged ?? false,
      hasToken: request.headers.authorization !== undefined,
      fault: outcome.fault?.kind ?? null,
    },
    outcome.isKnown ?? true,
  );
}

function gitHeaders(
  request: IncomingMessage,
  url: URL,
): Omit<GitRequest, 'fullName' | 'hasSuffix' | 'pathInfo'> {
  return {
    method: request.method ?? 'GET',
    query: url.search.slice(1),
    authorization: request.headers.authorization ?? '',
    contentType: request.headers['content-type'] ?? '',
    contentEncoding: request.headers['content-encoding'] ?? '',
    protocol: headerOf(request, 'git-protocol'),
    body: request,
  };
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
