// Decides which files of a patch are shown, and in which order; what the URL says that is no choice counts as none.
import { directoryOf } from '#lib/domain/directory.ts';
import type { FileChange, FileStatus } from '#lib/domain/measurement.ts';
import { subsystemSlug } from '#lib/domain/subsystem.ts';

export const fileSorts = ['git', 'path', 'lines', 'added', 'deleted', 'copied'] as const;
/** "git": the order in which git lists them. The others but "path" start with the largest. */
export type FileSort = (typeof fileSorts)[number];

export const fileStatuses: readonly FileStatus[] = ['added', 'modified', 'deleted', 'renamed'];

/** Empty text or null: every file passes. */
export interface FileChoice {
  readonly q: string;
  /** Slugs, so that "go command" needs no escaping in a URL. */
  readonly subsystem: string | null;
  /** As `directoryOf` tells it. */
  readonly directory: string | null;
  readonly kind: string | null;
  readonly status: string | null;
  readonly sort: FileSort;
}

export interface FileRow extends FileChange {
  /** On the fork at head; null where it has no address or is deleted. */
  readonly headUrl: string | null;
  /** On upstream at base; null for what upstream does not have. */
  readonly baseUrl: string | null;
  /** On upstream, where it was copied from. */
  readonly copiedUrl: string | null;
}

export function chooseFiles<Row extends FileChange>(
  rows: readonly Row[],
  choice: FileChoice,
): readonly Row[] {
  const words = choice.q.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.filter(
    (row) =>
      (choice.subsystem === null || subsystemSlug(row.subsystem) === choice.subsystem) &&
      (choice.directory === null || directoryOf(row.path) === choice.directory) &&
      (choice.kind === null || row.kind === choice.kind) &&
      (choice.status === null || row.status === choice.status) &&
      words.every((word) => searchText(row).includes(word)),
  );
  return sortFiles(shown, choice.sort);
}

/** Every path that belongs to the row can be found by. */
function searchText(row: FileChange): string {
  return `${row.path}\n${row.previousPath ?? ''}\n${row.copiedFrom?.path ?? ''}`.toLowerCase();
}

function sortFiles<Row extends FileChange>(rows: readonly Row[], sort: FileSort): readonly Row[] {
  if (sort === 'git') return rows;
  if (sort === 'path') return rows.toSorted((a, b) => compareText(a.path, b.path));
  // Not measured comes last: it is not 0, and not the largest either.
  return rows.toSorted((a, b) => (rankOf(b, sort) ?? -1) - (rankOf(a, sort) ?? -1));
}

function rankOf(row: FileChange, sort: Exclude<FileSort, 'git' | 'path'>): number | null {
  if (sort === 'added') return row.insertions;
  if (sort === 'deleted') return row.deletions;
  if (sort === 'copied') return row.copiedFrom?.similarity ?? null;
  return row.insertions === null || row.deletions === null ? null : row.insertions + row.deletions;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
