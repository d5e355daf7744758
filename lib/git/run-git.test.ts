import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProcesses, waitFor, type FoundProcess } from '#lib/testing/find-processes.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { GitError } from './git-error.ts';
import { runGit, type GitRun } from './run-git.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

async function failureOf(running: Promise<unknown>): Promise<GitError> {
  const error: unknown = await running.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof GitError) return error;
  throw new Error(`It did not fail with a GitError: ${String(error)}`);
}

/** A server that takes connections and never says a word. */
async function listenInSilence(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return { server, port: address.port };
}

describe('runGit', () => {
  it('gives back all that git printed, and its exit code when it is one that was expected', async () => {
    const content = randomBytes(300_000);
    repo.commit({ files: { a: content } });
    const blob = await runGit(repo, { args: ['cat-file', 'blob', 'master:a'] });
    expect(blob.stdout.equals(content)).toBe(true);
    const second = repo.commit({ files: { a: 'b' } });
    const expectedExitCodes = [0, 1];
    const differs = { args: ['diff', '--quiet', `${second}~1`, second], expectedExitCodes };
    expect(await runGit(repo, differs)).toMatchObject({ exitCode: 1 });
    const equals = { args: ['diff', '--quiet', second, second], expectedExitCodes };
    expect(await runGit(repo, equals)).toMatchObject({ exitCode: 0 });
  });

  it('throws what git said when it exits with any other code', async () => {
    const error = await failureOf(runGit(repo, { args: ['rev-parse', '--verify', 'none'] }));
    expect(error).toMatchObject({
      failureKind: 'failed',
      exitCode: 128,
      args: ['rev-parse', '--verify', 'none'],
      message: 'git rev-parse failed: Needed a single revision',
      retryable: false,
    });
    const missing: GitRun = { args: ['cat-file', '-e', 'none'], expectedExitCodes: [0, 1] };
    expect((await failureOf(runGit(repo, missing))).exitCode).toBe(128);
  });

  it('hands over input of any size, and does not mind a git that does not read it', async () => {
    const input = randomBytes(1_000_000);
    const { stdout } = await runGit(repo, { args: ['hash-object', '-w', '--stdin'], stdin: input });
    const oid = stdout.toString().trim();
    expect(repo.git(['cat-file', 'blob', oid]).equals(input)).toBe(true);
    expect((await runGit(repo, { args: ['version'], stdin: input })).exitCode).toBe(0);
  });

  it('treats a pathspec as a plain path unless it is told otherwise', async () => {
    repo.commit({ files: { ':(exclude)x': '1', x: '2' } });
    const args = ['ls-tree', '--name-only', 'master', '--', ':(exclude)x'];
    expect((await runGit(repo, { args })).stdout.toString()).toBe(':(exclude)x\n');
  });

  it('stops with the error that its reader of output threw', async () => {
    repo.commit({ files: { a: randomBytes(1_000_000) } });
    const cause = new Error('Not what I can read.');
    const onStdout = (): void => {
      throw cause;
    };
    const error = await failureOf(
      runGit(repo, { args: ['cat-file', 'blob', 'master:a'], onStdout }),
    );
    expect(error).toMatchObject({ failureKind: 'failed', cause });
  });

  it.each([
    ['too many arguments', Array.from({ length: 40_000 }, (_, index) => `path-${index}`.repeat(9))],
    ['an argument with a NUL', ['a\0b']],
  ])('fails as GitError on %s', async (_name, more) => {
    const error = await failureOf(runGit(repo, { args: ['rev-parse', ...more] }));
    expect(error.failureKind).toBe('not-started');
    expect(error.message).toMatch(/^git rev-parse could not be started \(E\w+\)\.$/);
  });

  it('says how to get git where there is none', async () => {
    const before = process.env['PATH'];
    process.env['PATH'] = root.path;
    try {
      const error = await failureOf(runGit(null, { args: ['version'] }));
      expect(error.failureKind).toBe('not-started');
      expect(error.message).toContain('install git 2.38 or newer');
    } finally {
      process.env['PATH'] = before;
    }
  });
});

/** The process that speaks HTTP for git. */
function isHelper({ commandLine }: FoundProcess): boolean {
  return commandLine.includes('remote-http');
}

describe('a git that must be stopped', () => {
  it('ends when its time is over', async () => {
    const fifo = path.join(root.path, 'fifo');
    execFileSync('mkfifo', [fifo]);
    const started = performance.now();
    const error = await failureOf(runGit(repo, { args: ['hash-object', fifo], timeoutMs: 200 }));
    expect(error).toMatchObject({ failureKind: 'timed-out', exitCode: null, retryable: true });
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(findProcesses(fifo)).toEqual([]);
  });

  it('ends when it has printed more than it may', async () => {
    repo.commit({ files: { a: randomBytes(3_000_000) } });
    const args = ['cat-file', 'blob', 'master:a'];
    const error = await failureOf(runGit(repo, { args, maxStdoutBytes: 1_000_000 }));
    expect(error).toMatchObject({ failureKind: 'too-much-output', retryable: false });
    const { stdout } = await runGit(repo, { args, maxStdoutBytes: 3_000_000 });
    expect(stdout).toHaveLength(3_000_000);
  });

  it('ends when it is aborted, and is over at once when it was aborted before', async () => {
    const fifo = path.join(root.path, 'fifo');
    execFileSync('mkfifo', [fifo]);
    const controller = new AbortController();
    const run: GitRun = { args: ['hash-object', fifo], signal: controller.signal };
    const failure = failureOf(runGit(repo, run));
    await waitFor(() => findProcesses(fifo)[0] ?? null);
    controller.abort(new Error('shutting down'));
    expect(await failure).toMatchObject({
      failureKind: 'aborted',
      cause: controller.signal.reason,
    });
    expect(await failureOf(runGit(repo, run))).toMatchObject({ failureKind: 'aborted' });
    expect(findProcesses(fifo)).toEqual([]);
  });

  it.each(['timed-out', 'aborted'] as const)(
    'takes every process that it started with it when it is %s',
    async (failureKind) => {
      const { server, port } = await listenInSilence();
      try {
        const serverUrl = `http://127.0.0.1:${port}`;
        const controller = new AbortController();
        const failure = failureOf(
          runGit(null, {
            args: ['ls-remote', `${serverUrl}/o/n.git`],
            network: { protocol: 'http', token: null, serverUrl },
            timeoutMs: failureKind === 'timed-out' ? 1_000 : 60_000,
            signal: controller.signal,
          }),
        );
        await waitFor(() => findProcesses(serverUrl).find(isHelper) ?? null);
        if (failureKind === 'aborted') controller.abort();
        expect(await failure).toMatchObject({ failureKind });
        await waitFor(() => (findProcesses(serverUrl).length === 0 ? true : null));
      } finally {
        server.close();
      }
    },
  );

  it('reaches no server unless it may', async () => {
    const { server, port } = await listenInSilence();
    let connections = 0;
    server.on('connection', () => (connections += 1));
    try {
      await failureOf(runGit(null, { args: ['ls-remote', `http://127.0.0.1:${port}/o/n.git`] }));
      await failureOf(runGit(null, { args: ['ls-remote', repo.gitDir] }));
      expect(connections).toBe(0);
    } finally {
      server.close();
    }
  });
});
