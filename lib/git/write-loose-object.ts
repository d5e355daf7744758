// Puts an object where git looks for it: a run of git for each would take as long as what is then asked about them.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { writeError } from './git-error.ts';

/** Throws GitError. Returns its name, of 40 or 64 digits: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage. */
export async function writeLooseObject(
  objectDir: string,
  {
    type,
    content,
    nameDigits,
  }: {
    readonly type: 'blob' | 'commit' | 'tree';
    readonly content: Buffer;
    readonly nameDigits: number;
  },
): Promise<string> {
  const object = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const name = createHash(nameDigits === 64 ? 'sha256' : 'sha1')
    .update(object)
    .digest('hex');
  const folder = join(objectDir, name.slice(0, 2));
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name.slice(2)), deflateSync(object));
  } catch (error) {
    throw writeError([], error);
  }
  return name;
}
