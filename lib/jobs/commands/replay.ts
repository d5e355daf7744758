// `npm run replay -- --repo PATH`: what a maintainer would have been told, had the program watched the port from its beginning.
import { resolve } from 'node:path';

import { Command } from 'commander';

import { parseSettings } from '#lib/domain/settings.ts';
import { createEmptyDatabase } from '#lib/testing/clone-database.ts';
import { formatReplay, judgeReplay } from '#lib/testing/replay/format-replay.ts';
import {
  REPLAY_STAGES,
  replayHistory,
  type ReplayProgress,
} from '#lib/testing/replay/replay-history.ts';
import { startTestPostgres } from '#lib/testing/test-postgres.ts';

import { prepareSchema } from '#lib/jobs/open-store.ts';

const program = new Command('replay')
  .description(
    'Lets the history of a port happen again, ref by ref, and prints the messages that a maintainer would have received.',
  )
  .requiredOption('--repo <path>', 'a repository with upstream’s tags and the fork’s branches')
  .option('--json', 'machine-readable')
  .parse();

process.exitCode = await main(program.opts<{ repo: string; json?: boolean }>());

async function main({ repo, json }: { repo: string; json?: boolean }): Promise<number> {
  const parsed = parseSettings(process.env);
  if (parsed.kind === 'wrong') {
    process.stderr.write(`${parsed.sentence}\n`);
    return 1;
  }
  // A Postgres and a mirror of its own, so that what is stored is not touched.
  const postgres = await startTestPostgres();
  const database = await createEmptyDatabase(postgres.url);
  try {
    await prepareSchema(database.url);
    const replayed = await replayHistory({
      repository: resolve(repo),
      databaseUrl: database.url,
      settings: parsed.settings,
      onTurn: (progress) => {
        const { done, total } = progress;
        if (done % 10 === 0 || done === total) process.stderr.write(describeProgress(progress));
      },
    });
    const problems = judgeReplay(replayed);
    process.stdout.write(
      json === true ? `${JSON.stringify({ ...replayed, problems })}\n` : formatReplay(replayed),
    );
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    return problems.length === 0 ? 0 : 1;
  } finally {
    await database.drop();
    await postgres.stop();
  }
}

/** "120/300 2022-03-15: poll 20 s, find fixes 11 s, …". */
function describeProgress({ done, total, at, spentMs }: ReplayProgress): string {
  const stages = REPLAY_STAGES.map(
    (stage) => `${stage} ${Math.round((spentMs.get(stage) ?? 0) / 1000)} s`,
  );
  return `${done}/${total} ${at.toISOString().slice(0, 10)}: ${stages.join(', ')}\n`;
}
