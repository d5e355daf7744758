// The programs that `npm start` runs, each as one file of JavaScript: to translate all of their modules while they start
// takes three times as long. Plain JavaScript, because it makes the first TypeScript runnable.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from 'esbuild';

import { supervisorProgram, workerProgram } from './programs.js';

const projectDirectory = fileURLToPath(new URL('../../', import.meta.url));

/** Makes both, for node without any loader; throws what esbuild says of a module that it cannot read. */
export async function bundlePrograms() {
  await Promise.all([
    bundleProgram('lib/jobs/supervisor.ts', supervisorProgram),
    bundleProgram('lib/jobs/worker.ts', workerProgram),
  ]);
}

/**
 * Packages stay outside: `outfile` stands where node finds them. Whoever runs the file meanwhile reads all of it, as it was or
 * as it is now.
 *
 * @param {string} entry A file's path within the project.
 * @param {string} outfile
 * @returns {Promise<void>}
 */
export async function bundleProgram(entry, outfile) {
  const { outputFiles } = await build({
    absWorkingDir: projectDirectory,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'error',
    plugins: [knowWhereTheyStood],
    write: false,
  });
  await mkdir(dirname(outfile), { recursive: true });
  for (const { path, contents } of outputFiles) {
    const present = await readFile(path).catch(() => null);
    if (present?.equals(contents) === true) continue;
    const written = `${path}.${process.pid}`;
    await writeFile(written, contents);
    await rename(written, path);
  }
}

/** A module goes on to find what stands beside it, wherever the file that it is now part of stands. */
/** @type {import('esbuild').Plugin} */
const knowWhereTheyStood = {
  name: 'know-where-they-stood',
  setup(bundling) {
    bundling.onLoad({ filter: /\/lib\/.*\.[jt]s$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const url = JSON.stringify(pathToFileURL(path).href);
      return {
        contents: source.replaceAll('import.meta.url', url),
        loader: path.endsWith('.ts') ? 'ts' : 'js',
      };
    });
  },
};
