import { readFile } from 'node:fs/promises';

/** False also for one that has ended and that its parent has not asked about yet. */
export async function isProcessAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // "12 (name) Z …": https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/\) Z /.test(stat);
}
