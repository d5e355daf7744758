// Reads the entries of `git diff --raw -z`: one for each changed file, with one path or, for renames and copies, two.
import { splitNul } from './split-nul.ts';

export interface RawEntry {
  /** As git prints it: A, M, D, T, or R and C with a similarity in per cent, e.g. "R087". */
  readonly status: string;
  /** The new path; the old one for a deletion. */
  readonly pathBytes: Buffer;
  /** Renames and copies only. */
  readonly previousBytes: Buffer | null;
  readonly modes: readonly [string, string];
  readonly oids: readonly [string, string];
}

/** ":100644 100644 <oid> <oid> M NUL src/a.go NUL", or with R or C two paths, the old one first. */
export function parseRawEntries(stdout: Buffer): RawEntry[] {
  const fields = splitNul(stdout);
  const entries: RawEntry[] = [];
  for (let index = 0; index < fields.length;) {
    const header = parseRawHeader(fields[index] ?? Buffer.alloc(0));
    const count = rawPathCount(header);
    entries.push(rawEntry(header, fields.slice(index + 1, index + 1 + count)));
    index += 1 + count;
  }
  return entries;
}

/** The fields between the colon and the NUL. */
export function parseRawHeader(field: Buffer): readonly string[] {
  return field.toString('latin1').slice(1).split(' ');
}

/** How many paths follow a header. */
export function rawPathCount(header: readonly string[]): 1 | 2 {
  return /^[RC]/.test(header[4] ?? '') ? 2 : 1;
}

export function rawEntry(header: readonly string[], paths: readonly Buffer[]): RawEntry {
  const [oldMode = '', newMode = '', oldOid = '', newOid = '', status = ''] = header;
  const [first, second] = paths;
  if (!first || status === '' || paths.length !== rawPathCount(header)) {
    throw new Error('git ended in the middle of a list of changes.');
  }
  return {
    status,
    // A copy of the bytes: the chunk they stand in is large and would be kept alive.
    pathBytes: Buffer.from(second ?? first),
    previousBytes: second ? Buffer.from(first) : null,
    modes: [oldMode, newMode],
    oids: [oldOid, newOid],
  };
}
