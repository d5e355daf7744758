// Git as the local GitHub and the test builder call it: nothing of the caller's environment or configuration gets in,
// and it shares no code with lib/git, which it helps to test.
import { spawn } from 'node:child_process';

/**
 * The whole environment of a raw git: no user or system configuration, no prompt, no lazy fetch.
 * `config` goes in by environment, which git counts as protected configuration: `safe.directory` and
 * `uploadpack.packObjectsHook` are heeded there and nowhere inside a repository.
 * https://git-scm.com/docs/git-config#Documentation/git-config.txt-GITCONFIGCOUNT
 */
export function rawGitEnvironment(
  config: ReadonlyArray<readonly [key: string, value: string]> = [],
): NodeJS.ProcessEnv {
  const environment: Record<string, string> = {
    PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_CONFIG_COUNT: String(config.length),
  };
  for (const [index, [key, value]] of config.entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  // Next's types demand NODE_ENV of every environment; git has no use for it.
  return environment as NodeJS.ProcessEnv;
}

export interface RawGitResult {
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs git to its end and gives back whatever it said; only a git that cannot be started throws. */
export async function runRawGit(
  args: readonly string[],
  input: string | Buffer = '',
): Promise<RawGitResult> {
  return await new Promise((resolve, reject) => {
    const child = spawn('git', args, { env: rawGitEnvironment([['safe.directory', '*']]) });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({
        exitCode,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString(),
      });
    });
    // A git that ends before it has read everything is judged by its exit code, not by the broken pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
