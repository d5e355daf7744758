// Git's smart protocol at /OWNER/NAME.git and /OWNER/NAME, with GitHub's answers for names that are gone or never were.
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { RepositoryDirectory } from './hosted-repository.ts';
import type { HttpBackend } from './http-backend.ts';
import type { Addresses } from './repository-body.ts';
import { textReply, type Reply } from './reply.ts';

/** What a git request is for, as far as its address and first line tell; "ls-refs" is whatever lists the refs. */
export type GitService = 'info-refs' | 'ls-refs' | 'fetch' | 'push' | 'other';

export interface GitRequest {
  readonly method: string;
  readonly fullName: string;
  /** The part of the path after the repository, e.g. "/info/refs". */
  readonly pathInfo: string;
  /** Without the question mark. */
  readonly query: string;
  readonly authorization: string;
  readonly contentType: string;
  readonly contentEncoding: string;
  readonly protocol: string;
  readonly body: Readable;
  /** As the client wrote it, for redirects: the part of the path before `pathInfo` ends in ".git". */
  readonly hasSuffix: boolean;
}

export interface GitReply {
  readonly reply: Reply;
  readonly kill: () => void;
}

export interface OpenedGitRequest {
  readonly service: GitService;
  /** The same body, unzipped and unread. */
  readonly body: Readable;
}

// /usbarmory/tamago-go.git/info/refs
export function parseGitPath(
  path: string,
): { fullName: string; hasSuffix: boolean; pathInfo: string } | null {
  const found =
    /^\/(?<fullName>[\w.-]+\/[\w.-]+?)(?<suffix>\.git)?(?<pathInfo>\/(?:info\/refs|git-upload-pack|git-receive-pack|HEAD|objects\/.*))$/s.exec(
      path,
    )?.groups;
  if (found === undefined) return null;
  return {
    fullName: found['fullName'] ?? '',
    hasSuffix: found['suffix'] !== undefined,
    pathInfo: found['pathInfo'] ?? '',
  };
}

/** Reads as much of the request as tells what it is for. */
export async function openGitRequest(request: GitRequest): Promise<OpenedGitRequest> {
  if (request.pathInfo === '/info/refs') {
    if (request.query.includes('service=git-receive-pack')) {
      return { service: 'push', body: request.body };
    }
    // Before version 2 of the protocol this answer was the listing itself.
    const isListing = !request.protocol.split(':').includes('version=2');
    return { service: isListing ? 'ls-refs' : 'info-refs', body: request.body };
  }
  if (request.pathInfo === '/git-receive-pack') return { service: 'push', body: request.body };
  if (request.pathInfo !== '/git-upload-pack') return { service: 'other', body: request.body };
  const body = unzip(request);
  const first = await readFirst(body);
  // 0014command=ls-refs
  const command = /^[0-9a-f]{4}command=(?<command>[\w-]+)/.exec(first.toString('latin1'));
  const service = command?.groups?.['command'] === 'ls-refs' ? 'ls-refs' : 'fetch';
  return { service, body };
}

/** `gitDir` overrides the repository that is served, for a listing that lies. */
export async function serveGit(
  request: GitRequest,
  opened: OpenedGitRequest,
  world: {
    readonly directory: RepositoryDirectory;
    readonly backend: HttpBackend;
    readonly addresses: Addresses;
  },
  lyingGitDir: string | null,
): Promise<GitReply> {
  const refuse = (reply: Reply): GitReply => {
    opened.body.resume();
    return { reply, kill: () => undefined };
  };
  const found = world.directory.byName(request.fullName);
  if (found === null) {
    // GitHub asks whoever comes without a name to say it, so as not to tell which private repositories exist.
    if (request.authorization === '') return refuse(unauthorized());
    return refuse(textReply(404, 'Repository not found.'));
  }
  if (found.moved) {
    const name = `${found.repository.fullName}${request.hasSuffix ? '.git' : ''}`;
    const query = request.query === '' ? '' : `?${request.query}`;
    const location = `${world.addresses.serverUrl}/${name}${request.pathInfo}${query}`;
    return refuse(textReply(301, '', { location }));
  }
  if (opened.service === 'push') {
    return refuse(request.authorization === '' ? unauthorized() : textReply(403, 'Read-only.'));
  }
  await found.repository.exposed.refresh();
  return await world.backend.run({
    gitDir: lyingGitDir ?? found.repository.exposed.gitDir,
    pathInfo: request.pathInfo,
    method: request.method,
    query: request.query,
    contentType: request.contentType,
    protocol: request.protocol,
    body: opened.body,
  });
}

function unauthorized(): Reply {
  return textReply(401, 'Repository not found.', { 'www-authenticate': 'Basic realm="GitHub"' });
}

function unzip({ body, contentEncoding }: GitRequest): Readable {
  const plain = /^(x-)?gzip$/.test(contentEncoding) ? createGunzip() : new PassThrough();
  body.on('error', (error) => plain.destroy(error));
  return body.pipe(plain);
}

/** The first bytes of a stream, put back so that the next reader gets them again. */
async function readFirst(body: Readable): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    const stop = (): void => {
      body.off('readable', onReadable);
      body.off('end', onEnd);
      body.off('error', onError);
    };
    const onReadable = (): void => {
      const chunk: unknown = body.read();
      if (!Buffer.isBuffer(chunk)) return;
      stop();
      body.unshift(chunk);
      resolve(chunk);
    };
    const onEnd = (): void => {
      stop();
      resolve(Buffer.alloc(0));
    };
    const onError = (error: Error): void => {
      stop();
      reject(error);
    };
    body.on('readable', onReadable);
    body.on('end', onEnd);
    body.on('error', onError);
  });
}
