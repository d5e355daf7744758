// The worker process: started by the supervisor with DATABASE_URL set, or by hand beside any Postgres.
import { parseSettings } from '#lib/domain/settings.ts';

import { openWorkerContext } from './open-worker-context.ts';
import { startWorker } from './start-worker.ts';

const parsed = parseSettings(process.env);
if (parsed.kind === 'wrong' || parsed.settings.databaseUrl === null) {
  const sentence = parsed.kind === 'wrong' ? parsed.sentence : 'DATABASE_URL is not set.';
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
const { settings } = parsed;
const stopping = new AbortController();
const context = await openWorkerContext({
  settings,
  databaseUrl: parsed.settings.databaseUrl,
  signal: stopping.signal,
});
// It works before it has started whole, and may be told to stop at any moment of that.
const starting = startWorker(context);
const stop = (): void => {
  // git under way ends at once; its job goes back to the queue.
  stopping.abort();
  void stopStarted();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
// The supervisor holds the other end: when it is killed, so is the worker.
process.once('disconnect', stop);
const worker = await starting;
context.log.info({ pid: process.pid, git: context.gitVersion }, 'The worker runs.');
void worker.lost.then(() => {
  context.log.error('The worker has lost Postgres and ends: the next one goes on.');
  process.exit(1);
});

await worker.ended.catch((error: unknown) => {
  context.log.error({ error }, 'The worker ended badly.');
  process.exitCode = 1;
});
await worker.stop().catch(() => undefined);
await context.database.close();

async function stopStarted(): Promise<void> {
  // Whatever goes wrong is told where it is awaited.
  await starting.then((started) => started.stop()).catch(() => undefined);
}
