// How many places of a file git could not merge: the regions between conflict markers that a rehearsal left in the merged file.
import { listChangedPaths } from './list-changed-paths.ts';
import type { MergeLabels } from './merge-tree-answer.ts';
import { readObjects } from './object-reader.ts';
import type { RehearsedMerge } from './rehearse-merge.ts';
import type { GitRepository } from './run-git.ts';

/** Of a larger file the regions are not counted. */
const MAX_MERGED_BYTES = 64 * 1024 * 1024;
/** So many files are in memory at a time. */
const READ_AT_ONCE = 8;

/**
 * By path. A path that git left no markers in is not in the map: one side deleted it, it is binary, a submodule, or only its
 * name is in dispute. The opening marker names the rehearsal's own commit, so no line of a file can be taken for one.
 * `scratch` must still hold the rehearsal's objects. Throws GitError.
 */
export async function countConflictRegions(
  scratch: GitRepository,
  merge: RehearsedMerge,
): Promise<ReadonlyMap<string, number>> {
  const regions = new Map<string, number>();
  if (merge.conflicts.length === 0) return regions;
  // A file with markers differs from every version that went in. Of a file that was renamed as well, git's types do not say
  // whether it has any.
  const changes = await listChangedPaths(scratch, merge.oursTree, merge.tree);
  const versionOf = new Map(changes.map(({ path, to }) => [path, to]));
  const places = merge.conflicts.flatMap(({ path, pathsInTree }) =>
    pathsInTree.flatMap((place) => {
      const oid = versionOf.get(place)?.oid;
      return oid === undefined ? [] : [{ path, oid }];
    }),
  );
  for (let from = 0; from < places.length; from += READ_AT_ONCE) {
    const turn = places.slice(from, from + READ_AT_ONCE);
    const oids = turn.map(({ oid }) => oid);
    for (const [index, merged] of (await readObjects(scratch, oids, MAX_MERGED_BYTES)).entries()) {
      const path = turn[index]?.path;
      if (merged?.type !== 'blob' || path === undefined) continue;
      if (merged.content.length < merged.sizeBytes) continue;
      const count = countMarkers(merged.content, merge.labels);
      if (count > 0) regions.set(path, (regions.get(path) ?? 0) + count);
    }
  }
  return regions;
}

/** "<<<<<<< <ours>", or "<<<<<<< <ours>:old/path" where a rename is in play; longer markers where the file has such lines. */
function countMarkers(content: Buffer, { ours }: MergeLabels): number {
  const label = Buffer.from(` ${ours}`);
  let count = 0;
  for (let at = content.indexOf(label); at >= 0; at = content.indexOf(label, at + 1)) {
    let start = at;
    while (start > 0 && content[start - 1] === 0x3c) start -= 1;
    if (at - start >= 7 && (start === 0 || content[start - 1] === 0x0a)) count += 1;
  }
  return count;
}
