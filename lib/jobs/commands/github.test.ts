import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleProgramInto } from '#lib/testing/bundle-program-into.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { runGitClient } from '#lib/testing/local-github/git-client.ts';

const SOURCE = fileURLToPath(new URL('github.ts', import.meta.url));

let bundle: { readonly root: ReturnType<typeof createTestRoot>; readonly command: string };
beforeAll(async () => {
  const made = createTestRoot();
  const command = await bundleProgramInto(made.path, 'lib/jobs/commands/github.ts');
  bundle = { root: made, command };
});
afterAll(() => bundle.root.remove());

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
const children: ChildProcess[] = [];

beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  repo.commit({ files: { a: '1' } });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  root.remove();
});

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  readonly ended: Promise<number | null>;
}

/** Of one file, which starts in a third of the time; or as npm starts it. */
function run(args: readonly string[], command: readonly string[] = [bundle.command]): Run {
  const child = spawn(process.execPath, [...command, ...args], {
    env: { ...process.env, TMPDIR: root.path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => output, errors: () => errors, ended };
}

/** Once the last of the settings is printed: lines come one write at a time. */
async function serverUrlOf(running: Run): Promise<string> {
  for (;;) {
    const printed = /^GITHUB_SERVER_URL=(?<url>.+)\n(?:.*\n)*GITHUB_CLIENT_SECRET=.+\n/m;
    const found = printed.exec(running.output())?.groups?.['url'];
    if (found !== undefined) return found;
    if (running.child.exitCode !== null) throw new Error(running.errors());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('npm run github', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints the settings to use, serves each repository with the refs named after it, and leaves nothing on %s',
    async (signal) => {
      repo.setRef('dev', 'master');
      repo.tag('go1', 'master');
      repo.tag('other', 'master');
      const fork = ['--repo', `o/fork=${repo.gitDir}`];
      const upstream = ['--repo', `o/up=${repo.gitDir}`];
      const refs = ['--refs', 'refs/tags/go*', '--refs', 'refs/heads/master'];
      const asNpmDoes = ['--import', 'tsx', SOURCE];
      const command = signal === 'SIGTERM' ? asNpmDoes : [bundle.command];
      const running = run(['--listen', '0', ...fork, ...upstream, ...refs], command);
      const url = await serverUrlOf(running);
      expect(running.output()).toBe(
        [
          `GITHUB_API_URL=${url}/api/v3`,
          `GITHUB_SERVER_URL=${url}`,
          'GITHUB_CLIENT_ID=local-client-id',
          'GITHUB_CLIENT_SECRET=local-client-secret',
          '',
        ].join('\n'),
      );
      const forkRefs = await runGitClient(['ls-remote', '--refs', `${url}/o/fork`]);
      const upstreamRefs = await runGitClient(['ls-remote', '--refs', `${url}/o/up.git`]);
      expect(forkRefs.stdout.match(/refs\/\S+/g)).toEqual([
        'refs/heads/dev',
        'refs/heads/master',
        'refs/tags/go1',
        'refs/tags/other',
      ]);
      expect(upstreamRefs.stdout.match(/refs\/\S+/g)).toEqual([
        'refs/heads/master',
        'refs/tags/go1',
      ]);
      running.child.kill(signal);
      expect(await running.ended).toBe(0);
      expect(readdirSync(root.path).filter((name) => name.startsWith('local-github-'))).toEqual([]);
    },
  );

  it.each([
    [[], 'Name at least one repository: --repo OWNER/NAME=PATH.'],
    [['--repo', 'go=/x'], '--repo go=/x: write OWNER/NAME=PATH, as in golang/go=/srv/go.git.'],
    [['--repo', 'o/n=/nowhere/at-all'], 'There is no folder /nowhere/at-all.'],
    [['--repo', 'o/n=/proc'], '/proc is not a git repository.'],
    [['--refs', 'refs/heads/*'], '--refs must follow the --repo it belongs to.'],
    [
      ['--repo', 'o/n=REPO', '--refs', 'heads/*'],
      '--refs heads/*: a pattern starts with refs/, as in refs/tags/go*.',
    ],
    [
      ['--listen', '0', '--repo', 'o/n=REPO', '--refs', 'refs/head/*'],
      '--refs refs/head/*: o/n has no such ref.',
    ],
    [['--listen', 'x', '--repo', 'o/n=REPO'], '--listen x: a port is a number from 0 to 65535.'],
    [['--rep', 'x'], "The command line is wrong: unknown option '--rep' (Did you mean --repo?)"],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const running = run(args.map((arg) => arg.replace('REPO', repo.gitDir)));
    expect(await running.ended).toBe(1);
    expect([running.output(), running.errors()]).toEqual(['', `${sentence}\n`]);
  });

  it('says that a port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : null;
    const running = run(['--listen', String(port), '--repo', `o/n=${repo.gitDir}`]);
    expect(await running.ended).toBe(1);
    expect(running.errors()).toBe('That port is taken: choose another with --listen.\n');
    await new Promise((resolve) => server.close(resolve));
  });
});
