// Puts versions of files into a tree under numbers for names, so that git can compare them whatever their paths are.
import type { FileVersion } from './merge-tree-answer.ts';
import type { GitRepository } from './run-git.ts';
import { writeLooseObject } from './write-loose-object.ts';

/**
 * Each entry is "100644 0000007" NUL and the bytes of the object's name; names of one length come in the order git wants.
 * Writes to `temporaryObjectDir`, see withTemporaryObjects.
 */
export async function writeVersionTree(
  { temporaryObjectDir }: GitRepository,
  versions: readonly (FileVersion | null)[],
  nameDigits: number,
): Promise<string> {
  if (temporaryObjectDir === undefined)
    throw new Error('Trees to compare need a temporary folder.');
  const entries = versions.flatMap((version, index) => {
    if (!version) return [];
    const head = `${version.mode} ${String(index).padStart(9, '0')}\0`;
    return [Buffer.from(head), Buffer.from(version.oid, 'hex')];
  });
  const content = Buffer.concat(entries);
  return await writeLooseObject(temporaryObjectDir, { type: 'tree', content, nameDigits });
}
