// Reads the text of the conflicts of a rehearsal: git merges once more, and what is shown is cut from what git wrote.
import type { LineChange, MergedItem } from '#lib/domain/align-versions.ts';
import {
  changePlaces,
  conflictPlaces,
  type CutPlaces,
  regionPlaces,
} from '#lib/domain/conflict-places.ts';
import type { ConflictReading, LineSums, Side } from '#lib/domain/conflict-reading.ts';
import { compareBlobs } from '#lib/git/compare-blobs.ts';
import { isSubmodule } from '#lib/git/count-lines.ts';
import { listChangedPaths } from '#lib/git/list-changed-paths.ts';
import type { FileVersion, MergeConflict, MergeLabels } from '#lib/git/merge-tree-answer.ts';
import { type ObjectReader, openObjectReader } from '#lib/git/object-reader.ts';
import { readMergedFile } from '#lib/git/read-merged-file.ts';
import { createMergeRehearser } from '#lib/git/rehearse-merge.ts';
import type { GitRepository } from '#lib/git/run-git.ts';
import { withTemporaryObjects } from '#lib/git/temporary-objects.ts';

import { MAX_SHOWN_FILE_BYTES, readVersion, type Version, withoutNul } from './read-version.ts';
import { mergeOnto, type RehearsalInstruments, type RehearsalQuestion } from './rehearse.ts';

export type ConflictsQuestion = Omit<RehearsalQuestion, 'subsystemRules'>;

/**
 * Calls `take` with the reading of every path in conflict, one after the other. Deterministic for one version of git; the
 * repository is only read. Throws GitError, and then nothing is known of the paths that were not taken.
 */
export async function readConflicts(
  { repository, objects }: Pick<RehearsalInstruments, 'repository' | 'objects'>,
  { from, target, limits = {} }: ConflictsQuestion,
  take: (path: string, reading: ConflictReading) => Promise<void> | void,
): Promise<void> {
  await withTemporaryObjects(repository, async (scratch) => {
    const merge = await mergeOnto(createMergeRehearser(scratch, objects, limits), from, target);
    if (merge.conflicts.length === 0) return;
    // A file with markers differs from every version that went in.
    const changed = await listChangedPaths(scratch, merge.oursTree, merge.tree);
    const mergedVersions = new Map(changed.map(({ path, to }) => [path, to]));
    // Opened after the merge, which wrote some of what is read.
    const reader = openObjectReader(scratch, MAX_SHOWN_FILE_BYTES + 1);
    try {
      for (const conflict of merge.conflicts) {
        const reading = { scratch, reader, labels: merge.labels, mergedVersions, ...limits };
        await take(conflict.path, await describeConflict(reading, conflict));
      }
    } finally {
      reader.close();
    }
  });
}

interface Reading {
  readonly scratch: GitRepository;
  readonly reader: ObjectReader;
  readonly labels: MergeLabels;
  readonly mergedVersions: ReadonlyMap<string, FileVersion | null>;
  readonly signal?: AbortSignal;
}

type Versions = Readonly<Record<Side, Version>>;

async function describeConflict(
  reading: Reading,
  conflict: MergeConflict,
): Promise<ConflictReading> {
  const { base, ours, theirs } = conflict.stages;
  const versions = {
    base: await readVersion(reading.reader, base),
    upstream: await readVersion(reading.reader, ours),
    port: await readVersion(reading.reader, theirs),
  };
  const changes = {
    upstream: await compare(reading, versions.base, versions.upstream),
    port: await compare(reading, versions.base, versions.port),
  };
  const items = await readItems(reading, conflict, versions);
  const { places, cutPlaces } = findPlaces(versions, changes, items, conflict.path.endsWith('.go'));
  return {
    versions: {
      base: versions.base.facts,
      upstream: versions.upstream.facts,
      port: versions.port.facts,
    },
    changes: { upstream: sumsOf(changes.upstream), port: sumsOf(changes.port) },
    places: [...places],
    cutPlaces,
  };
}

function findPlaces(
  { base, upstream, port }: Versions,
  changes: Readonly<Record<'upstream' | 'port', readonly LineChange[] | null>>,
  items: readonly MergedItem[] | null,
  isGo: boolean,
): CutPlaces {
  if (items?.some(({ kind }) => kind === 'region')) {
    const texts = { upstream: upstream.text?.lines ?? null, port: port.text?.lines ?? null };
    const whole =
      base.text && texts.upstream && texts.port && changes.upstream && changes.port
        ? conflictPlaces(
            {
              base: base.text.lines,
              upstream: texts.upstream,
              port: texts.port,
              upstreamChanges: changes.upstream,
              portChanges: changes.port,
            },
            items,
            isGo,
          )
        : null;
    return whole ?? regionPlaces(items, texts, isGo);
  }
  const only = upstream.text && port.text ? null : upstream.text ? 'upstream' : 'port';
  const text = only === 'upstream' ? upstream.text : port.text;
  const change = only === null ? null : changes[only];
  if (only === null || base.text === null || text === null || change === null) {
    return { places: [], cutPlaces: 0 };
  }
  return changePlaces({ base: base.text.lines, side: only, text: text.lines }, change, isGo);
}

async function compare(
  { scratch, signal }: Reading,
  base: Version,
  side: Version,
): Promise<readonly LineChange[] | null> {
  if (base.text === null || side.text === null) return null;
  return await compareBlobs(scratch, base.text.oid, side.text.oid, signal);
}

/** Git's merged file. Null: git left none with markers at this path, or it is too large. */
async function readItems(
  { reader, labels, mergedVersions }: Reading,
  { pathsInTree }: MergeConflict,
  { upstream, port }: Versions,
): Promise<MergedItem[] | null> {
  for (const path of pathsInTree) {
    const to = mergedVersions.get(path) ?? null;
    if (to === null || isSubmodule(to)) continue;
    const object = await reader.read(to.oid);
    if (object?.type !== 'blob' || object.sizeBytes > MAX_SHOWN_FILE_BYTES) continue;
    const items = readMergedFile(object.content, labels, {
      ours: (lines) => isPartOf(upstream, lines),
      theirs: (lines) => isPartOf(port, lines),
    });
    if (items?.some(({ kind }) => kind === 'region')) return items.map(toItem);
  }
  return null;
}

function toItem(item: NonNullable<ReturnType<typeof readMergedFile>>[number]): MergedItem {
  return item.kind === 'line'
    ? { kind: 'line', text: withoutNul(item.text) }
    : { kind: 'region', upstream: item.ours.map(withoutNul), port: item.theirs.map(withoutNul) };
}

function isPartOf({ text }: Version, part: readonly string[]): boolean {
  const lines = text?.lines ?? [];
  const [first] = part;
  if (first === undefined) return true;
  return lines.some(
    (line, at) => line === first && part.every((other, index) => lines[at + index] === other),
  );
}

function sumsOf(changes: readonly LineChange[] | null): LineSums | null {
  if (changes === null) return null;
  return {
    insertions: changes.reduce((sum, { sideCount }) => sum + sideCount, 0),
    deletions: changes.reduce((sum, { baseCount }) => sum + baseCount, 0),
  };
}
