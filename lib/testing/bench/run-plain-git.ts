// Runs git as a person would, and says how long it took; shares no code with lib/git, which it is compared with.
import { spawn } from 'node:child_process';

import { rawGitEnvironment } from '#lib/testing/local-github/run-raw-git.ts';

export interface PlainRepository {
  readonly gitDir: string;
  readonly objectDir: string;
}

export type Variables = Readonly<Record<string, string>>;

export interface PlainAnswer {
  readonly stdout: Buffer;
  readonly exitCode: number | null;
  readonly elapsedMs: number;
}

export interface PlainRun {
  readonly extra?: Variables;
  readonly input?: string;
  readonly exitCodes?: readonly number[];
}

export type PlainGit = (args: readonly string[], run?: PlainRun) => Promise<PlainAnswer>;

/** The settings that numbers are pinned to. */
const PINNED: readonly (readonly [string, string])[] = [
  ['safe.directory', '*'],
  ['merge.renames', 'true'],
  ['merge.renameLimit', '100000'],
  ['merge.directoryRenames', 'conflict'],
];

/** Throws where git exits with another code than was expected. */
export function createPlainGit(
  { gitDir, objectDir }: PlainRepository,
  variables: Variables = {},
): PlainGit {
  const place = { GIT_DIR: gitDir, GIT_OBJECT_DIRECTORY: objectDir, ...variables };
  return (args, { extra = {}, input = '', exitCodes = [0] } = {}) => {
    const startedAt = performance.now();
    return new Promise((resolve, reject) => {
      const env = { ...rawGitEnvironment(PINNED), ...place, ...extra };
      const child = spawn('git', args, { env });
      const stdout: Buffer[] = [];
      let stderr = '';
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('error', reject);
      child.on('close', (exitCode) => {
        const elapsedMs = performance.now() - startedAt;
        if (exitCode !== null && exitCodes.includes(exitCode)) {
          resolve({ stdout: Buffer.concat(stdout), exitCode, elapsedMs });
        } else {
          reject(new Error(`git ${args.join(' ')} exited with ${exitCode}: ${stderr}`));
        }
      });
      // A git that ends before it has read everything is judged by its exit code.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
  };
}
