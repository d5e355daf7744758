// Reads many objects through one `git cat-file --batch`, in bounded memory.
import { classifyStderr, GitError, type GitFailureKind } from './git-error.ts';
import { killGroup, runGit, spawnGit, type GitRepository } from './run-git.ts';

const OBJECT_TYPES = ['blob', 'tree', 'commit', 'tag'] as const;

export interface GitObject {
  readonly oid: string;
  readonly type: (typeof OBJECT_TYPES)[number];
  /** Whole size, also where `content` is cut. */
  readonly sizeBytes: number;
  /** The first `maxBytes` of it. */
  readonly content: Buffer;
}

export interface ObjectReader {
  /** The object, or null when the repository lacks it. `name` is an object name or a full ref. Throws GitError when git ends. */
  readonly read: (name: string) => Promise<GitObject | null>;
  readonly close: () => void;
}

interface Waiting {
  readonly name: string;
  readonly resolve: (object: GitObject | null) => void;
  readonly reject: (error: unknown) => void;
}

const DEFAULT_MAX_BYTES = 4 * 1024 * 1024;

/**
 * The answer to a name is "<oid> <type> <size>\n<content>\n", or "<name> missing\n".
 * Names are written a line each, so they must hold no newline; object names and ref names never do.
 */
export function openObjectReader(
  repository: GitRepository,
  maxBytes: number = DEFAULT_MAX_BYTES,
): ObjectReader {
  const args = ['cat-file', '--batch'];
  const child = spawnGit(repository, { args });
  const queue: Waiting[] = [];
  let stderr = '';
  let header = '';
  let object: Omit<GitObject, 'content'> | null = null;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let left = 0;

  const finish = (result: GitObject | null): void => queue.shift()?.resolve(result);
  const takeHeader = (): void => {
    const read = readHeader(header);
    if (!read) {
      finish(null);
    } else {
      object = read;
      kept = [];
      keptBytes = 0;
      // The newline after the content is read as part of it.
      left = object.sizeBytes + 1;
    }
    header = '';
  };
  child.stdout?.on('data', (chunk: Buffer) => {
    let start = 0;
    while (start < chunk.length) {
      if (!object) {
        const newline = chunk.indexOf(0x0a, start);
        header += chunk.toString('latin1', start, newline < 0 ? chunk.length : newline);
        if (newline < 0) return;
        start = newline + 1;
        takeHeader();
        continue;
      }
      const part = chunk.subarray(start, start + left);
      const room = Math.min(maxBytes, object.sizeBytes) - keptBytes;
      if (room > 0) {
        kept.push(Buffer.from(part.subarray(0, room)));
        keptBytes += Math.min(room, part.length);
      }
      left -= part.length;
      start += part.length;
      if (left === 0) {
        const content = Buffer.concat(kept);
        const done = { ...object, content };
        object = null;
        finish(done);
      }
    }
  });
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (text: string) => {
    stderr = (stderr + text).slice(-4096);
  });
  child.stdin?.on('error', () => undefined);

  let ended: GitError | null = null;
  const fail = (failureKind: GitFailureKind, exitCode: number | null, cause?: unknown): void => {
    ended ??= new GitError({ failureKind, args, exitCode, stderr, cause });
    for (const waiting of queue.splice(0)) waiting.reject(ended);
  };
  child.once('error', (error) => fail('not-started', null, error));
  child.once('close', (code) => fail(classifyStderr(stderr), code));

  return {
    read: (name) =>
      new Promise((resolve, reject) => {
        if (ended) {
          reject(ended);
          return;
        }
        if (/[\n\0]/.test(name)) {
          reject(new Error('An object name holds no newline.'));
          return;
        }
        queue.push({ name, resolve, reject });
        child.stdin?.write(`${name}\n`);
      }),
    close: () => {
      // Once it has ended its number may be another's.
      if (ended) return;
      killGroup(child);
      // At once: an answer that is on its way must not come after it.
      fail('aborted', null);
    },
  };
}

/** What is larger is not read in one run. */
const MAX_TOGETHER_BYTES = 16 * 1024 * 1024;

/** Of a few objects, in their order, at least `maxBytes` of each. `oids` are names of objects alone. Throws GitError. */
export async function readObjects(
  repository: GitRepository,
  oids: readonly string[],
  maxBytes: number,
): Promise<readonly (GitObject | null)[]> {
  if (oids.length === 0) return [];
  try {
    const { stdout } = await runGit(repository, {
      args: ['cat-file', '--batch'],
      stdin: oids.map((oid) => `${oid}\n`).join(''),
      maxStdoutBytes: MAX_TOGETHER_BYTES,
    });
    return splitObjects(stdout, oids);
  } catch (error) {
    if (!(error instanceof GitError) || error.failureKind !== 'too-much-output') throw error;
    const reader = openObjectReader(repository, maxBytes);
    try {
      return await Promise.all(oids.map(reader.read));
    } finally {
      reader.close();
    }
  }
}

function splitObjects(stdout: Buffer, oids: readonly string[]): readonly (GitObject | null)[] {
  let start = 0;
  return oids.map(() => {
    const lineEnd = stdout.indexOf(0x0a, start);
    if (lineEnd < 0) throw new Error('git ended in the middle of a list of objects.');
    const header = readHeader(stdout.toString('latin1', start, lineEnd));
    start = lineEnd + 1;
    if (!header) return null;
    const content = stdout.subarray(start, start + header.sizeBytes);
    start += header.sizeBytes + 1;
    return { ...header, content };
  });
}

/** "<oid> <type> <size>". A name may look like anything, so only a header that fits to its end is one of an object. */
function readHeader(header: string): Omit<GitObject, 'content'> | null {
  const [, oid = '', typeName, size] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(header) ?? [];
  const type = OBJECT_TYPES.find((known) => known === typeName);
  return type === undefined ? null : { oid, type, sizeBytes: Number(size) };
}
