// Reads one version of a file for a page that shows its lines, or says why they cannot be shown.
import type { VersionFacts } from '#lib/domain/conflict-reading.ts';
import { isSubmodule } from '#lib/git/count-lines.ts';
import { isBinary } from '#lib/git/merge-files.ts';
import type { FileVersion } from '#lib/git/merge-tree-answer.ts';
import type { ObjectReader } from '#lib/git/object-reader.ts';
import { splitLines } from '#lib/git/read-merged-file.ts';

/** Of a larger file nothing is shown but its size. */
export const MAX_SHOWN_FILE_BYTES = 2 * 1024 * 1024;

export interface Version {
  readonly facts: VersionFacts;
  /** Null: there is no text to show. */
  readonly text: { readonly oid: string; readonly lines: readonly string[] } | null;
}

/** `reader` must read one byte more than is shown at most. Throws GitError. */
export async function readVersion(
  reader: ObjectReader,
  version: FileVersion | null,
): Promise<Version> {
  if (version === null) return { facts: { kind: 'absent' }, text: null };
  const { mode, oid } = version;
  if (isSubmodule(version)) return { facts: { kind: 'submodule', commit: oid }, text: null };
  const object = await reader.read(oid);
  if (object?.type !== 'blob') return { facts: { kind: 'missing', mode, oid }, text: null };
  const { content, sizeBytes: bytes } = object;
  if (isBinary(object)) return { facts: { kind: 'binary', mode, bytes }, text: null };
  if (bytes > MAX_SHOWN_FILE_BYTES) return { facts: { kind: 'large', mode, bytes }, text: null };
  const lines = splitLines(content).map(withoutNul);
  return { facts: { kind: 'text', mode, lines: lines.length }, text: { oid, lines } };
}

/** Postgres stores no NUL in text: where one stands far inside a file its picture is shown. */
export function withoutNul(line: string): string {
  return line.replaceAll('\0', '\u2400');
}
