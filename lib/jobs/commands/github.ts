// `npm run github`: a local GitHub over repositories on this machine, for work without a network.
import { Command, CommanderError } from 'commander';

import { hasCode } from '#lib/domain/has-code.ts';
import { createRefMatcher, isRefPattern } from '#lib/testing/local-github/ref-pattern.ts';
import {
  startLocalGithub,
  type LocalGithub,
  type RepositoryToHost,
} from '#lib/testing/local-github/start-local-github.ts';

const DEFAULT_PORT = 4400;

/** A mistake of whoever typed the command: one sentence that they can act on. */
class UsageError extends Error {}

interface CommandLine {
  readonly port: number;
  readonly repositories: readonly RepositoryToHost[];
}

function parseCommandLine(args: readonly string[]): CommandLine {
  const repositories: RepositoryToHost[] = [];
  let port = DEFAULT_PORT;

  const changeLast = (option: string, changes: (last: RepositoryToHost) => RepositoryToHost) => {
    const last = repositories.pop();
    if (last === undefined) throw new UsageError(`${option} must follow the --repo it belongs to.`);
    repositories.push(changes(last));
  };

  new Command('npm run github --')
    .description('Serves repositories on this machine as GitHub would, on 127.0.0.1 only.')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .allowExcessArguments(false)
    .option('--listen <port>', `port to listen on (default: ${DEFAULT_PORT})`, (text: string) => {
      port = parsePort(text);
    })
    .option('--repo <owner/name=path>', 'repository to serve; may be repeated', (text: string) => {
      repositories.push(parseRepository(text));
    })
    .option(
      '--refs <pattern>',
      'refs to show of the --repo before it; may be repeated (default: all branches and tags)',
      (text: string) => {
        if (!isRefPattern(text)) {
          throw new UsageError(`--refs ${text}: a pattern starts with refs/, as in refs/tags/go*.`);
        }
        changeLast('--refs', (last) => ({ ...last, refs: [...(last.refs ?? []), text] }));
      },
    )
    .option(
      '--parent <owner/name>',
      'repository that the --repo before it was forked from',
      (text: string) => {
        changeLast('--parent', (last) => ({ ...last, parent: text }));
      },
    )
    .parse([...args], { from: 'user' });

  if (repositories.length === 0) {
    throw new UsageError('Name at least one repository: --repo OWNER/NAME=PATH.');
  }
  return { port, repositories };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new UsageError(`--listen ${text}: a port is a number from 0 to 65535.`);
  }
  return port;
}

function parseRepository(text: string): RepositoryToHost {
  const found = /^(?<fullName>[\w.-]+\/[\w.-]+)=(?<path>.+)$/s.exec(text)?.groups;
  if (found === undefined) {
    throw new UsageError(`--repo ${text}: write OWNER/NAME=PATH, as in golang/go=/srv/go.git.`);
  }
  return { fullName: found['fullName'] ?? '', path: found['path'] ?? '' };
}

/** A pattern that shows nothing is a misspelling more often than a wish. */
async function refuseEmptyPatterns(
  github: LocalGithub,
  repositories: readonly RepositoryToHost[],
): Promise<void> {
  for (const { fullName, refs } of repositories) {
    const names = (await github.listRefs(fullName)).map(({ name }) => name);
    const empty = (refs ?? []).find((pattern) => !names.some(createRefMatcher([pattern])));
    if (empty !== undefined) throw new UsageError(`--refs ${empty}: ${fullName} has no such ref.`);
  }
}

async function serve({ port, repositories }: CommandLine): Promise<void> {
  const github = await startLocalGithub({ port, repositories });
  try {
    await refuseEmptyPatterns(github, repositories);
    console.log(`GITHUB_API_URL=${github.apiUrl}`);
    console.log(`GITHUB_SERVER_URL=${github.serverUrl}`);
    console.log(`GITHUB_CLIENT_ID=${github.clientId}`);
    console.log(`GITHUB_CLIENT_SECRET=${github.clientSecret}`);
    await new Promise((resolve) => {
      // Not once: Ctrl-C reaches this process directly and again through npm, and the second must not cut the end short.
      process.on('SIGINT', resolve);
      process.on('SIGTERM', resolve);
    });
  } finally {
    await github.close();
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof CommanderError) {
    return `The command line is wrong: ${error.message.replace(/^error: /, '').replaceAll('\n', ' ')}`;
  }
  if (hasCode(error, 'EADDRINUSE')) {
    return 'That port is taken: choose another with --listen.';
  }
  return error.message;
}

try {
  await serve(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof CommanderError && error.exitCode === 0)) {
    console.error(describe(error));
    process.exitCode = 1;
  }
}
