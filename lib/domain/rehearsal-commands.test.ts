import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { conflictCommands, culpritCommand, rehearsalCommands } from './rehearsal-commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  HOME: folder,
  NODE_ENV: 'test',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

function shell(command: string): string {
  return execFileSync('bash', ['-c', command], { cwd: folder, env, encoding: 'utf8' }).trim();
}

function commit(files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return shell('git add -A && git commit -qm x && git rev-parse HEAD');
}

test('typed into a shell, they name the paths in conflict and the commit that made one so', () => {
  shell('git init -q');
  const awkward = "it's (new) $x.go";
  const baseSha = commit({ 'a.go': 'one\n', [awkward]: 'one\n', 'c.go': 'one\n' });
  const headSha = commit({ 'a.go': 'port\n', [awkward]: 'port\n', 'd.go': 'port\n' });
  shell(`git reset -q --hard ${baseSha}`);
  commit({ 'c.go': 'two\n' });
  const targetSha = commit({ 'a.go': 'two\n', [awkward]: 'two\n' });
  const places = { upstreamUrl: 'u', forkUrl: 'f', baseSha, headSha, targetSha };

  const [, ...commands] = rehearsalCommands(places, 2);
  const typed = commands.map(({ command }) => command).join('\n');
  expect(shell(typed).split('\n')).toEqual(['a.go', awkward]);
  expect(commands.at(-1)?.answer).toBe('2 paths');
  expect(shell(culpritCommand(places, awkward).command)).toContain(targetSha.slice(0, 7));
});

test('typed into a shell, they show one conflict: its regions, and what each side changed', () => {
  const awkward = "it's (new) $x.go";
  const baseSha = commit({ [awkward]: 'one\nkept\n' });
  const headSha = commit({ [awkward]: 'port\nkept\n' });
  shell(`git reset -q --hard ${baseSha}`);
  const targetSha = commit({ [awkward]: 'two\nkept\n' });
  const places = { upstreamUrl: 'u', forkUrl: 'f', baseSha, headSha, targetSha };

  const [, ...commands] = conflictCommands(places, { path: awkward, hunks: 1 }, 1);
  const merging = commands.slice(0, 2).map(({ command }) => command);
  const answers = commands
    .slice(2)
    .map(({ command }) => shell([...merging, command].join('\n')).replace(`${awkward}\n`, ''));
  expect(answers[0]).toMatch(/^<<<<<<< \w+\ntwo\n=======\nport\n>>>>>>> \w+\nkept$/);
  expect(answers[1]).toBe(commands[3]?.answer);
  expect(answers[2]).toMatch(/^-one\n\+two$/m);
  expect(answers[3]).toMatch(/^-one\n\+port$/m);
  expect(answers[4]).toContain(targetSha.slice(0, 7));
  expect(conflictCommands(places, { path: 'a.go', hunks: null }, 1)).toHaveLength(6);
  expect(conflictCommands(places, { path: '"src/\\377"', hunks: 1 }, 1)).toHaveLength(3);
});
