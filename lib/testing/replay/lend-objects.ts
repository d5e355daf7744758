// Spares a replay the fetching of what is on this machine already: the mirror borrows the objects, and fetches only refs.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Mirror } from '#lib/git/mirror.ts';

import { runRawGit } from '#lib/testing/local-github/run-raw-git.ts';

/** https://git-scm.com/docs/gitrepository-layout#Documentation/gitrepository-layout.txt-objectsinfoalternates */
export async function lendObjects({ store }: Mirror, repository: string): Promise<void> {
  const found = await runRawGit(['-C', repository, 'rev-parse', '--git-path', 'objects']);
  if (found.exitCode !== 0) throw new Error(`There is no repository at ${repository}.`);
  const objects = resolve(repository, found.stdout.toString('utf8').trimEnd());
  const info = join(store.gitDir, 'objects', 'info');
  await mkdir(info, { recursive: true });
  await writeFile(join(info, 'alternates'), `${objects}\n`);
}
