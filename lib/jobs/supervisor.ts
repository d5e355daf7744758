// Starts everything in order, a line for each stage, keeps it running, and ends it in the reverse order.
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { StorageError } from '#lib/db/storage-error.ts';
import { parseSettings, type Settings } from '#lib/domain/settings.ts';
import { holdsPacks } from '#lib/git/mirror.ts';

import { buildPages } from './build-pages.ts';
import { AppSecretError, keepAppSecret } from './keep-app-secret.ts';
import { keepPostgres } from './keep-postgres.ts';
import { lockDataDir } from './lock-data-dir.ts';
import { loadShippedHistory, openPostgres, prepareSchema } from './open-store.ts';
import { mirrorPath } from './open-worker-context.ts';
import { openSetup } from './open-setup.ts';
import { workerProgram } from './programs.js';
import { projectDirectory } from './project-directory.ts';
import { superviseProcess } from './supervise-process.ts';
import { findDatabaseProblem, findGitProblem, findPortProblem } from './supervisor-checks.ts';

/** Why the program does not start, in one sentence for whoever started it. */
class StartError extends Error {}

const webServer = join(projectDirectory, 'lib/jobs/web-server.js');

const stopping = new AbortController();
/** What has been started, newest last. */
const closers: (() => Promise<void>)[] = [];
/** Each resolves with a sentence when something cannot be kept running. */
const failures: Promise<string>[] = [];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  // Twice is once: npm and the terminal may both pass a Ctrl-C on.
  process.on(signal, () => stopping.abort());
}
// Whatever hangs: the children end when this process does, and Postgres at the next start.
stopping.signal.addEventListener('abort', () => setTimeout(() => process.exit(1), 45_000).unref());
process.channel?.unref();
// Whoever read our lines has gone; that is no reason to end.
process.stdout.on('error', () => {});

process.exit(await run());

async function run(): Promise<number> {
  try {
    await start();
    return await waitForTheEnd();
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    process.stderr.write(`${isForPeople(error) ? error.message : describeUnexpected(error)}\n`);
    return 1;
  } finally {
    await stopAll();
  }
}

/** Resolves with an exit code once told to stop, or when something cannot be kept running. */
async function waitForTheEnd(): Promise<number> {
  const stopped = new Promise<null>((settle) => {
    if (stopping.signal.aborted) settle(null);
    stopping.signal.addEventListener('abort', () => settle(null));
  });
  const sentence = await Promise.race([stopped, ...failures]);
  if (sentence === null) return 0;
  process.stderr.write(`${sentence}\n`);
  return 1;
}

async function start(): Promise<void> {
  const settings = readSettings();
  const { dataDir } = settings;
  await stage('Settings, tools and port checked', async () => {
    refuse(await findGitProblem());
    await takeDataDir(dataDir);
    refuse(await findPortProblem(settings.host, settings.port));
    // Asked again before it is used; here, because building the pages takes long.
    if (settings.databaseUrl !== null) refuse(await findDatabaseProblem(settings.databaseUrl));
    return null;
  });
  await stage('Pages built', async () => {
    const outcome = await buildPages(stopping.signal);
    if (outcome.kind === 'failed')
      throw new StartError(`${outcome.output}\nThe pages cannot be built: see above.`);
    return outcome.kind === 'unchanged' ? 'nothing changed' : null;
  });
  let databaseUrl = '';
  await stage('Postgres ready', async () => {
    const { url, embedded } = await openPostgres(settings);
    databaseUrl = url;
    if (embedded === null) return 'DATABASE_URL';
    const kept = keepPostgres(embedded, dataDir, say);
    closers.push(() => kept.stop());
    failures.push(kept.givenUp);
    return embedded.notices.join(' ');
  });
  await stage('Schema up to date', async () => {
    const applied = await prepareSchema(databaseUrl);
    return applied === 0 ? null : `${applied} applied`;
  });
  await stage('Ports and recorded history in place', async () => {
    const { ports, rebases } = await loadShippedHistory(databaseUrl);
    return `ports: ${ports}, rebases loaded: ${rebases}`;
  });
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    APP_SECRET: settings.appSecret ?? (await keepAppSecret(dataDir)),
    NEXT_TELEMETRY_DISABLED: '1',
  };
  const isFirstDownload = settings.isPollOn && !(await holdsPacks(mirrorPath(settings)));
  await stage('Worker started', () => startWorker(env, settings));
  await stage('Web server ready', () => startWeb(env, settings));
  if (isFirstDownload) {
    say(
      `The first poll of ${settings.githubServerUrl} downloads about 450 MB into ${dataDir}; POLL=off turns polling off.`,
    );
  }
  await offerSetup(databaseUrl, settings);
  say(`Tidemark is at ${settings.baseUrl}`);
}

/** Until there is an administrator, each start gives out a link to become one. */
async function offerSetup(databaseUrl: string, { baseUrl }: Settings): Promise<void> {
  const token = await openSetup(databaseUrl, new Date());
  if (token === null) return;
  say(`There is no administrator yet. Become one within 30 minutes at ${baseUrl}/setup/${token}`);
}

function readSettings(): Settings {
  const parsed = parseSettings(process.env);
  if (parsed.kind === 'wrong') throw new StartError(parsed.sentence);
  return { ...parsed.settings, dataDir: resolve(parsed.settings.dataDir) };
}

async function takeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(join(dataDir, 'logs'), { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `DATA_DIR ${dataDir} cannot be written (${reason}): give another DATA_DIR.`,
      { cause: error },
    );
  }
  const outcome = await lockDataDir(dataDir, 'npm start');
  if (outcome.kind === 'held') {
    const { command = 'another program', pid = 'unknown' } = outcome.holder ?? {};
    throw new StartError(
      `${dataDir} is in use by ${command} (process ${pid}): end that first, or give this one another DATA_DIR and PORT.`,
    );
  }
  stopping.signal.addEventListener('abort', () => outcome.lock.announceStop());
  closers.push(() => outcome.lock.release());
}

type Environment = Readonly<Record<string, string | undefined>>;

async function startWorker(env: Environment, { dataDir }: Settings): Promise<string> {
  const logPath = join(dataDir, 'logs', 'worker.log');
  const worker = await superviseProcess(
    {
      name: 'worker',
      args: ['--enable-source-maps', workerProgram],
      // Nobody signs in at the worker, and GitHub sends it nothing.
      env: { ...env, GITHUB_CLIENT_SECRET: undefined, GITHUB_WEBHOOK_SECRET: undefined },
      cwd: projectDirectory,
      logPath,
    },
    say,
  );
  closers.push(() => worker.stop());
  return `log: ${logPath}`;
}

async function startWeb(env: Environment, settings: Settings): Promise<string> {
  const { dataDir, host, port, smtpUrl } = settings;
  const logPath = join(dataDir, 'logs', 'web.log');
  const web = await superviseProcess(
    {
      name: 'web server',
      args: [webServer, '--port', String(port), '--hostname', host],
      // The web server asks nobody and mails nobody: it gets no secret that only the worker needs.
      // Whether mail goes out is no secret: its pages say so.
      env: {
        ...env,
        GITHUB_TOKEN: undefined,
        TRUSTED_PROXIES: String(settings.trustedProxies),
        PAGE_CACHE: settings.isPageCacheOn ? 'on' : 'off',
        SMTP_URL: smtpUrl === null ? undefined : withoutCredentials(smtpUrl),
      },
      cwd: projectDirectory,
      logPath,
    },
    say,
  );
  closers.push(() => web.stop());
  const answer = await Promise.race([
    waitForAnswer(host, port),
    web.firstEnd.then(() => 'ended' as const),
  ]);
  if (answer === 'answered') return `log: ${logPath}`;
  const [line = 'it said nothing'] = (await readFile(logPath, 'utf8')).trim().split('\n').slice(-1);
  throw new StartError(
    answer === 'ended'
      ? `The web server ended while it started: ${line} (more in ${logPath})`
      : `The web server did not answer /healthz within a minute: ${line} (more in ${logPath})`,
  );
}

/** The mail server's protocol and host, and nothing else of its address. */
function withoutCredentials(smtpUrl: string): string {
  const { protocol, host } = new URL(smtpUrl);
  return `${protocol}//${host}`;
}

/** 503 is an answer too: the page tells what is not well yet. */
async function waitForAnswer(host: string, port: number): Promise<'answered' | 'silent'> {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  const url = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}/healthz`;
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    stopping.signal.throwIfAborted();
    const status = await fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
      (response) => response.status,
      () => null,
    );
    if (status === 200 || status === 503) return 'answered';
    await sleep(100);
  }
  return 'silent';
}

async function stage(name: string, act: () => Promise<string | null>): Promise<void> {
  stopping.signal.throwIfAborted();
  const begin = performance.now();
  const detail = await act();
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  say(`${name} ${seconds} s${detail === null || detail === '' ? '' : ` (${detail})`}`);
}

async function stopAll(): Promise<void> {
  const begin = performance.now();
  const isAsked = stopping.signal.aborted;
  stopping.abort();
  for (const close of closers.toReversed()) {
    await close().catch((error: unknown) => process.stderr.write(`${describeUnexpected(error)}\n`));
  }
  if (isAsked) say(`Stopped ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}

function refuse(problem: string | null): void {
  if (problem !== null) throw new StartError(problem);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Its message is a sentence for whoever started the program. */
function isForPeople(error: unknown): error is Error {
  return [StartError, StorageError, AppSecretError].some((kind) => error instanceof kind);
}

function describeUnexpected(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
