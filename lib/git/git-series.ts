// Runs many short gits one after another without starting each from this process.
import { spawn } from 'node:child_process';
import { classifyStderr, GitError, type GitFailureKind } from './git-error.ts';
import { gitEnvironment, killGroup, type GitRepository } from './run-git.ts';

export interface GitSeries {
  /**
   * Runs git after all that was asked before, with its standard output in the file `stdoutPath`; returns its exit code, which
   * is 128 or more where git failed or was killed. Throws GitError when the series has ended.
   */
  readonly run: (args: readonly string[], stdoutPath: string) => Promise<number>;
  readonly close: () => void;
}

/**
 * A process of our size takes much longer to start another than a shell does: its pages are copied, and it stands still until
 * the other has begun. So a shell stands by and starts them. A line for each run, with tabs between the file and the
 * arguments; its answer is a line with the exit code. Nothing in a line is expanded: no globs (-f), no backslashes (read -r),
 * no variables. 127 would mean both "not found" and "127 conflicts", so git is looked for before.
 */
const SCRIPT = `command -v git >/dev/null || exit 127
IFS='\t'
while read -r out arguments; do git $arguments </dev/null >"$out"; echo $?; done`;

/** For one run: as long as any other git is given. */
const TIMEOUT_MS = 5 * 60_000;

export function openGitSeries(repository: GitRepository): GitSeries {
  const args = ['a series of git'];
  const child = spawn('/bin/sh', ['-f', '-c', SCRIPT], {
    env: gitEnvironment(repository, { args: [] }),
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, so that a git that runs ends with it.
    detached: true,
  });
  const waiting: {
    readonly resolve: (exitCode: number) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  let stderr = '';
  let line = '';
  let ended: GitError | null = null;
  let timer: NodeJS.Timeout | undefined;

  const fail = (failureKind: GitFailureKind, exitCode: number | null, cause?: unknown): void => {
    clearTimeout(timer);
    ended ??= new GitError({ failureKind, args, exitCode, stderr, cause });
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  const stop = (failureKind: GitFailureKind): void => {
    // Once it has ended its number may be another's.
    if (ended) return;
    killGroup(child);
    fail(failureKind, null);
  };
  const watch = (): void => {
    clearTimeout(timer);
    if (waiting.length > 0) timer = setTimeout(() => stop('timed-out'), TIMEOUT_MS);
  };

  child.stdout.setEncoding('latin1');
  child.stdout.on('data', (text: string) => {
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    for (const exitCode of lines) waiting.shift()?.resolve(Number(exitCode));
    watch();
  });
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    stderr = (stderr + text).slice(-4096);
  });
  child.stdin.on('error', () => undefined);
  child.once('error', (error) => fail('not-started', null, error));
  child.once('close', (code) => fail(code === 127 ? 'not-started' : classifyStderr(stderr), code));

  return {
    run: (runArgs, stdoutPath) =>
      new Promise((resolve, reject) => {
        const words = [stdoutPath, ...runArgs];
        if (words.some((word) => word === '' || /[\t\n\0]/.test(word))) {
          reject(
            new Error('An argument of a series must not be empty, nor hold a tab or a newline.'),
          );
        } else if (ended) {
          reject(ended);
        } else {
          waiting.push({ resolve, reject });
          child.stdin.write(`${words.join('\t')}\n`);
          if (waiting.length === 1) watch();
        }
      }),
    close: () => stop('aborted'),
  };
}
