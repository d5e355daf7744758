// Lets small shells start git: a process of our size takes many times as long to start another as git takes to answer.
import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classifyStderr, GitError, writeError, type GitFailureKind } from './git-error.ts';
import {
  DEFAULT_MAX_STDOUT_BYTES,
  DEFAULT_TIMEOUT_MS,
  gitEnvironment,
  killGroup,
  objectDirOf,
  type GitRepository,
  type GitResult,
  type GitRun,
  type GitStarter,
} from './run-git.ts';

/** The temporary folders' names begin so: one that a killed process left behind may be removed. */
export const SHELL_FOLDER_PREFIX = 'tidemark-shells-';

/**
 * A line for each run: the folder for new objects, the file with its standard input, and the arguments, with tabs between
 * them; its answer is a line with the exit code, and a word more where there is something on standard error. "each" instead of
 * the input stands for many runs: that file then holds a line of arguments for each, and the answer has all exit codes. Nothing
 * in a line is expanded: no globs (-f), no backslashes (read -r), no variables. 127 would mean both "not found" and "127
 * conflicts", so git is looked for before.
 */
const SCRIPT = `command -v git >/dev/null || exit 127
IFS='\t'
while read -r objects in arguments; do
  if [ "$in" = each ]; then
    codes=
    : >"$1/err"
    while read -r arguments; do
      GIT_OBJECT_DIRECTORY=$objects git $arguments </dev/null >/dev/null 2>>"$1/err"
      codes="$codes $?"
    done <"$1/in"
  else
    GIT_OBJECT_DIRECTORY=$objects git $arguments <"$in" >"$1/out" 2>"$1/err"
    codes=$?
  fi
  [ -s "$1/err" ] && codes="$codes complaint"
  echo "$codes"
done`;

/**
 * Lends `work` the same repository, whose short runs of git are started by shells that stand by. Their pages are few, where
 * ours are copied each time, and we go on while they start git. As many shells as runs at one time. They are gone afterwards.
 */
export async function withGitShells<T>(
  repository: GitRepository,
  work: (repository: GitRepository) => Promise<T>,
): Promise<T> {
  if (repository.starter) return await work(repository);
  // Nobody has a folder with such a name, but a line must not be able to end in the middle.
  if (ENDS_WORD.test(tmpdir() + objectDirOf(repository))) return await work(repository);
  const folder = await mkdtemp(join(tmpdir(), SHELL_FOLDER_PREFIX));
  const shells: Shell[] = [];
  const idle: Shell[] = [];

  const takeShell = (): Shell => {
    const shell = idle.pop() ?? openShell(repository, join(folder, String(shells.length)));
    if (!shells.includes(shell)) shells.push(shell);
    return shell;
  };

  const start: GitStarter['start'] = async (run, objectDir) => {
    const shell = takeShell();
    const input = run.stdin === undefined ? '/dev/null' : shell.paths.input;
    if (run.stdin !== undefined) writeInput(shell, run.stdin, run.args);
    const answer = await shell.ask([objectDir, input, ...run.args], run);
    try {
      return readResult(run, readAnswer(answer), shell.paths);
    } finally {
      idle.push(shell);
    }
  };

  const startEach: GitStarter['startEach'] = async (argumentLists, run, objectDir) => {
    const args = argumentLists[0];
    if (!args) return [];
    const shell = takeShell();
    const { errors } = shell.paths;
    writeInput(shell, argumentLists.map((list) => `${list.join('\t')}\n`).join(''), args);
    const { exitCodes } = readAnswer(await shell.ask([objectDir, 'each'], { ...run, args }));
    const stderr = readFileSync(errors, 'utf8');
    idle.push(shell);
    for (const [index, exitCode] of exitCodes.entries()) {
      if ((run.expectedExitCodes ?? [0]).includes(exitCode)) continue;
      const failureKind = classifyStderr(stderr);
      throw new GitError({ failureKind, args: argumentLists[index] ?? args, exitCode, stderr });
    }
    return exitCodes;
  };

  const writeInput = (shell: Shell, input: string | Buffer, args: readonly string[]): void => {
    try {
      // What is small and in memory is had at once sooner than from another thread.
      writeFileSync(shell.paths.input, input);
    } catch (error) {
      idle.push(shell);
      throw writeError(args, error);
    }
  };

  try {
    return await work({ ...repository, starter: { canStart, start, startEach } });
  } finally {
    for (const shell of shells) shell.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whether git needs no more than arguments and an input, and the shell's line can hold them. */
const canStart: GitStarter['canStart'] = (run) =>
  run.network === undefined &&
  run.magicPathspecs !== true &&
  run.indexFile === undefined &&
  run.onStdout === undefined &&
  run.onStderr === undefined &&
  run.tracePackets !== true &&
  run.args.every((argument) => argument !== '' && !ENDS_WORD.test(argument));

/** What ends a word or a line of the shell's, or what no process can be given. */
const ENDS_WORD = /[\t\n\0]/;

interface ShellAnswer {
  readonly exitCodes: readonly number[];
  readonly hasComplaint: boolean;
}

function readAnswer(line: string): ShellAnswer {
  const words = line.trim().split(' ');
  const exitCodes = words.filter((word) => word !== 'complaint').map(Number);
  return { exitCodes, hasComplaint: exitCodes.length < words.length };
}

function readResult(
  run: GitRun,
  { exitCodes: [exitCode = Number.NaN], hasComplaint }: ShellAnswer,
  { output, errors }: ShellPaths,
): GitResult {
  const stderr = hasComplaint ? readFileSync(errors, 'utf8') : '';
  const failed = (failureKind: GitFailureKind): GitError =>
    new GitError({ failureKind, args: run.args, exitCode, stderr });
  if (!(run.expectedExitCodes ?? [0]).includes(exitCode)) throw failed(classifyStderr(stderr));
  const file = openSync(output, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > (run.maxStdoutBytes ?? DEFAULT_MAX_STDOUT_BYTES)) throw failed('too-much-output');
    return { stdout: readFileSync(file), exitCode, stderr };
  } finally {
    closeSync(file);
  }
}

/** Files of one shell, written anew by each run. */
interface ShellPaths {
  readonly input: string;
  readonly output: string;
  readonly errors: string;
}

interface Shell {
  readonly paths: ShellPaths;
  /** One at a time. Returns what it answers: exit codes, 128 and more where git failed or was killed. Throws GitError. */
  readonly ask: (words: readonly string[], run: GitRun) => Promise<string>;
  readonly close: () => void;
}

function openShell(repository: GitRepository, folder: string): Shell {
  const paths = {
    input: join(folder, 'in'),
    output: join(folder, 'out'),
    errors: join(folder, 'err'),
  };
  try {
    mkdirSync(folder);
    // They must be there: where it cannot make one the shell answers 2, which git could have meant.
    for (const path of Object.values(paths)) writeFileSync(path, '');
  } catch (error) {
    throw writeError([], error);
  }
  const child = spawn('/bin/sh', ['-f', '-c', SCRIPT, 'sh', folder], {
    env: {
      ...gitEnvironment(repository, { args: [] }),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(objectDirOf(repository)),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, so that a git that runs ends with it.
    detached: true,
  });
  let answer: ((line: string) => void) | null = null;
  let fail: ((kind: GitFailureKind, exitCode: number | null, cause?: unknown) => void) | null =
    null;
  let ended: { readonly kind: GitFailureKind; readonly exitCode: number | null } | null = null;
  let stderr = '';
  const end = (kind: GitFailureKind, exitCode: number | null, cause?: unknown): void => {
    ended ??= { kind, exitCode };
    fail?.(kind, exitCode, cause);
  };
  const stop = (kind: GitFailureKind, cause?: unknown): void => {
    // Once it has ended its number may be another's.
    if (ended) return;
    killGroup(child);
    end(kind, null, cause);
  };

  let line = '';
  child.stdout.setEncoding('latin1');
  child.stdout.on('data', (text: string) => {
    line += text;
    if (!line.endsWith('\n')) return;
    const answered = line;
    line = '';
    answer?.(answered);
  });
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    stderr = (stderr + text).slice(-4096);
  });
  child.stdin.on('error', () => undefined);
  child.once('error', (error) => end('not-started', null, error));
  child.once('close', (code) => end(code === 127 ? 'not-started' : classifyStderr(stderr), code));

  return {
    paths,
    ask: async (words, { args, timeoutMs, signal }) => {
      const timer = setTimeout(() => stop('timed-out'), timeoutMs ?? DEFAULT_TIMEOUT_MS);
      const onAbort = (): void => stop('aborted', signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        return await new Promise<string>((resolve, reject) => {
          answer = resolve;
          fail = (failureKind, exitCode, cause) =>
            reject(new GitError({ failureKind, args, exitCode, stderr, cause }));
          if (ended) fail(ended.kind, ended.exitCode);
          else if (signal?.aborted === true) onAbort();
          else if (words.some((word) => ENDS_WORD.test(word)))
            reject(new Error('A line ends here.'));
          else child.stdin.write(`${words.join('\t')}\n`);
        });
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      }
    },
    close: () => stop('aborted'),
  };
}
