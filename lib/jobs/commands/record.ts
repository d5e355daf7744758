// `npm run record [-- --port tamago]`: writes the measured history of a port to prisma/recorded.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Command } from 'commander';
import { pino } from 'pino';

import { StorageError } from '#lib/db/storage-error.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import { GitError } from '#lib/git/git-error.ts';

import { openCommandStore } from '#lib/jobs/open-command-store.ts';
import { openWorkerContext } from '#lib/jobs/open-worker-context.ts';
import { recordHistory } from '#lib/jobs/record-history.ts';

const recordedFolder = fileURLToPath(new URL('../../../prisma/recorded', import.meta.url));

const program = new Command('record')
  .description('Writes what the database holds for a port to prisma/recorded/PORT.json.gz.')
  .option('--port <slug>', 'the port', 'tamago')
  .parse();

process.exitCode = await main(program.opts<{ port: string }>().port);

async function main(port: string): Promise<number> {
  const parsed = parseSettings(process.env);
  if (parsed.kind === 'wrong') return fail(parsed.sentence);
  const settings = { ...parsed.settings, dataDir: resolve(parsed.settings.dataDir) };
  try {
    const store = await openCommandStore(settings, 'npm run record');
    try {
      const signal = new AbortController().signal;
      const log = pino({ level: 'silent' });
      const context = await openWorkerContext({ settings, databaseUrl: store.url, signal, log });
      try {
        const path = join(recordedFolder, `${port}.json.gz`);
        const outcome = await recordHistory(context, { port, path });
        if (outcome.kind === 'refused') return fail(outcome.reason);
        const size = `${Math.round(outcome.bytes / 1000)} kB`;
        process.stdout.write(`${outcome.rebases} rebases recorded in ${path} (${size}).\n`);
        return 0;
      } finally {
        await context.database.close();
      }
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StorageError || error instanceof GitError) return fail(error.message);
    throw error;
  }
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}
