// Keeps one child process running: starts it again when it ends unasked, more slowly each time it does so soon, and
// ends it when told to.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessPlan {
  /** For people, e.g. "worker". */
  readonly name: string;
  /** What Node is given: its flags, the script, the script's arguments. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** What it prints is appended here. */
  readonly logPath: string;
  /** How long it may take to end when asked, before it is made to. */
  readonly stopLimitMs?: number;
}

export interface SupervisedProcess {
  /** Resolves when the child that runs now ends by itself. */
  readonly firstEnd: Promise<void>;
  /** Asks it to end, and after a while makes it. */
  stop(): Promise<void>;
}

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
/** A child that ran this long is taken to have been well. */
const wellAfterMs = 60_000;
const maxLogBytes = 10 * 1024 * 1024;

const endWithParent = new URL('end-with-parent.js', import.meta.url).href;

/** `say` is given a sentence whenever the child ends unasked. */
export async function superviseProcess(
  plan: ProcessPlan,
  say: (sentence: string) => void,
): Promise<SupervisedProcess> {
  const stopping = new AbortController();
  let child = await startChild(plan);
  const firstEnd = waitForEnd(child);
  const loop = (async () => {
    let waitMs = firstWaitMs;
    for (;;) {
      const startedAt = performance.now();
      await waitForEnd(child);
      if (stopping.signal.aborted) return;
      if (performance.now() - startedAt > wellAfterMs) waitMs = firstWaitMs;
      say(
        `The ${plan.name} ended (${describeEnd(child)}), started again in ${waitMs / 1000} s; see ${plan.logPath}`,
      );
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      waitMs = Math.min(waitMs * 2, longestWaitMs);
      child = await startChild(plan);
      if (stopping.signal.aborted) {
        await endChild(child, plan);
        return;
      }
    }
  })();
  return {
    firstEnd,
    async stop() {
      stopping.abort();
      await endChild(child, plan);
      await loop;
    },
  };
}

async function startChild(plan: ProcessPlan): Promise<ChildProcess> {
  const log = await openLog(plan.logPath);
  const child = spawn(process.execPath, ['--import', endWithParent, ...plan.args], {
    cwd: plan.cwd,
    env: { ...plan.env, NODE_ENV: 'production' },
    // A process group of its own: Ctrl-C in the terminal goes to the supervisor, which ends all in order.
    detached: true,
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  });
  child.channel?.unref();
  // A child that cannot be started ends at once; `exit` never comes then.
  child.on('error', () => {});
  await log.close();
  return child;
}

async function waitForEnd(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  await once(child, 'exit').catch(() => {});
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function describeEnd(child: ChildProcess): string {
  if (child.signalCode !== null) return `signal ${child.signalCode}`;
  return child.exitCode === null ? 'not started' : `code ${child.exitCode}`;
}

/** SIGTERM to it, then SIGKILL to it and whatever it started in its process group. */
async function endChild(child: ChildProcess, { stopLimitMs = 10_000 }: ProcessPlan): Promise<void> {
  if (!isRunning(child)) return;
  child.kill('SIGTERM');
  const patience = new AbortController();
  const limit = sleep(stopLimitMs, undefined, { signal: patience.signal }).catch(() => {});
  await Promise.race([waitForEnd(child), limit]);
  patience.abort();
  if (!isRunning(child) || child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
  await waitForEnd(child);
}

async function openLog(path: string) {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  return open(path, size > maxLogBytes ? 'w' : 'a', 0o600);
}
