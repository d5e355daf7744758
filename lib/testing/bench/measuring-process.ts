// The process whose time and memory the bench looks at: it measures whatever the database of DATABASE_URL says is waiting.
import { pino } from 'pino';

import { parseSettings } from '#lib/domain/settings.ts';
import { openWorkerContext } from '#lib/jobs/open-worker-context.ts';
import { measureAll } from '#lib/jobs/poll-once.ts';

const SAMPLE_MS = 50;

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
const startedAt = performance.now();
const { failures } = await measureAll(context, null, () => undefined);
const elapsedMs = performance.now() - startedAt;
clearInterval(sampling);
await context.database.close();
if (failures.length > 0) throw new Error(failures.slice(0, 5).join('\n'));
process.stdout.write(JSON.stringify({ elapsedMs, rssBytes }));
