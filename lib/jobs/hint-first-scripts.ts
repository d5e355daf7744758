// Next's own scripts and React's run on every page, as soon as they are there, and nearly all of them.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

/** Chrome compiles such a script as it arrives, beside the page; else it does so twice, and the second time keeps the page waiting: https://v8.dev/blog/explicit-compile-hints */
const HINT = '//# allFunctionsCalledOnLoad\n';

const manifest = z.object({ rootMainFiles: z.array(z.string()) });

/** Puts the hint at the head of the scripts that every page of a build has. `buildFolder`: ".next". */
export async function hintFirstScripts(buildFolder: string): Promise<void> {
  const { rootMainFiles } = manifest.parse(
    JSON.parse(await readFile(join(buildFolder, 'build-manifest.json'), 'utf8')),
  );
  for (const file of rootMainFiles) {
    const path = join(buildFolder, file);
    const script = await readFile(path, 'utf8');
    if (!script.startsWith(HINT)) await writeFile(path, HINT + script);
  }
}
