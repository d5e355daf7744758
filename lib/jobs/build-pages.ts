// The pages are built when what they are made of has changed since they were last built, and only then.
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { execa } from 'execa';

import { hintFirstScripts } from './hint-first-scripts.ts';
import { projectDirectory } from './project-directory.ts';

export type BuildOutcome =
  | { readonly kind: 'built' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly output: string };

const sourceFolders = ['app', 'components', 'lib', 'public', 'prisma'];
const sourceFiles = [
  'package.json',
  'package-lock.json',
  'next.config.js',
  'proxy.ts',
  'postcss.config.js',
  'tsconfig.json',
];

const digestPath = join(projectDirectory, '.next', 'tidemark-digest');

export async function buildPages(signal?: AbortSignal): Promise<BuildOutcome> {
  const digest = await digestSources();
  const built = await readFile(digestPath, 'utf8').catch(() => null);
  if (built === digest) return { kind: 'unchanged' };
  // A build that is cut short must not pass for the one before.
  await rm(digestPath, { force: true });
  const result = await execa(process.execPath, [nextCommand, 'build'], {
    cwd: projectDirectory,
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdin: 'ignore',
    all: true,
    reject: false,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  if (result.failed) return { kind: 'failed', output: result.all };
  await hintFirstScripts(join(projectDirectory, '.next'));
  await writeFile(digestPath, digest);
  return { kind: 'built' };
}

/** Next's own command, run by Node directly: a wrapper in between would swallow signals. */
const nextCommand = join(projectDirectory, 'node_modules/next/dist/bin/next');

async function digestSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  const paths = [...sourceFiles];
  for (const folder of sourceFolders) paths.push(...(await listSources(folder)));
  for (const path of paths) {
    const content = await readFile(join(projectDirectory, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function listSources(folder: string): Promise<readonly string[]> {
  const root = join(projectDirectory, folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
    .filter((path) => !/\.test\.\w+$|^recorded\//.test(path))
    .toSorted()
    .map((path) => `${folder}/${path}`);
}
