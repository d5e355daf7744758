// `npm run bench [-- --json] [--only git|load]`: how long the product takes, as a ratio to plain git doing the same in the same run, and
// how quickly its pages answer in a large world.
import { resolve } from 'node:path';

import { Command, InvalidArgumentError, Option } from 'commander';

import { isEmptyMirror, openMirror, type Mirror } from '#lib/git/mirror.ts';
import { openDatabase } from '#lib/db/prisma-client.ts';
import { parseSettings, type Settings } from '#lib/domain/settings.ts';
import { createEmptyDatabase } from '#lib/testing/clone-database.ts';
import {
  compareMeasuring,
  type MeasuringComparison,
} from '#lib/testing/bench/compare-measuring.ts';
import {
  compareRehearsing,
  type RehearsingComparison,
} from '#lib/testing/bench/compare-rehearsing.ts';
import { describeLoad, isLoadGood } from '#lib/testing/bench/describe-load.ts';
import { measureLoad } from '#lib/testing/bench/measure-load.ts';
import type { WorldSize } from '#lib/testing/bench/fill-large-world.ts';
import type { PlainRepository } from '#lib/testing/bench/run-plain-git.ts';
import { drainDeliveries, type DrainResult } from '#lib/testing/bench/drain-deliveries.ts';
import { measureWholeHistory } from '#lib/testing/bench/measure-whole-history.ts';
import { rehearseWholeHistory } from '#lib/testing/bench/rehearse-whole-history.ts';

import { createDeliveryWorld } from '#lib/testing/delivery-world.ts';

import { buildPages } from '#lib/jobs/build-pages.ts';
import { openCommandStore } from '#lib/jobs/open-command-store.ts';
import { mirrorPath } from '#lib/jobs/open-worker-context.ts';
import { loadShippedHistory, prepareSchema } from '#lib/jobs/open-store.ts';

/** The patches: measured and stored in at most half the time of plain git, in a worker below 500 MB. */
const MEASURING = { mostRatio: 0.5, mostMegabytes: 500 };
/** The steps between them, likewise; then all culprits, of which all but a few hold for the whole patch too. */
const REHEARSING = {
  mostRatio: 0.7,
  mostMegabytes: 700,
  mostCulpritsMs: 10_000,
  leastConfirmedShare: 372 / 390,
};
/** 300 deliveries, to receivers of which one in ten fails; kept well below what is given up after. */
const DELIVERING = { mostDrainMs: 60_000, giveUpMs: 300_000 };

const program = new Command('bench')
  .description(
    'Measures and rehearses the recorded history anew from the mirror in DATA_DIR, and again with plain git.',
  )
  .option('--json', 'machine-readable')
  .addOption(
    new Option('--only <part>', 'numbers against plain git, or pages under load').choices([
      'git',
      'load',
    ]),
  )
  .option('--ports <count>', 'of the world that the pages are asked for', count, 100)
  .option('--rebases <count>', 'of each port', count, 100)
  .option('--files <count>', 'of each rebase', count, 350)
  .parse();

const { json: isJson = false, only = null, ...worldSize } = program.opts<BenchOptions>();
const codes = [
  ...(only === 'load' ? [] : [await main()]),
  ...(only === 'git' ? [] : [await benchLoad(worldSize)]),
];
process.exitCode = Math.max(...codes);

interface BenchOptions extends WorldSize {
  readonly json?: boolean;
  readonly only?: 'git' | 'load';
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number.');
  return value;
}

/** On a Postgres of its own; needs `npm run build` before. */
async function benchLoad(size: WorldSize): Promise<number> {
  const built = await buildPages();
  if (built.kind === 'failed') throw new Error(built.output);
  const result = await measureLoad(size, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(isJson ? `${JSON.stringify({ loading: result })}\n` : describeLoad(result));
  return isLoadGood(result) ? 0 : 1;
}

async function main(): Promise<number> {
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
    const benched = await bench(settings, mirror, store.url);
    process.stdout.write(isJson ? `${JSON.stringify(benched)}\n` : describe(benched));
    return isGood(benched) ? 0 : 1;
  } finally {
    await store.close();
  }
}

interface Benched {
  readonly measuring: MeasuringComparison;
  readonly rehearsing: RehearsingComparison;
  readonly delivering: Omit<DrainResult, 'endpoints'>;
}

/** Into a database of its own, so that what is stored is not touched. */
async function bench(settings: Settings, mirror: Mirror, postgresUrl: string): Promise<Benched> {
  const database = await createEmptyDatabase(postgresUrl);
  try {
    await prepareSchema(database.url);
    await loadShippedHistory(database.url);
    const repository = plainRepository(mirror);
    say('1 of 5: each rebase is measured');
    const measured = await measureWholeHistory(settings, database.url);
    say('2 of 5: the same by plain git');
    const measuring = await compareMeasuring(repository, measured);
    say('3 of 5: steps, culprits, forecasts and backtests');
    const rehearsed = await rehearseWholeHistory(settings, database.url);
    say('4 of 5: the same by plain git');
    const rehearsing = await compareRehearsing(repository, rehearsed);
    say('5 of 5: deliveries');
    return { measuring, rehearsing, delivering: await benchDelivering(postgresUrl) };
  } finally {
    await database.drop();
  }
}

/** Each part takes a minute or more. */
function say(part: string): void {
  process.stderr.write(`${part}\n`);
}

async function benchDelivering(postgresUrl: string): Promise<Benched['delivering']> {
  const created = await createEmptyDatabase(postgresUrl);
  try {
    await prepareSchema(created.url);
    const database = { ...openDatabase(created.url), url: created.url };
    const world = await createDeliveryWorld(database);
    try {
      const { deliveries, drainMs, p95Ms } = await drainDeliveries(world, DELIVERING.giveUpMs);
      return { deliveries, drainMs, p95Ms };
    } finally {
      await world.close();
      await database.close();
    }
  } finally {
    await created.drop();
  }
}

function isGood({ measuring, rehearsing, delivering }: Benched): boolean {
  const { culprits, conflicts } = rehearsing;
  return (
    measuring.ratio <= MEASURING.mostRatio &&
    measuring.rssMegabytes < MEASURING.mostMegabytes &&
    rehearsing.ratio <= REHEARSING.mostRatio &&
    rehearsing.rssMegabytes < REHEARSING.mostMegabytes &&
    culprits.productMs <= REHEARSING.mostCulpritsMs &&
    culprits.found === conflicts &&
    delivering.drainMs <= DELIVERING.mostDrainMs &&
    culprits.confirmedByPath >= culprits.byPath * REHEARSING.leastConfirmedShare &&
    measuring.differences.length + rehearsing.differences.length === 0
  );
}

function describe({ measuring, rehearsing, delivering }: Benched): string {
  const { culprits } = rehearsing;
  const differences = [...measuring.differences, ...rehearsing.differences];
  const rows: readonly (readonly [string, string])[] = [
    [`measuring and storing ${measuring.rebases} rebases`, seconds(measuring.productMs)],
    ['plain git, one after another', seconds(measuring.plainGitMs)],
    ['ratio', `${measuring.ratio.toFixed(2)} (at most ${MEASURING.mostRatio})`],
    ['worker memory', `${measuring.rssMegabytes} MB (below ${MEASURING.mostMegabytes})`],
    ['', ''],
    [`measuring and storing ${rehearsing.transitions} steps`, seconds(rehearsing.productMs)],
    ['plain git, one after another', seconds(rehearsing.plainGitMs)],
    ['ratio', `${rehearsing.ratio.toFixed(2)} (at most ${REHEARSING.mostRatio})`],
    [
      `culprits of ${culprits.found} of ${rehearsing.conflicts} conflicts`,
      `${seconds(culprits.productMs)} (at most ${seconds(REHEARSING.mostCulpritsMs)})`,
    ],
    ['a plain script, ratio', `${seconds(culprits.plainMs)}, ${culprits.ratio.toFixed(2)}`],
    [
      'confirmed by whole rehearsals',
      `${culprits.confirmedByPath} of ${culprits.byPath}, in ${seconds(rehearsing.confirmingMs)}`,
    ],
    ['forecasts and backtests', seconds(rehearsing.targetsMs)],
    ['worker memory', `${rehearsing.rssMegabytes} MB (below ${REHEARSING.mostMegabytes})`],
    ['', ''],
    [
      `${delivering.deliveries} deliveries while others fail`,
      `${seconds(delivering.drainMs)} (at most ${seconds(DELIVERING.mostDrainMs)})`,
    ],
    ['95 in 100 of them within', seconds(delivering.p95Ms)],
  ];
  return [
    ...rows.map(([what, figure]) => `${what.padEnd(36)} ${figure}`.trimEnd()),
    '',
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
