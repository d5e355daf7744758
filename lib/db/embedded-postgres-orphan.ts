// Ends a Postgres that a killed run left behind on a data folder, and only that: a process counts as one when it is
// called postgres and stands in the folder, whatever its number. Whoever calls this holds the lock of DATA_DIR.
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { execa } from 'execa';

import { StorageError } from './storage-error.ts';

const lockFileName = 'postmaster.pid';

/** Asks an orphan to shut down, presses harder after a while, and returns once none is left. */
export async function endOrphanedPostgres(
  dataDirectory: string,
): Promise<{ readonly ended: number }> {
  const found = await listPostgresProcesses(dataDirectory);
  if (found.length > 0) {
    const postmaster = await readPostmasterPid(dataDirectory);
    // Backends whose postmaster died leave by themselves; the first signal is for a living postmaster: fast shutdown.
    const first = found.filter((pid) => pid === postmaster);
    const isGone =
      (await signalAndWait(dataDirectory, first, 'SIGINT', 15_000)) ||
      (await signalAndWait(dataDirectory, found, 'SIGQUIT', 5_000)) ||
      (await signalAndWait(dataDirectory, found, 'SIGKILL', 5_000));
    if (!isGone) {
      throw new StorageError(
        `A Postgres of an earlier run (process ${found.join(', ')}) does not end: end it by hand, then start again.`,
      );
    }
  }
  // With no process left the file is stale. Postgres would refuse to start if its number now belongs to another process.
  await rm(join(dataDirectory, lockFileName), { force: true });
  return { ended: found.length };
}

async function signalAndWait(
  dataDirectory: string,
  pids: readonly number[],
  signal: NodeJS.Signals,
  limitMs: number,
): Promise<boolean> {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended meanwhile.
    }
  }
  const deadline = performance.now() + limitMs;
  while ((await listPostgresProcesses(dataDirectory)).length > 0) {
    if (performance.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

async function listPostgresProcesses(dataDirectory: string): Promise<readonly number[]> {
  const folder = await realpath(dataDirectory);
  const entries = await readdir('/proc').catch(() => null);
  if (entries === null) return listByPs(folder);
  const pids: number[] = [];
  for (const entry of entries) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const name = await readFile(`/proc/${entry}/comm`, 'utf8');
      if (name.trim() === 'postgres' && (await readlink(`/proc/${entry}/cwd`)) === folder) {
        pids.push(Number(entry));
      }
    } catch {
      // It ended while we looked, or is another user's and so not ours.
    }
  }
  return pids;
}

/** Where there is no /proc: the process that the lock file names, if it is a Postgres on this folder. */
async function listByPs(folder: string): Promise<readonly number[]> {
  const pid = await readPostmasterPid(folder);
  if (pid === null) return [];
  const { stdout } = await execa('ps', ['-o', 'command=', '-p', String(pid)], { reject: false });
  return stdout.includes('postgres') && stdout.includes(folder) ? [pid] : [];
}

// postmaster.pid: process, data folder, start time, port, socket folder, address, shared memory key, status; a line each.
async function readPostmasterPid(dataDirectory: string): Promise<number | null> {
  const text = await readFile(join(dataDirectory, lockFileName), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) && pid > 1 ? pid : null;
}
