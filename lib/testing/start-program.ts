// The whole program as `npm start` runs it once everything is installed, on a DATA_DIR and a port of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

import { projectDirectory } from '#lib/jobs/project-directory.ts';

export interface StartedProgram {
  readonly child: ChildProcess;
  /** What it has printed so far, on both streams. */
  output(): string;
  /** Resolves once it printed its address; rejects with all it said if it ends before. */
  readonly ready: Promise<void>;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

export interface StartProgramOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
}

export function startProgram({ dataDir, port, env = {} }: StartProgramOptions): StartedProgram {
  const child = spawn(process.execPath, ['lib/jobs/commands/start.js'], {
    cwd: projectDirectory,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: process.env.NODE_ENV,
      DATA_DIR: dataDir,
      PORT: String(port),
      POLL: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close').then(() => child.exitCode);
  const said = new Promise<void>((settle) => {
    child.stdout.on('data', () => {
      if (output.includes('Tidemark is at ')) settle();
    });
  });
  const ready = Promise.race([
    said,
    ended.then(() => {
      throw new Error(`It ended before it was ready:\n${output}`);
    }),
  ]);
  // Who waits for its end does not wait for this.
  ready.catch(() => {});
  return { child, output: () => output, ready, ended };
}
