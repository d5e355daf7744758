// What both processes that the bench looks at have in common: a worker's context, and the most memory it ever held.
import { pino } from 'pino';

import { parseSettings } from '#lib/domain/settings.ts';
import { openWorkerContext } from '#lib/jobs/open-worker-context.ts';
import type { WorkerContext } from '#lib/jobs/worker-context.ts';

const SAMPLE_MS = 50;

/** Works on the database of DATABASE_URL and the mirror in DATA_DIR, and prints what `work` returns, with the memory, as JSON. */
export async function runBenchProcess(
  work: (context: WorkerContext) => Promise<Readonly<Record<string, number>>>,
): Promise<void> {
  const parsed = parseSettings(process.env);
  if (parsed.kind === 'wrong') throw new Error(parsed.sentence);
  const { settings } = parsed;
  if (settings.databaseUrl === null) throw new Error('DATABASE_URL is not set.');
  const context = await openWorkerContext({
    settings,
    databaseUrl: settings.databaseUrl,
    signal: new AbortController().signal,
    log: pino({ level: 'silent' }),
  });
  let rssBytes = process.memoryUsage.rss();
  const sampling = setInterval(() => {
    rssBytes = Math.max(rssBytes, process.memoryUsage.rss());
  }, SAMPLE_MS);
  try {
    const outcome = await work(context);
    process.stdout.write(JSON.stringify({ ...outcome, rssBytes }));
  } finally {
    clearInterval(sampling);
    await context.database.close();
  }
}
