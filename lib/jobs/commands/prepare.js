// Makes a fresh clone able to run TypeScript: packages, then the database client. Plain JavaScript and Node's own
// modules only, because there may be no packages yet. Does nothing that is done already, and needs no network then.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { findNodeProblem } from './find-node-problem.js';

export const projectDirectory = fileURLToPath(new URL('../../../', import.meta.url));

/** A sentence for whoever started the program. */
export class PrepareError extends Error {}

/** @param {string} name @param {() => Promise<boolean>} act Answers whether there was anything to do. */
export async function stage(name, act) {
  const begin = performance.now();
  if (await act()) console.log(`${name} ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}

/** Packages and the database client; a line for each that had to be made. */
export async function prepare() {
  const problem = findNodeProblem();
  if (problem !== null) throw new PrepareError(problem);
  await stage('Packages installed', installPackages);
  await stage('Database client generated', generateClient);
}

async function installPackages() {
  if (await hasPackages()) return false;
  // Install scripts are not run: one of them (Prisma's) downloads, and the program does by itself what the others do.
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { code, output } = await run(npmCommand(), flags, {});
  if (code !== 0) {
    throw new PrepareError(`${output}\nThe packages cannot be installed: see above.`);
  }
  return true;
}

/** npm itself, by the Node that runs us, where npm started us; no other package manager reads package-lock.json. */
function npmCommand() {
  const path = process.env.npm_execpath ?? '';
  return basename(path) === 'npm-cli.js' ? [process.execPath, path] : ['npm'];
}

/** Whether what npm says is installed is what package-lock.json asks for. */
async function hasPackages() {
  const wanted = await readPackages(join(projectDirectory, 'package-lock.json'));
  const present = await readPackages(join(projectDirectory, 'node_modules/.package-lock.json'));
  if (wanted === null) throw new PrepareError('package-lock.json is missing: restore it.');
  if (present === null) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    // The first entry is the program itself.
    if (path === '') return true;
    const found = present[path];
    // Optional ones are often for another platform.
    if (found === undefined) return optional === true || devOptional === true;
    return found.version === version;
  });
}

/** @param {string} path */
async function readPackages(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8')).packages;
  } catch {
    return null;
  }
}

async function generateClient() {
  const schema = await readFile(join(projectDirectory, 'prisma/schema.prisma'));
  const prismaVersion = await readFile(join(projectDirectory, 'node_modules/prisma/package.json'));
  const digest = createHash('sha256').update(schema).update(prismaVersion).digest('hex');
  const folder = join(projectDirectory, 'lib/db/generated');
  const stampPath = join(projectDirectory, 'node_modules/.cache/tidemark/generated');
  const stamp = await readFile(stampPath, 'utf8').catch(() => null);
  const isThere = await access(join(folder, 'client.ts')).then(
    () => true,
    () => false,
  );
  if (isThere && stamp === digest) return false;
  const prisma = join(projectDirectory, 'node_modules/prisma/build/index.js');
  const { code, output } = await run([process.execPath, prisma], ['generate'], {
    // `generate` never runs the schema engine, but downloads it unless told where one is.
    PRISMA_SCHEMA_ENGINE_BINARY: await findTrue(),
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  });
  if (code !== 0) {
    throw new PrepareError(`${output}\nThe database client cannot be generated: see above.`);
  }
  await mkdir(join(stampPath, '..'), { recursive: true });
  await writeFile(stampPath, digest);
  return true;
}

/** Any program that ends well does. */
async function findTrue() {
  for (const path of ['/bin/true', '/usr/bin/true']) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return process.execPath;
}

/**
 * @param {string[]} command
 * @param {string[]} args
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<{code: number, output: string}>}
 */
export function run(command, args, env = {}) {
  return new Promise((settle) => {
    const [program = '', ...first] = command;
    // Next's types have NODE_ENV always set.
    const cleared = { ...process.env, NODE_ENV: undefined, ...env };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const environment = /** @type {NodeJS.ProcessEnv} */ (/** @type {unknown} */ (cleared));
    const child = spawn(program, [...first, ...args], {
      cwd: projectDirectory,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const end = () => {
      child.kill();
      process.exit(143);
    };
    process.on('SIGTERM', end);
    let output = '';
    const append = (/** @type {string} */ chunk) => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', append);
    child.stderr.setEncoding('utf8').on('data', append);
    child.on('error', (error) => settle({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => {
      process.off('SIGTERM', end);
      settle({ code: code ?? 1, output: output.trim() });
    });
  });
}
