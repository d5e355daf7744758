// Lets small shells start git: a process of our size takes many times as long to start another as git takes to answer.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classifyStderr, GitError, type GitFailureKind } from './git-error.ts';
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
 * A line for each run: files for standard output and error, the folder for new objects, and the arguments, with tabs between
 * them; its answer is a line with the exit code. "each" instead of the first stands for many runs: the arguments are a file
 * with a line for each, and the answer has all exit codes. Nothing in a line is expanded: no globs (-f), no backslashes
 * (read -r), no variables. 127 would mean both "not found" and "127 conflicts", so git is looked for before.
 */
const SCRIPT = `command -v git >/dev/null || exit 127
IFS='\t'
while read -r out err objects arguments; do
  if [ "$out" = each ]; then
    codes=
    while read -r arguments; do
      GIT_OBJECT_DIRECTORY=$objects git $arguments </dev/null >/dev/null 2>>"$err"
      codes="$codes $?"
    done <"$arguments"
    echo "$codes"
  else
    GIT_OBJECT_DIRECTORY=$objects git $arguments </dev/null >"$out" 2>"$err"
    echo $?
  fi
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
  const shells = new Set<Shell>();
  const idle: Shell[] = [];
  let runs = 0;

  const withShell = async <R>(
    use: (shell: Shell, paths: { readonly out: string; readonly err: string }) => Promise<R>,
  ): Promise<R> => {
    runs += 1;
    const paths = { out: join(folder, `${runs}-out`), err: join(folder, `${runs}-err`) };
    const shell = idle.pop() ?? openShell(repository);
    shells.add(shell);
    try {
      return await use(shell, paths);
    } finally {
      await Promise.all(Object.values(paths).map((path) => rm(path, { force: true })));
    }
  };

  const start: GitStarter['start'] = (run, objectDir) =>
    withShell(async (shell, paths) => {
      const answer = await shell.ask([paths.out, paths.err, objectDir, ...run.args], run);
      idle.push(shell);
      return await readResult(run, Number(answer), paths);
    });

  const startEach: GitStarter['startEach'] = (argumentLists, run, objectDir) =>
    withShell(async (shell, { out, err }) => {
      const args = argumentLists[0];
      if (!args) return [];
      await writeFile(out, argumentLists.map((list) => `${list.join('\t')}\n`).join(''));
      const answer = await shell.ask(['each', err, objectDir, out], { ...run, args });
      idle.push(shell);
      const exitCodes = answer.trim().split(' ').map(Number);
      for (const [index, exitCode] of exitCodes.entries()) {
        if ((run.expectedExitCodes ?? [0]).includes(exitCode)) continue;
        const stderr = await readFile(err, 'utf8');
        const failureKind = classifyStderr(stderr);
        throw new GitError({ failureKind, args: argumentLists[index] ?? args, exitCode, stderr });
      }
      return exitCodes;
    });

  try {
    return await work({ ...repository, starter: { canStart, start, startEach } });
  } finally {
    for (const shell of shells) shell.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whether git needs no more than arguments, and the shell's line can hold them. */
const canStart: GitStarter['canStart'] = (run) =>
  run.stdin === undefined &&
  run.network === undefined &&
  run.magicPathspecs !== true &&
  run.indexFile === undefined &&
  run.onStdout === undefined &&
  run.onStderr === undefined &&
  run.tracePackets !== true &&
  run.args.every((argument) => argument !== '' && !ENDS_WORD.test(argument));

/** What ends a word or a line of the shell's, or what no process can be given. */
const ENDS_WORD = /[\t\n\0]/;

async function readResult(
  run: GitRun,
  exitCode: number,
  { out, err }: { readonly out: string; readonly err: string },
): Promise<GitResult> {
  const stderr = await readFile(err, 'utf8');
  const failed = (failureKind: GitFailureKind): GitError =>
    new GitError({ failureKind, args: run.args, exitCode, stderr });
  if (!(run.expectedExitCodes ?? [0]).includes(exitCode)) throw failed(classifyStderr(stderr));
  const { size } = await stat(out);
  if (size > (run.maxStdoutBytes ?? DEFAULT_MAX_STDOUT_BYTES)) throw failed('too-much-output');
  return { stdout: await readFile(out), exitCode, stderr };
}

interface Shell {
  /** One at a time. Returns what it answers: exit codes, 128 and more where git failed or was killed. Throws GitError. */
  readonly ask: (words: readonly string[], run: GitRun) => Promise<string>;
  readonly close: () => void;
}

function openShell(repository: GitRepository): Shell {
  const child = spawn('/bin/sh', ['-f', '-c', SCRIPT], {
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
