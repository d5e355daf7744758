// Reads the patch of single files of a rebase for pages that show them: each is git's own, paired with its old name as the numbers are.
import { keepHunks } from '#lib/domain/patch-hunks.ts';
import type { PatchReading } from '#lib/domain/patch-reading.ts';
import type { VersionPair } from '#lib/git/count-lines.ts';
import { diffTrees } from '#lib/git/diff-trees.ts';
import { versionOf } from '#lib/git/list-changed-paths.ts';
import { type ObjectReader, openObjectReader } from '#lib/git/object-reader.ts';
import { readFilePatch } from '#lib/git/read-file-patch.ts';
import type { GitRepository } from '#lib/git/run-git.ts';
import { withTemporaryObjects } from '#lib/git/temporary-objects.ts';

import { MAX_SHOWN_FILE_BYTES, readVersion, withoutNul } from './read-version.ts';

export interface PatchesQuestion {
  readonly base: string;
  readonly head: string;
  /** As the measurement of the same commits names them. */
  readonly paths: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * Calls `take` with the reading of each path that is in the patch, in the order asked for. A file whose blob the repository
 * lacks is read as such. Deterministic for one version of git; the repository is only read. Throws GitError, and then
 * nothing is known of the paths that were not taken.
 */
export async function readPatches(
  repository: GitRepository,
  { base, head, paths, signal }: PatchesQuestion,
  take: (path: string, reading: PatchReading) => Promise<void>,
): Promise<void> {
  const pairs = await pairVersions(repository, base, head);
  await withTemporaryObjects(repository, async (scratch) => {
    const reader = openObjectReader(scratch, MAX_SHOWN_FILE_BYTES + 1);
    try {
      for (const path of paths) {
        const pair = pairs.get(path);
        if (pair === undefined) continue;
        const isGo = path.endsWith('.go');
        const found = { scratch, reader, isGo, ...(signal === undefined ? {} : { signal }) };
        await take(path, await describePair(found, pair));
      }
    } finally {
      reader.close();
    }
  });
}

/** By new path; of a deletion by the old one. */
async function pairVersions(
  repository: GitRepository,
  base: string,
  head: string,
): Promise<ReadonlyMap<string, VersionPair>> {
  const { changes, unreadable } = await diffTrees(repository, base, head);
  return new Map<string, VersionPair>([
    ...changes.map(({ path, oldMode, oldOid, newMode, newOid }) => {
      const pair = { from: versionOf(oldMode, oldOid), to: versionOf(newMode, newOid) };
      return [path, pair] as const;
    }),
    ...unreadable.map(({ path, from, to }) => [path, { from, to }] as const),
  ]);
}

async function describePair(
  {
    scratch,
    reader,
    isGo,
    signal,
  }: {
    readonly scratch: GitRepository;
    readonly reader: ObjectReader;
    readonly isGo: boolean;
    readonly signal?: AbortSignal;
  },
  pair: VersionPair,
): Promise<PatchReading> {
  const base = await readVersion(reader, pair.from);
  const head = await readVersion(reader, pair.to);
  const versions = { base: base.facts, head: head.facts };
  const hasLines = [base, head].every(({ facts }) => !LINELESS.has(facts.kind));
  if (!hasLines) return { versions, sums: null, hunks: [], cutHunks: 0 };
  const hunks = await readFilePatch(scratch, pair, signal);
  const storable = hunks.map((hunk) => ({
    ...hunk,
    heading: withoutNul(hunk.heading),
    lines: hunk.lines.map((line) => ({ ...line, text: withoutNul(line.text) })),
  }));
  const texts = { base: base.text?.lines ?? null, head: head.text?.lines ?? null };
  return { versions, ...keepHunks(storable, texts, isGo) };
}

const LINELESS: ReadonlySet<string> = new Set(['binary', 'large', 'missing']);
