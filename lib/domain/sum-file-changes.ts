// Adds file changes up into the aggregates that pages read.
import { FILE_KINDS } from './file-kind.ts';
import type {
  FileChange,
  KindCount,
  LineCount,
  PatchCount,
  SubsystemCount,
} from './measurement.ts';
import { SUBSYSTEMS } from './subsystem.ts';

export interface PatchSums {
  readonly patch: PatchCount;
  /** The part in files that upstream owns: modified, renamed, deleted. */
  readonly touch: LineCount;
  /** In their defined order; only kinds that have files. */
  readonly kinds: readonly KindCount[];
  /** In their defined order; only subsystems that have files. */
  readonly subsystems: readonly SubsystemCount[];
}

/** A file whose lines were not measured counts as a file, and in no line. */
export function sumFileChanges(files: readonly FileChange[]): PatchSums {
  const withStatus = (status: FileChange['status']): number =>
    files.filter((file) => file.status === status).length;
  const touched = files.filter((file) => file.status !== 'added');
  return {
    patch: {
      ...sumLines(files),
      added: withStatus('added'),
      modified: withStatus('modified'),
      deleted: withStatus('deleted'),
      renamed: withStatus('renamed'),
    },
    touch: sumLines(touched),
    kinds: FILE_KINDS.flatMap(({ id: kind }) => {
      const ofKind = files.filter((file) => file.kind === kind);
      return ofKind.length === 0 ? [] : [{ kind, ...sumLines(ofKind) }];
    }),
    subsystems: SUBSYSTEMS.flatMap((subsystem) => {
      const inIt = files.filter((file) => file.subsystem === subsystem);
      if (inIt.length === 0) return [];
      const touch = sumLines(inIt.filter((file) => file.status !== 'added'));
      return [{ subsystem, ...sumLines(inIt), touch }];
    }),
  };
}

function sumLines(files: readonly FileChange[]): LineCount {
  return {
    files: files.length,
    insertions: files.reduce((sum, file) => sum + (file.insertions ?? 0), 0),
    deletions: files.reduce((sum, file) => sum + (file.deletions ?? 0), 0),
  };
}
