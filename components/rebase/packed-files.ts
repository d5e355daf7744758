// What a browser is sent of the files of a patch: rows without the names of their fields, which would be most of the page.
import type { FileChange } from '#lib/domain/measurement.ts';

type Rest = Pick<FileChange, 'previousPath' | 'binary' | 'unmeasuredReason' | 'copiedFrom'>;

type PackedFile = readonly [
  path: string,
  /** Places in the lists beside them. */
  status: number,
  subsystem: number,
  kind: number,
  insertions: number | null,
  deletions: number | null,
  /** What few files have; left out where all of it is nothing. */
  rest?: Rest,
];

export interface PackedFiles {
  readonly statuses: readonly FileChange['status'][];
  readonly subsystems: readonly FileChange['subsystem'][];
  readonly kinds: readonly FileChange['kind'][];
  readonly files: readonly PackedFile[];
}

export function packFiles(files: readonly FileChange[]): PackedFiles {
  const statuses = [...new Set(files.map(({ status }) => status))];
  const subsystems = [...new Set(files.map(({ subsystem }) => subsystem))];
  const kinds = [...new Set(files.map(({ kind }) => kind))];
  return {
    statuses,
    subsystems,
    kinds,
    files: files.map(({ path, status, subsystem, kind, insertions, deletions, ...rest }) => {
      const packed = [
        path,
        statuses.indexOf(status),
        subsystems.indexOf(subsystem),
        kinds.indexOf(kind),
        insertions,
        deletions,
      ] as const;
      return isNothing(rest) ? packed : [...packed, rest];
    }),
  };
}

export function unpackFiles({ statuses, subsystems, kinds, files }: PackedFiles): FileChange[] {
  return files.map(([path, statusAt, subsystemAt, kindAt, insertions, deletions, rest]) => {
    const [status, subsystem, kind] = [statuses[statusAt], subsystems[subsystemAt], kinds[kindAt]];
    if (status === undefined || subsystem === undefined || kind === undefined) {
      throw new Error(`${path} was packed otherwise.`);
    }
    return { path, status, subsystem, kind, insertions, deletions, ...nothing, ...rest };
  });
}

const nothing: Rest = {
  previousPath: null,
  binary: false,
  unmeasuredReason: null,
  copiedFrom: null,
};

function isNothing({ previousPath, binary, unmeasuredReason, copiedFrom }: Rest): boolean {
  return previousPath === null && !binary && unmeasuredReason === null && copiedFrom === null;
}
