import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Measurement } from '#lib/domain/measurement.ts';
import { listTree } from '#lib/git/list-tree.ts';
import { openMirror } from '#lib/git/mirror.ts';
import { readDates } from '#lib/git/read-dates.ts';
import { runGit } from '#lib/git/run-git.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { measureCommits, type CommitsToMeasure } from '#lib/testing/measure-commits.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let environment: NodeJS.ProcessEnv;
let folder: string;
beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  environment = { ...process.env };
  folder = process.cwd();
});
afterEach(() => {
  process.chdir(folder);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  root.remove();
});

function text(name: string): string {
  return Array.from({ length: 20 }, (_, at) => `${name} ${at} ${name.repeat(3)}\n`).join('');
}

function commitScene(): CommitsToMeasure {
  const shared = { '.gitattributes': '* -diff\n*.go diff=evil\n', 'src/copied.go': text('copied') };
  const commit = (files: Readonly<Record<string, string>>): string =>
    repo.commit({ replaceTree: true, files: { ...shared, ...files } });
  return {
    earlier: commit({ 'src/nacl.go': text('nacl') }),
    base: commit({ 'src/old.go': text('moved'), 'src/é.go': '// +build a\nx\r\ny \n' }),
    head: commit({
      'src/new.go': `${text('moved')}more\n`,
      'src/é.go': '// +build b\nx\r\ny \n',
      'src/copy_tamago.go': text('copied'),
      'src/nacl_tamago.go': text('nacl'),
    }),
  };
}

/** Everything that a program could leave behind when it is run. */
function writeTrap(): { readonly program: string; readonly isSprung: () => boolean } {
  const mark = path.join(root.path, 'sprung');
  const program = path.join(root.path, 'trap');
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> '${mark}'\nexit 1\n`);
  chmodSync(program, 0o755);
  return { program, isSprung: () => existsSync(mark) };
}

/** A .gitconfig that changes whatever can be changed. */
function hostileConfig(program: string): string {
  return `
[diff]
\trenames = false
\trenameLimit = 1
\texternal = ${program}
\tnoprefix = true
\tmnemonicPrefix = true
\talgorithm = histogram
\tignoreSubmodules = all
\torderFile = ${program}
\trelative = true
\tcontext = 9
\tinterHunkContext = 99
\tsuppressBlankEmpty = true
\tcolorMoved = zebra
[diff "evil"]
\tcommand = ${program}
\ttextconv = ${program}
\tbinary = true
[color]
\tui = always
[core]
\thooksPath = ${path.dirname(program)}
\tquotePath = true
\twhitespace = cr-at-eol
\tautocrlf = true
\tpager = ${program}
\tfsmonitor = ${program}
\tattributesFile = ${path.dirname(program)}/attributes
\tgitProxy = ${program}
\tsshCommand = ${program}
\tbigFileThreshold = 1
[alias]
\tdiff-tree = !${program}
\tls-tree = !${program}
\trev-list = !${program}
[log]
\tshowSignature = true
[init]
\ttemplateDir = ${path.dirname(program)}
\tdefaultBranch = evil
[include]
\tpath = ${path.dirname(program)}/more
[url "file:///nowhere/"]
\tinsteadOf = http://127.0.0.1
`;
}

async function everything(commits: CommitsToMeasure): Promise<readonly unknown[]> {
  const measured: Measurement = await measureCommits(repo, commits);
  const files = (await listTree(repo, commits.head)).map(({ path: name, oid }) => [name, oid]);
  return [measured, files, [...(await readDates(repo, [commits.head]))]];
}

describe('settings of the user and of the machine', () => {
  it('change no number, name or date, and run no program', async () => {
    const commits = commitScene();
    const expected = await everything(commits);
    expect(expected[0]).toMatchObject({
      patch: { files: 4, added: 2, renamed: 1, modified: 1 },
      files: [
        { path: 'src/copy_tamago.go', copiedFrom: { path: 'src/copied.go' } },
        { path: 'src/nacl_tamago.go', copiedFrom: { release: 'go1.13', path: 'src/nacl.go' } },
        { path: 'src/new.go', binary: false, insertions: 1 },
        { path: 'src/é.go', kind: 'constraint-only', insertions: 1 },
      ],
    });

    const { program, isSprung } = writeTrap();
    const home = path.join(root.path, 'home');
    mkdirSync(path.join(home, '.config', 'git'), { recursive: true });
    const config = hostileConfig(program);
    const places = ['.gitconfig', '.config/git/config', 'system'];
    for (const name of places) writeFileSync(path.join(home, name), config);
    writeFileSync(path.join(home, '.config', 'git', 'attributes'), '* -diff\n');
    writeFileSync(path.join(root.path, 'attributes'), '* binary\n');
    const other = createTestRepo(root.path, 'other.git');
    writeFileSync(path.join(other.gitDir, 'config'), `[core]\n\tbare = true\n${config}`);
    Object.assign(process.env, {
      HOME: home,
      XDG_CONFIG_HOME: path.join(home, '.config'),
      GIT_CONFIG_GLOBAL: path.join(home, '.gitconfig'),
      GIT_CONFIG_SYSTEM: path.join(home, 'system'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'diff.renames',
      GIT_CONFIG_VALUE_0: 'false',
      GIT_CONFIG_PARAMETERS: "'diff.renames'='false'",
      GIT_DIR: other.gitDir,
      GIT_WORK_TREE: root.path,
      GIT_INDEX_FILE: path.join(root.path, 'nowhere'),
      GIT_OBJECT_DIRECTORY: path.join(other.gitDir, 'objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: path.join(other.gitDir, 'objects'),
      GIT_NAMESPACE: 'evil',
      GIT_CEILING_DIRECTORIES: '/',
      GIT_EXTERNAL_DIFF: program,
      GIT_DIFF_OPTS: '--unified=9',
      GIT_PAGER: program,
      GIT_ASKPASS: program,
      GIT_SSH_COMMAND: program,
      GIT_PROXY_COMMAND: program,
      GIT_TRACE: '1',
      GIT_TRACE2: '1',
      GIT_GLOB_PATHSPECS: '1',
      GIT_ICASE_PATHSPECS: '1',
      GIT_REPLACE_REF_BASE: 'refs/evil/',
      GIT_GRAFT_FILE: path.join(root.path, 'grafts'),
      GIT_SHALLOW_FILE: path.join(root.path, 'shallow'),
      LC_ALL: 'de_DE.UTF-8',
      LANGUAGE: 'de',
      TZ: 'Asia/Tokyo',
    });
    process.chdir(other.gitDir);

    expect(await everything(commits)).toEqual(expected);
    const mirror = await openMirror(path.join(root.path, 'mirror'));
    const made = await runGit(mirror.store, { args: ['symbolic-ref', 'HEAD'] });
    expect(made.stdout.toString()).toBe('refs/heads/none\n');
    expect(existsSync(path.join(mirror.store.gitDir, 'trap'))).toBe(false);
    expect(isSprung()).toBe(false);
  });

  it('are hostile enough to change what plain git says', () => {
    const commits = commitScene();
    const { program, isSprung } = writeTrap();
    const config = path.join(root.path, 'config');
    writeFileSync(config, hostileConfig(program));
    const args = [
      '-c',
      `include.path=${config}`,
      'diff',
      '--name-status',
      commits.base,
      commits.head,
    ];
    expect(repo.git(args).toString()).toContain('D\tsrc/old.go');
    expect(() =>
      repo.git(['-c', `include.path=${config}`, 'diff', commits.base, commits.head]),
    ).toThrow('external diff died');
    expect(isSprung()).toBe(true);
  });

  it('and replacements of objects change no number', async () => {
    const commits = commitScene();
    const expected = await everything(commits);
    const blob = repo.shaOf(`${commits.head}:src/copy_tamago.go`);
    repo.setRef(`refs/replace/${blob}`, repo.shaOf(`${commits.head}:src/é.go`));
    repo.setRef(`refs/replace/${commits.head}`, commits.base);
    expect(await everything(commits)).toEqual(expected);
  });
});
