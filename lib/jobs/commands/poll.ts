// `npm run poll -- --once [--port tamago]`: one round in the foreground, with a bar for each stage.
import { resolve } from 'node:path';

import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { pino } from 'pino';

import { StorageError } from '#lib/db/storage-error.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import type { FetchProgress } from '#lib/git/fetch-progress.ts';
import { GitError } from '#lib/git/git-error.ts';

import { openCommandStore } from '#lib/jobs/open-command-store.ts';
import { openWorkerContext } from '#lib/jobs/open-worker-context.ts';
import { pollOnce, type Round, type RoundObserver } from '#lib/jobs/poll-once.ts';

const program = new Command('poll')
  .description('Polls the repositories, measures what is new, and exits 0, or 1 with a reason.')
  .requiredOption('--once', 'one round in the foreground (the running program polls by itself)')
  .option('--port <slug>', 'only this port')
  .parse();

process.exitCode = await main(program.opts<{ port?: string }>().port ?? null);

async function main(portSlug: string | null): Promise<number> {
  const parsed = parseSettings(process.env);
  if (parsed.kind === 'wrong') return fail(parsed.sentence);
  const settings = { ...parsed.settings, dataDir: resolve(parsed.settings.dataDir) };
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  process.once('SIGTERM', () => stopping.abort());
  try {
    const store = await openCommandStore(settings, 'npm run poll');
    try {
      const context = await openWorkerContext({
        settings,
        databaseUrl: store.url,
        signal: stopping.signal,
        log: pino({ level: 'silent' }),
      });
      const bars = createBars();
      const startedAt = performance.now();
      try {
        const round = await pollOnce(context, portSlug, bars.observer);
        bars.stop();
        return report(round, performance.now() - startedAt);
      } finally {
        bars.stop();
        await context.database.close();
      }
    } finally {
      await store.close();
    }
  } catch (error) {
    if (stopping.signal.aborted) return fail('Stopped. What was done so far is stored.');
    if (error instanceof StorageError || error instanceof GitError) return fail(error.message);
    throw error;
  }
}

function report({ measured, failures }: Round, elapsedMs: number): number {
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  const seconds = (elapsedMs / 1000).toFixed(1);
  process.stdout.write(`${measured} rebases measured in ${seconds} s.\n`);
  return failures.length === 0 ? 0 : 1;
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

function createBars(): { readonly observer: RoundObserver; readonly stop: () => void } {
  const bars = new MultiBar(
    {
      format: '{name} {stage} [{bar}] {percentage} % | {value}/{total} {unit}',
      hideCursor: true,
      clearOnComplete: false,
      // Without a terminal a line every few seconds, for logs.
      noTTYOutput: true,
      notTTYSchedule: 5000,
    },
    Presets.shades_classic,
  );
  const byName = new Map<string, SingleBar>();
  const show = (name: string, total: number, done: number, payload: object): void => {
    const bar = byName.get(name) ?? bars.create(total, done, { name, ...payload });
    byName.set(name, bar);
    bar.setTotal(total);
    bar.update(done, { name, ...payload });
  };
  return {
    observer: {
      fetching: (fullName, progress) =>
        show(`${fullName}: ${progress.stage}`, progress.totalObjects, progress.doneObjects, {
          stage: '',
          unit: unitOf(progress),
        }),
      polled: (fullName, { outcome, changes }) =>
        bars.log(`${fullName}: ${outcome}, ${changes} refs new, moved or gone\n`),
      measuring: (done, total) => show('Measuring', total, done, { stage: '', unit: 'rebases' }),
      rehearsing: (done, total) =>
        show('Rehearsing', total, done, { stage: '', unit: 'transitions' }),
    },
    stop: () => bars.stop(),
  };
}

function unitOf({ receivedBytes }: FetchProgress): string {
  return receivedBytes === null ? 'objects' : `objects, ${(receivedBytes / 1e6).toFixed(1)} MB`;
}
