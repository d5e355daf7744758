// `npm run bench [-- --json]`: how long the product takes, as a ratio to plain git doing the same in the same run.
import { resolve } from 'node:path';

import { Command } from 'commander';

import { isEmptyMirror, openMirror, type Mirror } from '#lib/git/mirror.ts';
import { parseSettings, type Settings } from '#lib/domain/settings.ts';
import { createEmptyDatabase } from '#lib/testing/clone-database.ts';
import {
  compareMeasuring,
  type MeasuringComparison,
} from '#lib/testing/bench/compare-measuring.ts';
import type { PlainRepository } from '#lib/testing/bench/plain-git.ts';
import { measureWholeHistory } from '#lib/testing/bench/measure-whole-history.ts';

import { openCommandStore } from '../open-command-store.ts';
import { mirrorPath } from '../open-worker-context.ts';
import { loadShippedHistory, prepareSchema } from '../open-store.ts';

/** Issue 2: measured and stored in at most half the time of plain git, in a worker below 500 MB. */
const MOST_RATIO = 0.5;
const MOST_MEGABYTES = 500;

const program = new Command('bench')
  .description(
    'Measures the recorded history anew from the mirror in DATA_DIR, and again with plain git.',
  )
  .option('--json', 'machine-readable')
  .parse();

process.exitCode = await main(program.opts<{ json?: boolean }>().json === true);

async function main(isJson: boolean): Promise<number> {
  const parsed = parseSettings(process.env);
  if (parsed.kind === 'wrong') {
    process.stderr.write(`${parsed.sentence}\n`);
    return 1;
  }
  const settings = { ...parsed.settings, dataDir: resolve(parsed.settings.dataDir) };
  const store = await openCommandStore(settings, 'npm run bench');
  try {
    const mirror = await openMirror(mirrorPath(settings));
    if (await isEmptyMirror(mirror)) {
      process.stderr.write(
        `There is no mirror in ${settings.dataDir}: run npm run poll -- --once first.\n`,
      );
      return 1;
    }
    const measuring = await benchMeasuring(settings, mirror, store.url);
    process.stdout.write(isJson ? `${JSON.stringify({ measuring })}\n` : describe(measuring));
    return isGood(measuring) ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** Into a database of its own, so that what is stored is not touched. */
async function benchMeasuring(
  settings: Settings,
  mirror: Mirror,
  postgresUrl: string,
): Promise<MeasuringComparison> {
  const database = await createEmptyDatabase(postgresUrl);
  try {
    await prepareSchema(database.url);
    await loadShippedHistory(database.url);
    const measured = await measureWholeHistory(settings, database.url);
    return await compareMeasuring(plainRepository(mirror), measured);
  } finally {
    await database.drop();
  }
}

function isGood({ ratio, rssMegabytes, differences }: MeasuringComparison): boolean {
  return ratio <= MOST_RATIO && rssMegabytes < MOST_MEGABYTES && differences.length === 0;
}

function describe(measuring: MeasuringComparison): string {
  const { rebases, productMs, plainGitMs, ratio, rssMegabytes, differences } = measuring;
  return [
    `measuring and storing ${rebases} rebases   ${seconds(productMs)}`,
    `plain git, one after another        ${seconds(plainGitMs)}`,
    `ratio                               ${ratio.toFixed(2)} (at most ${MOST_RATIO})`,
    `worker memory                       ${rssMegabytes} MB (below ${MOST_MEGABYTES})`,
    differences.length === 0 ? 'every number agrees with git' : differences.join('\n'),
    '',
  ].join('\n');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function plainRepository({ reader: { gitDir, objectDir } }: Mirror): PlainRepository {
  return { gitDir, objectDir: objectDir ?? `${gitDir}/objects` };
}
