// Decides the table of directories by kinds of edits: which rows it has, what each cell counts, and what the reader should see in it.
import { type HeatLegend, scaleShades } from '#components/charts/heat-shades.ts';
import { formatPlural } from '#components/ui/format-count.ts';
import { directoryOf } from '#lib/domain/directory.ts';
import { FILE_KINDS, type FileKind } from '#lib/domain/file-kind.ts';
import type { FileChange } from '#lib/domain/measurement.ts';

export interface HeatColumn {
  readonly kind: FileKind;
  readonly label: string;
  /** Files. */
  readonly total: number;
}

export interface HeatRow {
  /** Null: all that have no row of their own. */
  readonly directory: string | null;
  readonly label: string;
  /** Files of each kind, in the order of the columns. */
  readonly files: readonly number[];
  readonly total: number;
}

export interface TabulatedHeat {
  /** Only kinds that some file has. */
  readonly columns: readonly HeatColumn[];
  /** Every directory that has files, most files first. */
  readonly rows: readonly (HeatRow & { readonly directory: string })[];
}

export interface Heat {
  readonly finding: string;
  /** How many rows there are of how many. */
  readonly extent: string;
  /** Only kinds that some file has, most files first: what there is most of is in sight, however narrow the screen. */
  readonly columns: readonly HeatColumn[];
  /** Most files first; at the end those without a row of their own. */
  readonly rows: readonly HeatRow[];
  readonly total: number;
  readonly legend: HeatLegend;
}

const rowCount = 12;

type CountedFile = Pick<FileChange, 'path' | 'kind'>;

export function tabulateHeat(files: readonly CountedFile[]): TabulatedHeat {
  const counts = new Map<string, Map<FileKind, number>>();
  for (const { path, kind } of files) {
    const directory = directoryOf(path);
    const ofDirectory = counts.get(directory) ?? new Map<FileKind, number>();
    ofDirectory.set(kind, (ofDirectory.get(kind) ?? 0) + 1);
    counts.set(directory, ofDirectory);
  }
  const columns = FILE_KINDS.flatMap(({ id, label }) => {
    const total = files.filter(({ kind }) => kind === id).length;
    return total === 0 ? [] : [{ kind: id, label, total }];
  });
  const rows = [...counts]
    .map(([directory, ofDirectory]) => {
      const row = columns.map(({ kind }) => ofDirectory.get(kind) ?? 0);
      const label = directory === '.' ? 'top folder' : directory;
      return { directory, label, files: row, total: sum(row) };
    })
    .toSorted((a, b) => b.total - a.total || (a.directory < b.directory ? -1 : 1));
  return { columns, rows };
}

export function prepareHeat(files: readonly CountedFile[]): Heat {
  const { columns, rows: all } = orderByTotal(tabulateHeat(files));
  // One more in a row of its own costs no more room than a row that says it is left out.
  const shown = all.length <= rowCount + 1 ? all : all.slice(0, rowCount);
  const rest = all.slice(shown.length);
  const restRow: HeatRow = {
    directory: null,
    label: `${rest.length} others`,
    files: columns.map((_, index) => sum(rest.map((row) => row.files[index] ?? 0))),
    total: sum(rest.map(({ total }) => total)),
  };
  return {
    finding: describeLargest(shown, columns, files.length),
    extent:
      rest.length === 0
        ? `All ${formatPlural(all.length, 'directory', 'directories')}, by their files.`
        : `The ${shown.length} directories of ${all.length} with most files; with all below them.`,
    columns,
    rows: rest.length === 0 ? shown : [...shown, restRow],
    total: files.length,
    // The rest is no place: its sums must not make every other cell pale.
    legend: scaleShades(Math.max(0, ...shown.flatMap((row) => row.files))),
  };
}

function orderByTotal({ columns, rows }: TabulatedHeat): TabulatedHeat {
  const order = columns
    .map(({ total }, place) => ({ total, place }))
    .toSorted((a, b) => b.total - a.total)
    .map(({ place }) => place);
  return {
    columns: order.flatMap((place) => columns[place] ?? []),
    rows: rows.map((row) => ({ ...row, files: order.map((place) => row.files[place] ?? 0) })),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((whole, value) => whole + value, 0);
}

/** "Most of one kind in one place: 21 constraint-only edits of 133 files are in src/net." */
function describeLargest(
  rows: readonly HeatRow[],
  columns: readonly HeatColumn[],
  total: number,
): string {
  const cells = rows.flatMap((row) =>
    columns.map((column, index) => ({ row, column, files: row.files[index] ?? 0 })),
  );
  const [largest] = cells.toSorted((a, b) => b.files - a.files);
  if (largest === undefined) return 'No file is changed.';
  const { row, column, files } = largest;
  return `${files} of ${formatPlural(total, 'file')} are of one kind in one place: ${column.label}, in ${row.label}.`;
}
