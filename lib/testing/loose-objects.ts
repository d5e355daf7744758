// Loose objects as git writes and reads them: a start of git takes many times as long as all that is done here.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';

import { hasCode } from '#lib/domain/has-code.ts';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

export interface LooseObject {
  readonly type: string;
  readonly content: Buffer;
}

/** Returns the object's sha. */
export function writeLooseObject(
  gitDir: string,
  type: ObjectType,
  content: string | Buffer,
): string {
  const object = formatObject(type, content);
  const sha = hash(object);
  const file = looseFile(gitDir, sha);
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(file, deflateSync(object, { level: 1 }), { flag: 'wx', mode: 0o444 });
  } catch (error) {
    // It is there already.
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  return sha;
}

/** Null when there is none, or it is packed. */
export function readLooseObject(gitDir: string, sha: string): LooseObject | null {
  const bytes = readIfThere(looseFile(gitDir, sha));
  if (bytes === null) return null;
  const object = inflateSync(bytes);
  const end = object.indexOf(0);
  const [type = ''] = object.toString('latin1', 0, end).split(' ');
  return { type, content: object.subarray(end + 1) };
}

export function shaOfBlob(content: string | Buffer): string {
  return hash(formatObject('blob', content));
}

export function looseFile(gitDir: string, sha: string): string {
  return path.join(gitDir, 'objects', sha.slice(0, 2), sha.slice(2));
}

export function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

function formatObject(type: ObjectType, content: string | Buffer): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
}

function hash(object: Buffer): string {
  return createHash('sha1').update(object).digest('hex');
}
