// Starts git: fixed environment, no shell, no hooks, no prompts, no network unless asked for, and bounds on time and output.
import { spawn, type ChildProcess } from 'node:child_process';
import { classifyStderr, GitError, type GitFailureKind } from './git-error.ts';

/** Where git runs: a bare repository, and a place for what it would write besides. */
export interface GitRepository {
  readonly gitDir: string;
  /** Where its objects are, when not in `gitDir`. */
  readonly objectDir?: string;
  /** New objects go here instead of the repository, which is only read. */
  readonly temporaryObjectDir?: string;
  /** Starts git where this process need not do it itself: see withGitShells. */
  readonly starter?: GitStarter;
}

export interface GitStarter {
  readonly canStart: (run: GitRun) => boolean;
  /** New objects go to `objectDir`. Throws GitError unless git exits with an expected code. */
  readonly start: (run: GitRun, objectDir: string) => Promise<GitResult>;
  /** One after another, by a single process; the exit codes. Throws GitError unless all are expected ones. */
  readonly startEach: (
    argumentLists: readonly (readonly string[])[],
    run: Omit<GitRun, 'args'>,
    objectDir: string,
  ) => Promise<readonly number[]>;
}

export interface GitRun {
  readonly args: readonly string[];
  /** Exit codes that are results. Any other is thrown as GitError. */
  readonly expectedExitCodes?: readonly number[];
  readonly stdin?: string | Buffer;
  readonly timeoutMs?: number;
  readonly maxStdoutBytes?: number;
  /** Set only to fetch and to list remote refs: the server may be asked. */
  readonly network?: NetworkAccess;
  /** Pathspecs are literal unless this is set (for `:(exclude)`). */
  readonly magicPathspecs?: boolean;
  readonly indexFile?: string;
  readonly signal?: AbortSignal;
  /** Called with each chunk of standard output instead of collecting it. */
  readonly onStdout?: (chunk: Buffer) => void;
  readonly onStderr?: (text: string) => void;
  /** Adds what client and server say to each other to standard error. */
  readonly tracePackets?: boolean;
}

export interface NetworkAccess {
  /** "https", or "http" for a server on this machine. */
  readonly protocol: 'https' | 'http';
  /** Sent as HTTP basic authentication to `serverUrl` only; what that redirects is followed without it. */
  readonly token: string | null;
  readonly serverUrl: string;
}

export interface GitResult {
  readonly stdout: Buffer;
  readonly exitCode: number;
  readonly stderr: string;
}

export const DEFAULT_TIMEOUT_MS = 5 * 60_000;
export const DEFAULT_MAX_STDOUT_BYTES = 256 * 1024 * 1024;
const MAX_STDERR_BYTES = 64 * 1024;

/** Runs git to its end. Throws GitError unless it exits with an expected code. */
export async function runGit(repository: GitRepository | null, run: GitRun): Promise<GitResult> {
  try {
    return await runOnce(repository, run);
  } catch (error) {
    if (!run.network?.token || !isRedirect(error)) throw error;
    const network = { ...run.network, token: null };
    return await runOnce(repository, { ...run, network });
  }
}

/**
 * The exit codes of many short runs whose output nobody needs, one after another. `run` holds for all of them together. Throws
 * GitError unless all are expected ones.
 */
export async function runGitForEach(
  repository: GitRepository,
  argumentLists: readonly (readonly string[])[],
  run: Omit<GitRun, 'args'>,
): Promise<readonly number[]> {
  const { starter } = repository;
  if (starter && argumentLists.every((args) => starter.canStart({ ...run, args }))) {
    const objectDir = repository.temporaryObjectDir ?? objectDirOf(repository);
    return await starter.startEach(argumentLists, run, objectDir);
  }
  const exitCodes: number[] = [];
  for (const args of argumentLists) {
    exitCodes.push(
      (await runOnce(repository, { ...run, args, onStdout: () => undefined })).exitCode,
    );
  }
  return exitCodes;
}

function isRedirect(error: unknown): boolean {
  const status = error instanceof GitError ? error.httpStatus : null;
  return status !== null && status >= 300 && status < 400;
}

/** Where git finds the repository's own objects. */
export function objectDirOf({ gitDir, objectDir }: GitRepository): string {
  return objectDir ?? `${gitDir}/objects`;
}

async function runOnce(repository: GitRepository | null, run: GitRun): Promise<GitResult> {
  if (repository?.starter?.canStart(run) === true) {
    const objectDir = repository.temporaryObjectDir ?? objectDirOf(repository);
    return await repository.starter.start(run, objectDir);
  }
  const child = spawnGit(repository, run);
  const expected = run.expectedExitCodes ?? [0];
  const maxBytes = run.maxStdoutBytes ?? DEFAULT_MAX_STDOUT_BYTES;
  const chunks: Buffer[] = [];
  let stdoutBytes = 0;
  let stderr = '';
  let ended: { kind: GitFailureKind; cause?: unknown } | null = null;

  const end = (kind: GitFailureKind, cause?: unknown) => {
    ended ??= { kind, cause };
    killGroup(child);
  };
  const timer = setTimeout(() => end('timed-out'), run.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const onAbort = () => end('aborted', run.signal?.reason);
  run.signal?.addEventListener('abort', onAbort, { once: true });

  child.stdout?.on('data', (chunk: Buffer) => {
    if (run.onStdout) {
      try {
        run.onStdout(chunk);
      } catch (error) {
        end('failed', error);
      }
      return;
    }
    stdoutBytes += chunk.length;
    if (stdoutBytes > maxBytes) end('too-much-output');
    else chunks.push(chunk);
  });
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (text: string) => {
    run.onStderr?.(text);
    stderr = (stderr + text).slice(-MAX_STDERR_BYTES);
  });
  // A child that exits before it has read all of its input closes the pipe; its exit code tells the story.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(run.stdin);

  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', (error) => reject(notStarted(run.args, error)));
      child.once('close', (code) => resolve(code));
      if (run.signal?.aborted) onAbort();
    });
    // Assigned inside callbacks, which the compiler does not follow.
    const stopped = ended as { kind: GitFailureKind; cause?: unknown } | null;
    if (stopped) {
      const { kind, cause } = stopped;
      throw new GitError({ failureKind: kind, args: run.args, exitCode, stderr, cause });
    }
    if (exitCode === null || !expected.includes(exitCode)) {
      const failureKind = classifyStderr(stderr);
      throw new GitError({ failureKind, args: run.args, exitCode, stderr });
    }
    return { stdout: Buffer.concat(chunks), exitCode, stderr };
  } finally {
    clearTimeout(timer);
    run.signal?.removeEventListener('abort', onAbort);
  }
}

/** Starts git and hands over the process, for conversations such as `cat-file --batch`. The caller ends it. */
export function spawnGit(repository: GitRepository | null, run: GitRun): ChildProcess {
  try {
    return spawn('git', [...run.args], {
      env: gitEnvironment(repository, run),
      stdio: ['pipe', 'pipe', 'pipe'],
      shell: false,
      // A group of its own, so that git's own children end with it.
      detached: true,
    });
  } catch (error) {
    // Arguments that no process can be given: too many of them, or one with a NUL.
    throw notStarted(run.args, error);
  }
}

/** Ends git and everything it started. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function notStarted(args: readonly string[], cause: unknown): GitError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no reason given';
  const sentence =
    code === 'ENOENT'
      ? 'git could not be started; install git 2.38 or newer and put it on PATH.'
      : `git ${args[0] ?? ''} could not be started (${code}).`;
  return new GitError({
    failureKind: 'not-started',
    args,
    exitCode: null,
    stderr: '',
    sentence,
    cause,
  });
}

/** Built from nothing: an inherited GIT_DIR, proxy helper or user setting must not change a number. */
export function gitEnvironment(repository: GitRepository | null, run: GitRun): NodeJS.ProcessEnv {
  const config = [...FIXED_CONFIG, ...(run.network ? tokenConfig(run.network) : [])];
  const environment: NodeJS.ProcessEnv = {
    // Next's types demand it; git does not read it.
    NODE_ENV: 'production',
    PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '/bin/false',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PROTOCOL_FROM_USER: '0',
    // With no transport allowed, a promisor remote cannot be asked behind our back, on any version of git.
    GIT_ALLOW_PROTOCOL: run.network?.protocol ?? 'none',
    GIT_CONFIG_COUNT: String(config.length),
    // Without it git looks for a repository around the current folder, and heeds its settings.
    GIT_DIR: repository?.gitDir ?? '/nonexistent',
  };
  if (!run.network) environment.GIT_NO_LAZY_FETCH = '1';
  if (!run.magicPathspecs) environment.GIT_LITERAL_PATHSPECS = '1';
  if (run.tracePackets) environment.GIT_TRACE_PACKET = '2';
  if (run.indexFile !== undefined) environment.GIT_INDEX_FILE = run.indexFile;
  config.forEach(([key, value], index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  if (repository) {
    const objectDir = objectDirOf(repository);
    environment.GIT_OBJECT_DIRECTORY = repository.temporaryObjectDir ?? objectDir;
    if (repository.temporaryObjectDir !== undefined) {
      // A list with colons between them, unless quoted; JSON's quoting is C's, which is what git reads here.
      environment.GIT_ALTERNATE_OBJECT_DIRECTORIES = JSON.stringify(objectDir);
    }
  }
  return environment;
}

// Given by environment, not by -c, so that no secret stands in a process list.
const FIXED_CONFIG: readonly (readonly [string, string])[] = [
  ['safe.directory', '*'],
  ['core.hooksPath', '/dev/null'],
  ['core.quotePath', 'false'],
  // Nothing is ever checked out, and an index must take every name that a tree can hold.
  ['core.protectHFS', 'false'],
  ['core.protectNTFS', 'false'],
  ['core.askPass', ''],
  ['core.fsmonitor', 'false'],
  // A hard stop must not leave loose refs or objects half written.
  ['core.fsync', 'objects,derived-metadata,reference'],
  ['core.packedRefsTimeout', '10000'],
  ['core.filesRefLockTimeout', '2000'],
  ['core.attributesFile', '/dev/null'],
  ['credential.helper', ''],
  ['fetch.recurseSubmodules', 'no'],
  ['submodule.recurse', 'false'],
  ['transfer.bundleURI', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['http.followRedirects', 'initial'],
  ['http.lowSpeedLimit', '1000'],
  ['http.lowSpeedTime', '60'],
  // Pinned, so that a number does not depend on a default of this version.
  ['diff.renames', 'true'],
  ['diff.renameLimit', '0'],
  ['merge.renames', 'true'],
  ['merge.renameLimit', '100000'],
  ['merge.directoryRenames', 'conflict'],
];

/**
 * git sends such a header to whatever server it was redirected to (seen with 2.39), so that with a token it must follow no
 * redirect; runGit then tries without.
 */
function tokenConfig({ token, serverUrl }: NetworkAccess): readonly (readonly [string, string])[] {
  if (token === null) return [];
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return [
    ['http.followRedirects', 'false'],
    [`http.${serverUrl}/.extraHeader`, `Authorization: Basic ${basic}`],
  ];
}
