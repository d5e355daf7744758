// Serves with `git http-backend` as CGI, or as it would answer: both directions stream, and no process stays behind.
import { spawn, type ChildProcess } from 'node:child_process';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { rawGitEnvironment } from './run-raw-git.ts';
import type { Reply } from './reply.ts';

export interface BackendRequest {
  readonly gitDir: string;
  /** The part of the path after the repository, e.g. "/info/refs". */
  readonly pathInfo: string;
  readonly method: string;
  /** Without the question mark. */
  readonly query: string;
  readonly contentType: string;
  /** The Git-Protocol header, which asks for version 2. */
  readonly protocol: string;
  /** Already unzipped. */
  readonly body: Readable;
}

export interface HttpBackend {
  run: (request: BackendRequest) => Promise<BackendRun>;
  /** Kills every git that still runs and waits for the last of them. */
  close: () => Promise<void>;
}

export interface BackendRun {
  readonly reply: Reply;
  /** Ends git early, with the pack-objects it started. */
  readonly kill: () => void;
}

/** https://git-scm.com/docs/git-config#Documentation/git-config.txt-uploadpackpackObjectsHook */
const CONFIG: ReadonlyArray<readonly [string, string]> = [
  ['uploadpack.allowFilter', 'true'],
  ['uploadpack.allowAnySHA1InWant', 'true'],
  // A store may lack objects that its history names; GitHub never does, so git would rather die than serve the rest.
  ['uploadpack.packObjectsHook', 'tidemark_hook() { "$@" --missing=allow-any; }; tidemark_hook'],
  ['http.receivepack', 'false'],
  ['http.getanyfile', 'false'],
  // A lazy fetch may name tens of thousands of blobs in one request.
  ['http.maxRequestBuffer', '256m'],
];

const MAX_HEADER_BYTES = 16_384;

/**
 * What version 2 of the protocol says first: by git's version and CONFIG alone, which are the same for every repository that
 * is exposed here. Each process asks git once.
 */
let capabilities: Promise<Reply & { readonly body: Buffer }> | null = null;

export function createHttpBackend(): HttpBackend {
  const running = new Map<ChildProcess, Promise<void>>();

  async function run(request: BackendRequest): Promise<BackendRun> {
    const isUploadPack = isRequestOfUploadPack(request);
    const child = spawn('git', isUploadPack ? [...UPLOAD_PACK, request.gitDir] : ['http-backend'], {
      env: {
        ...rawGitEnvironment(CONFIG),
        GIT_PROJECT_ROOT: request.gitDir,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: request.pathInfo,
        REQUEST_METHOD: request.method,
        QUERY_STRING: request.query,
        CONTENT_TYPE: request.contentType,
        GIT_PROTOCOL: request.protocol,
        REMOTE_ADDR: '127.0.0.1',
      },
      // A group of its own: http-backend starts upload-pack, which starts pack-objects.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const ended = new Promise<void>((resolve) => {
      child.once('close', () => {
        running.delete(child);
        resolve();
      });
    });
    running.set(child, ended);
    // Once it has ended its number may be another's.
    const kill = (): void => {
      if (running.has(child)) killGroup(child);
    };

    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-4_000);
    });
    // Either pipe may break when the other side goes away first; git's exit decides what it means.
    child.stdin.on('error', () => undefined);
    request.body.on('error', kill);
    request.body.pipe(child.stdin);
    if (isUploadPack) return { reply: { ...UPLOAD_PACK_HEAD, body: streamBody(child) }, kill };
    try {
      const { head, rest } = await readHead(child);
      const { status, headers } = parseHead(head);
      return { reply: { status, headers, body: streamBody(child, rest) }, kill };
    } catch (error) {
      kill();
      throw new Error(`git http-backend gave no answer: ${complaint.trim()}`, { cause: error });
    }
  }

  async function askCapabilities(request: BackendRequest): Promise<BackendRun> {
    capabilities ??= run(request).then(async ({ reply }) => ({
      ...reply,
      body: Buffer.isBuffer(reply.body) ? reply.body : await buffer(reply.body),
    }));
    const reply = await capabilities.catch(() => null);
    if (reply?.status === 200) {
      return { reply: { ...reply, body: Readable.from([reply.body]) }, kill: () => undefined };
    }
    capabilities = null;
    return await run(request);
  }

  return {
    run: (request) => (asksCapabilities(request) ? askCapabilities(request) : run(request)),
    close: async () => {
      const ends = [...running.values()];
      for (const child of running.keys()) killGroup(child);
      await Promise.all(ends);
    },
  };
}

function asksCapabilities({ pathInfo, method, query, protocol }: BackendRequest): boolean {
  return (
    pathInfo === '/info/refs' &&
    method === 'GET' &&
    query === 'service=git-upload-pack' &&
    protocol === 'version=2'
  );
}

/** What http-backend would start, in the same environment; its own start takes as long again. */
function isRequestOfUploadPack({ pathInfo, method, contentType }: BackendRequest): boolean {
  return (
    pathInfo === '/git-upload-pack' &&
    method === 'POST' &&
    contentType === 'application/x-git-upload-pack-request'
  );
}

const UPLOAD_PACK = ['upload-pack', '--stateless-rpc'];
/** https://git-scm.com/docs/http-protocol#_smart_service_git_upload_pack */
const UPLOAD_PACK_HEAD = {
  status: 200,
  headers: {
    'content-type': 'application/x-git-upload-pack-result',
    'cache-control': 'no-cache, max-age=0, must-revalidate',
  },
};

function killGroup(child: ChildProcess): void {
  // Node waits for output that nobody reads any more before it says that a child has ended.
  child.stdout?.destroy();
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
}

async function readHead(child: ChildProcess): Promise<{ head: string; rest: Buffer }> {
  const { stdout } = child;
  if (stdout === null) throw new Error('git http-backend was started without its output.');
  return await new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    const stop = (): void => {
      stdout.off('data', onData);
      stdout.off('end', onEnd);
      child.off('error', onError);
    };
    const onData = (chunk: Buffer): void => {
      seen = Buffer.concat([seen, chunk]);
      const end = seen.indexOf('\r\n\r\n');
      if (end < 0 && seen.length <= MAX_HEADER_BYTES) return;
      stop();
      stdout.pause();
      if (end < 0) reject(new Error('its header does not end.'));
      else
        resolve({ head: seen.subarray(0, end).toString('latin1'), rest: seen.subarray(end + 4) });
    };
    const onEnd = (): void => {
      stop();
      reject(new Error('it ended before its header did.'));
    };
    const onError = (error: Error): void => {
      stop();
      reject(error);
    };
    stdout.on('data', onData);
    stdout.on('end', onEnd);
    child.on('error', onError);
  });
}

// Status: 403 Forbidden
// Content-Type: application/x-git-upload-pack-advertisement
function parseHead(head: string): { status: number; headers: Record<string, string> } {
  let status = 200;
  const headers: Record<string, string> = {};
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'status') status = Number.parseInt(value, 10);
    else if (colon > 0) headers[name] = value;
  }
  return { status, headers };
}

/**
 * Git's output as a stream that fails when git was killed: half a pack must not look like a whole one.
 * A git that exits with an error has said so in its protocol, and CGI delivers what it said.
 */
function streamBody(child: ChildProcess, first: Buffer = Buffer.alloc(0)): Readable {
  const body = new PassThrough();
  // Whoever reads it hears of the error from the stream; nobody need be reading any more when git is ended.
  body.on('error', () => undefined);
  body.write(first);
  child.once('error', (error) => body.destroy(error));
  child.stdout?.pipe(body, { end: false });
  child.once('close', (_exitCode, signal) => {
    if (signal === null) body.end();
    else body.destroy(new Error(`git was ended by ${signal}.`));
  });
  return body;
}
