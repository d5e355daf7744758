// `npm run rehearse -- --port tamago --onto go1.26rc1 [--from go1.25.7] [--json]`, or `--repo PATH --base REF --head REF --onto REF`
// for any repository: exit 0 clean, 1 conflicts, 2 wrong usage, 3 could not be measured.
import { resolve } from 'node:path';

import { Command, CommanderError } from 'commander';

import { StorageError } from '#lib/db/storage-error.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import { GitError } from '#lib/git/git-error.ts';

import { findRehearsalOfPort } from '#lib/jobs/find-rehearsal-of-port.ts';
import { withRehearsalOfRepository } from '#lib/jobs/with-rehearsal-of-repository.ts';
import {
  formatRehearsal,
  formatRehearsalForActions,
  formatRehearsalJson,
} from '#lib/jobs/format-rehearsal.ts';
import { openCommandStore } from '#lib/jobs/open-command-store.ts';
import {
  rehearseNow,
  UsageError,
  type RehearsalReport,
  type RehearsalRequest,
} from '#lib/jobs/rehearse-now.ts';

const EXIT = { clean: 0, conflict: 1, usage: 2, unmeasured: 3 } as const;

interface Options {
  readonly port?: string;
  readonly from?: string;
  readonly onto: string;
  readonly repo?: string;
  readonly base?: string;
  readonly head?: string;
  readonly json?: true;
}

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const options = readOptions();
    const result = await withRequest(options, rehearseNow);
    process.stdout.write(chooseFormat(options)(result));
    return EXIT[result.outcome];
  } catch (error) {
    // Commander has said it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
    if (error instanceof UsageError) return fail(error.message, EXIT.usage);
    if (error instanceof GitError || error instanceof StorageError) {
      return fail(error.message, EXIT.unmeasured);
    }
    throw error;
  }
}

function chooseFormat({ json }: Options): (report: RehearsalReport) => string {
  if (json) return formatRehearsalJson;
  return process.env.GITHUB_ACTIONS === 'true' ? formatRehearsalForActions : formatRehearsal;
}

function readOptions(): Options {
  const program = new Command('npm run rehearse --')
    .description(
      'Merges a rebase onto another upstream commit, in memory, and names what conflicts.',
    )
    .option('--port <slug>', 'a port in the database')
    .option('--from <release>', 'the rebase to merge; the newest if not given')
    .requiredOption('--onto <release or ref>', 'what to merge it onto: a release, or "tip"')
    .option('--repo <path>', 'any repository on this machine, without a database')
    .option('--base <ref>', 'with --repo: the upstream commit that the port stands on')
    .option('--head <ref>', 'with --repo: the port')
    .option('--json', 'machine-readable')
    .exitOverride()
    .parse();
  return program.opts<Options>();
}

async function withRequest<Result>(
  options: Options,
  act: (request: RehearsalRequest) => Promise<Result>,
): Promise<Result> {
  const { port, from, onto, repo, base, head } = options;
  if (repo !== undefined) {
    if (port !== undefined || from !== undefined || base === undefined || head === undefined) {
      throw new UsageError('--repo goes with --base, --head and --onto, and with no port.');
    }
    return await withRehearsalOfRepository({ repo, base, head, onto }, act);
  }
  if (port === undefined || base !== undefined || head !== undefined) {
    throw new UsageError('Give --port and --onto, or --repo, --base, --head and --onto.');
  }
  const parsed = parseSettings(process.env);
  if (parsed.kind === 'wrong') throw new UsageError(parsed.sentence);
  const settings = { ...parsed.settings, dataDir: resolve(parsed.settings.dataDir) };
  const store = await openCommandStore(settings, 'npm run rehearse');
  try {
    const request = await findRehearsalOfPort(
      { settings, databaseUrl: store.url },
      { port, from: from ?? null, onto },
    );
    return await act(request);
  } finally {
    await store.close();
  }
}

function fail(sentence: string, exitCode: number): number {
  process.stderr.write(`${sentence}\n`);
  return exitCode;
}
