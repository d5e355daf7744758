// A program as one file of JavaScript: to translate all of its modules takes longer than most of what is then tried with it.
import { symlink } from 'node:fs/promises';
import { join, parse } from 'node:path';

import { bundleProgram } from '#lib/jobs/bundle-programs.js';
import { projectDirectory } from '#lib/jobs/project-directory.ts';

/**
 * In `folder`, which holds no other such program, and is removed by the caller. `entry` is a file's path within the project.
 * Returns the path of the one file, for node without any loader.
 */
export async function bundleProgramInto(folder: string, entry: string): Promise<string> {
  const outfile = join(folder, `${parse(entry).name}.mjs`);
  await symlink(join(projectDirectory, 'node_modules'), join(folder, 'node_modules'));
  await bundleProgram(entry, outfile);
  return outfile;
}
