// The built pages, served as the program serves them, on a port of their own; gone with the tests that started them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { projectDirectory } from '#lib/jobs/project-directory.ts';

import { WASM_AS_IT_COMES } from './wasm-as-it-comes.ts';

export interface StartAppOptions {
  readonly databaseUrl: string;
  /** Any that is free when left out. */
  readonly port?: number;
  /** Settings that differ from the defaults. */
  readonly env?: Readonly<Record<string, string>>;
  /** It is measured: nothing may be set that it would not run with elsewhere. */
  readonly isMeasured?: boolean;
}

export interface RunningApp {
  /** Without a slash at the end. */
  readonly url: string;
  /** What it has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

const endWithParent = join(projectDirectory, 'lib/jobs/end-with-parent.js');
const LISTENING = ['--hostname', '127.0.0.1'];
const webServer = join(projectDirectory, 'lib/jobs/web-server.js');
/** An app of a test ends before it pays to have its code compiled for speed. */
const NOT_OPTIMISED = '--no-opt';
/** What an app of a test protects its sessions with. */
export const TEST_APP_SECRET = 'canary-app-secret-0123456789abcdefghijkl';

/** What GitHub signs its webhooks to an app of a test with. */
export const TEST_WEBHOOK_SECRET = 'canary-webhook-secret-0123456789';

/** Needs `npm run build` before. Resolves once it answers. */
export async function startApp(options: StartAppOptions): Promise<RunningApp> {
  const port = options.port ?? (await findFreePort());
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    [
      ...(options.isMeasured === true ? [] : [WASM_AS_IT_COMES, NOT_OPTIMISED]),
      `--import=${endWithParent}`,
      webServer,
      ...LISTENING,
      '--port',
      String(port),
    ],
    {
      cwd: projectDirectory,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        BASE_URL: url,
        POLL: 'off',
        // A test looks at once at what it has just changed.
        PAGE_CACHE: 'off',
        APP_SECRET: TEST_APP_SECRET,
        GITHUB_WEBHOOK_SECRET: TEST_WEBHOOK_SECRET,
        ...options.env,
        DATABASE_URL: options.databaseUrl,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const ended = once(child, 'exit');
  const deadline = performance.now() + 30_000;
  while (!(await isAnswering(url))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The app does not answer at ${url}:\n${output}`);
    }
    await sleep(50);
  }
  return {
    url,
    output: () => output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        // Nothing is written by a page server: no need to let it end its conversations.
        child.kill('SIGKILL');
        await ended;
      }
    },
  };
}

async function isAnswering(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  );
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
