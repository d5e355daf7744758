// Places at which a test can kill the worker, to prove that nothing is lost there and nothing done twice.

export const CRASH_POINTS = [
  /** A look at alerts is due, and nothing is decided. */
  'before-transaction',
  /** What was decided is written with the deliveries that are owed, and not committed. */
  'in-transaction',
  'after-transaction',
  /** A delivery is taken, and nothing is sent. */
  'after-lease',
  /** What will be sent is stored. */
  'after-body',
  /** The receiver has answered, and nobody but this process knows it. */
  'after-send',
  /** The result is written, and not committed. */
  'before-acknowledgement',
  'after-acknowledgement',
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

/** Ends the process as `kill -9` does when CRASH_AT names this place; only where NODE_ENV is "test". */
export function crashPoint(name: CrashPoint): void {
  if (process.env.NODE_ENV !== 'test' || process.env['CRASH_AT'] !== name) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way: nothing more is done meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
