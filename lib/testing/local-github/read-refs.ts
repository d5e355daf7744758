// The refs of a repository from its files, as git keeps them: a run of git for each question takes longer than git's answer.
// https://git-scm.com/docs/gitrepository-layout
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** `name` holds one character for each byte (`latin1`): git does not demand UTF-8 of ref names. */
export interface VisibleRef {
  readonly name: string;
  readonly sha: string;
}

export interface StoredRefs {
  /** In no order. */
  readonly refs: readonly VisibleRef[];
  /** Full name of the branch that HEAD points to; null when it points to none. */
  readonly head: string | null;
}

/**
 * As `git for-each-ref` and `git symbolic-ref -q HEAD` say it. Throws when they cannot be read, or are kept in another way
 * than in files. In one go: of a branch and a tag that a test of the same process makes one after the other, no listing
 * shows the branch before the tag because it was interrupted.
 */
export function readRefs(gitDir: string): StoredRefs {
  const head = readFileSync(path.join(gitDir, 'HEAD'), 'latin1');
  if (head.startsWith('ref: refs/heads/.invalid')) {
    throw new Error(`The refs of ${gitDir} are not kept in files.`);
  }
  // Before the packed ones, as git does it: a ref that is being packed is in both or in the packed ones.
  const loose = readLoose(gitDir, 'refs');
  const packed = parsePackedRefs(ifThere(() => readFileSync(path.join(gitDir, 'packed-refs'))));
  const contents = new Map([...packed, ...loose]);
  const refs = [...contents.keys()].flatMap((name) => {
    const sha = follow(contents, name);
    return sha === null ? [] : [{ name, sha }];
  });
  return { refs, head: targetOf(head) };
}

/** Each file below `refs` with what is in it. */
function readLoose(
  gitDir: string,
  folder: string,
): readonly (readonly [name: string, content: string])[] {
  const placeOf = (name: string): Buffer =>
    Buffer.concat([Buffer.from(`${gitDir}/`), Buffer.from(name, 'latin1')]);
  const options = { encoding: 'buffer', withFileTypes: true } as const;
  const entries = ifThere(() => readdirSync(placeOf(folder), options)) ?? [];
  return entries.flatMap((entry) => {
    const name = `${folder}/${entry.name.toString('latin1')}`;
    if (entry.isDirectory()) return readLoose(gitDir, name);
    if (name.endsWith('.lock')) return [];
    const content = ifThere(() => readFileSync(placeOf(name)))?.toString('latin1') ?? '';
    return content === '' ? [] : [[name, content.trimEnd()] as const];
  });
}

/** Null when it is gone, or never was. */
function ifThere<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
    throw error;
  }
}

// # pack-refs with: peeled fully-peeled sorted
// 4e693d1ec52c86b262ac23f0d6cee6b60fef4fb0 refs/tags/go1.26.1
// ^f2cd93aa05fd2ee4a3d4d5a7a1bd1a6b4b3e1bd5
function parsePackedRefs(
  bytes: Buffer | null,
): readonly (readonly [name: string, content: string])[] {
  return (bytes ?? '')
    .toString('latin1')
    .split('\n')
    .flatMap((line) => {
      const space = line.indexOf(' ');
      if (space < 0 || line.startsWith('#') || line.startsWith('^')) return [];
      return [[line.slice(space + 1), line.slice(0, space)] as const];
    });
}

/** Through refs that only name another; null where none of them names an object. */
function follow(contents: ReadonlyMap<string, string>, name: string, depth = 0): string | null {
  const content = contents.get(name);
  if (content === undefined || depth > MOST_STEPS) return null;
  const target = targetOf(content);
  if (target !== null) return follow(contents, target, depth + 1);
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(content) && !/^0+$/.test(content) ? content : null;
}

const MOST_STEPS = 5;

// ref: refs/heads/master
function targetOf(content: string): string | null {
  return /^ref:\s*(?<target>.*\S)/s.exec(content)?.groups?.['target'] ?? null;
}
