// The worker as one file of JavaScript, so that whoever starts it again and again does not have all of it translated each time.
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';

import { projectDirectory } from '#lib/jobs/project-directory.ts';

/** In `folder`, which must have nothing of this name yet. Returns its path. */
export async function bundleWorker(folder: string): Promise<string> {
  const outfile = join(folder, 'worker.mjs');
  await symlink(join(projectDirectory, 'node_modules'), join(folder, 'node_modules'));
  await build({
    absWorkingDir: projectDirectory,
    entryPoints: ['lib/jobs/worker.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}
