// One program at a time on a DATA_DIR. The lock is a listening socket, which the system takes back from a process
// however it ends, so that nothing is left to clear after a kill -9 and no number of a dead process can deceive.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { hasCode } from '#lib/domain/has-code.ts';

const lockHolder = z.object({
  pid: z.number().int(),
  /** What runs there, e.g. "npm start". */
  command: z.string(),
  /** It is ending: its lock will be free within seconds. */
  isStopping: z.boolean(),
});

export type LockHolder = z.output<typeof lockHolder>;

export interface DataDirLock {
  /** From now on whoever asks is told that it is worth waiting. */
  announceStop(): void;
  release(): Promise<void>;
}

export type LockOutcome =
  | { readonly kind: 'locked'; readonly lock: DataDirLock }
  | { readonly kind: 'held'; readonly holder: LockHolder | null };

/** A holder that was killed together with its parents needs a moment to notice. */
const patienceMs = 2_000;
const stoppingPatienceMs = 30_000;

export interface LockOptions {
  /** Whether to wait a little for a holder that is about to end, or was killed this moment. */
  readonly isPatient?: boolean;
}

/** `dataDir` exists; `command` is what others are told runs there. */
export async function lockDataDir(
  dataDir: string,
  command: string,
  options: LockOptions = {},
): Promise<LockOutcome> {
  const { isPatient = true } = options;
  const path = await socketPath(dataDir);
  const start = performance.now();
  for (;;) {
    const lock = await tryLock(path, command);
    if (lock !== null) return { kind: 'locked', lock };
    const holder = await askHolder(path);
    if (holder === 'gone') {
      // Only a socket in the file system outlives its process, and nobody listens on this one.
      if (!isAbstract(path)) await rm(path, { force: true });
      continue;
    }
    const limitMs = holder?.isStopping === true ? stoppingPatienceMs : patienceMs;
    if (!isPatient || performance.now() - start > limitMs) return { kind: 'held', holder };
    await sleep(200);
  }
}

/** The same folder gives the same name by whatever path it is reached. */
async function socketPath(dataDir: string): Promise<string> {
  const { dev, ino } = await stat(dataDir, { bigint: true });
  const name = `tidemark-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`;
  // Linux has names for sockets that are in no folder: https://man7.org/linux/man-pages/man7/unix.7.html
  return platform() === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

function isAbstract(path: string): boolean {
  return path.startsWith('\0');
}

async function tryLock(path: string, command: string): Promise<DataDirLock | null> {
  let isStopping = false;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    const holder: LockHolder = { pid: process.pid, command, isStopping };
    socket.end(JSON.stringify(holder));
  });
  server.listen({ path });
  try {
    await once(server, 'listening');
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE')) return null;
    throw error;
  }
  server.unref();
  return {
    announceStop() {
      isStopping = true;
    },
    release: () => close(server),
  };
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

/** Null: somebody listens there and does not say who. */
async function askHolder(path: string): Promise<LockHolder | null | 'gone'> {
  const socket = createConnection({ path });
  socket.setTimeout(1_000, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect');
  } catch {
    return 'gone';
  }
  try {
    return lockHolder.parse(JSON.parse(await text(socket)));
  } catch {
    return null;
  }
}
