// Decides what came, went, grew and shrank between two releases of a port, file by file and by subsystem.
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import type { FileKind } from '#lib/domain/file-kind.ts';
import type { FileChange } from '#lib/domain/measurement.ts';
import {
  COMPARED_SORTS,
  type ComparedSort,
  FILE_FATES,
  type FileFate,
  type PairRevisions,
} from '#lib/domain/release-pair.ts';
import {
  type Subsystem,
  SUBSYSTEM_SPELLINGS,
  SUBSYSTEMS,
  subsystemFromSlug,
  subsystemSlug,
} from '#lib/domain/subsystem.ts';

export interface ComparedFile {
  readonly path: string;
  readonly fate: FileFate;
  /** As the later has it, or the only one. */
  readonly subsystem: Subsystem;
  readonly kind: FileKind;
  /** Insertions and deletions. Null: not counted, and `unmeasuredReason` says why. A file that is not in the patch has 0. */
  readonly from: number | null;
  readonly to: number | null;
  /** Null: one of them is. */
  readonly delta: number | null;
  readonly unmeasuredReason: string | null;
}

/** Files are the same by their path: one that upstream moved went, and came. */
export function compareFiles(
  from: readonly FileChange[],
  to: readonly FileChange[],
): readonly ComparedFile[] {
  const before = new Map(from.map((file) => [file.path, file]));
  const after = new Map(to.map((file) => [file.path, file]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .toSorted()
    .flatMap((path) => compareFile(before.get(path) ?? null, after.get(path) ?? null));
}

function compareFile(before: FileChange | null, after: FileChange | null): ComparedFile[] {
  const shown = after ?? before;
  if (shown === null) return [];
  const from = linesOf(before);
  const to = linesOf(after);
  const delta = from === null || to === null ? null : to - from;
  return [
    {
      path: shown.path,
      fate: decideFate(before, after, delta),
      subsystem: shown.subsystem,
      kind: shown.kind,
      from,
      to,
      delta,
      unmeasuredReason: after?.unmeasuredReason ?? before?.unmeasuredReason ?? null,
    },
  ];
}

function decideFate(
  before: FileChange | null,
  after: FileChange | null,
  delta: number | null,
): FileFate {
  if (before === null) return 'came';
  if (after === null) return 'went';
  if (delta === null) return 'unknown';
  if (delta === 0) return 'same';
  return delta > 0 ? 'grew' : 'shrank';
}

function linesOf(file: FileChange | null): number | null {
  if (file === null) return 0;
  return file.insertions === null || file.deletions === null
    ? null
    : file.insertions + file.deletions;
}

export interface ComparedSums {
  readonly filesFrom: number;
  readonly filesTo: number;
  readonly linesFrom: number;
  readonly linesTo: number;
}

export interface ComparedSubsystem extends ComparedSums {
  readonly subsystem: Subsystem;
}

export interface Comparison {
  /** What happened, in one sentence. */
  readonly finding: string;
  readonly total: ComparedSums;
  /** Only those with files, the largest change of lines first. */
  readonly subsystems: readonly ComparedSubsystem[];
  readonly counts: Readonly<Record<FileFate, number>>;
  /** Files whose lines were not counted in one of the two: no sum holds those. */
  readonly uncounted: number;
  /** By path. */
  readonly files: readonly ComparedFile[];
}

export function prepareComparison(
  from: { readonly release: string; readonly files: readonly FileChange[] },
  to: { readonly release: string; readonly files: readonly FileChange[] },
): Comparison {
  const files = compareFiles(from.files, to.files);
  const total = sumSides(from.files, to.files);
  const count = (fate: FileFate) => files.filter((file) => file.fate === fate).length;
  const counts = {
    came: count('came'),
    went: count('went'),
    grew: count('grew'),
    shrank: count('shrank'),
    unknown: count('unknown'),
    same: count('same'),
  };
  const subsystems = SUBSYSTEMS.map((subsystem) => {
    const within = (file: FileChange) => file.subsystem === subsystem;
    return { subsystem, ...sumSides(from.files.filter(within), to.files.filter(within)) };
  })
    .filter(({ filesFrom, filesTo }) => filesFrom + filesTo > 0)
    .toSorted((a, b) => Math.abs(b.linesTo - b.linesFrom) - Math.abs(a.linesTo - a.linesFrom));
  return {
    finding: `From ${from.release} to ${to.release} ${describeSize(total)}: ${describeCounts(counts)}`,
    total,
    subsystems,
    counts,
    uncounted: files.filter(({ delta }) => delta === null).length,
    files,
  };
}

function sumSides(from: readonly FileChange[], to: readonly FileChange[]): ComparedSums {
  return {
    filesFrom: from.length,
    filesTo: to.length,
    linesFrom: sumLines(from),
    linesTo: sumLines(to),
  };
}

function sumLines(files: readonly FileChange[]): number {
  return files.reduce((sum, file) => sum + (linesOf(file) ?? 0), 0);
}

function describeSize({ linesFrom, linesTo }: ComparedSums): string {
  const delta = linesTo - linesFrom;
  if (delta === 0) return `the patch kept its size of ${formatPlural(linesTo, 'line')}`;
  const share = linesFrom === 0 ? '' : ` (${Math.round((Math.abs(delta) / linesFrom) * 100)} %)`;
  return `the patch ${delta > 0 ? 'grew' : 'shrank'} by ${formatPlural(Math.abs(delta), 'line')}${share}`;
}

function describeCounts({ came, went, grew, shrank }: Comparison['counts']): string {
  const parts = [
    [came, 'came'],
    [went, 'went'],
    [grew, 'grew'],
    [shrank, 'shrank'],
  ] as const;
  const [first, ...others] = parts.filter(([count]) => count > 0);
  if (first === undefined) return 'no file changed in size';
  const words = [
    `${formatPlural(first[0], 'file')} ${first[1]}`,
    ...others.map(([count, fate]) => `${formatCount(count)} ${fate}`),
  ];
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

/** Empty text or null: every file passes; but those of the same size only where they are asked for. */
export interface ComparedChoice {
  readonly q: string;
  readonly subsystem: Subsystem | null;
  readonly fate: FileFate | null;
  readonly sort: ComparedSort;
}

const usualChoice: ComparedChoice = { q: '', subsystem: null, fate: null, sort: 'change' };

export function chooseCompared(
  files: readonly ComparedFile[],
  { q, subsystem, fate, sort }: ComparedChoice,
): readonly ComparedFile[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return files
    .filter(
      (file) =>
        (subsystem === null || file.subsystem === subsystem) &&
        (fate === null ? file.fate !== 'same' : file.fate === fate) &&
        words.every((word) => file.path.toLowerCase().includes(word)),
    )
    .toSorted((a, b) => {
      if (sort === 'path') return 0;
      const key = sort === 'change' ? 'delta' : sort;
      return sizeOf(b[key]) - sizeOf(a[key]);
    });
}

function sizeOf(value: number | null): number {
  return value === null ? -1 : Math.abs(value);
}

/** What the URL says; anything that is no choice counts as the usual one. */
export function parseComparedChoice(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): ComparedChoice {
  const { q, subsystem, change, sort } = query;
  return {
    q: typeof q === 'string' ? q : '',
    subsystem: typeof subsystem === 'string' ? subsystemFromSlug(subsystem) : null,
    fate: FILE_FATES.find((each) => each === change) ?? null,
    sort: COMPARED_SORTS.find((each) => each === sort) ?? 'change',
  };
}

/** What each term may be. */
export const comparedTerms = {
  subsystem: SUBSYSTEM_SPELLINGS,
  change: FILE_FATES,
  sort: COMPARED_SORTS,
} as const;

/** Two releases, and of each the revision that is meant. */
export interface ComparedPair extends Partial<PairRevisions> {
  readonly from: string;
  readonly to: string;
}

/** The revisions that the URL names. */
export function parsePairRevisions(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): PairRevisions {
  return {
    fromRevision: parseHead(query['fromRevision']),
    toRevision: parseHead(query['toRevision']),
  };
}

function parseHead(value: string | readonly string[] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value.toLowerCase() : null;
}

/** The query of a comparison and of what is chosen in it, with its "?"; what is usual is not said. */
export function comparisonQuery(
  { from, to, fromRevision = null, toRevision = null }: ComparedPair,
  choice: ComparedChoice = usualChoice,
): string {
  const query = new URLSearchParams({ from, to });
  if (fromRevision !== null) query.set('fromRevision', fromRevision);
  if (toRevision !== null) query.set('toRevision', toRevision);
  if (choice.fate !== null) query.set('change', choice.fate);
  if (choice.subsystem !== null) query.set('subsystem', subsystemSlug(choice.subsystem));
  if (choice.q !== '') query.set('q', choice.q);
  if (choice.sort !== 'change') query.set('sort', choice.sort);
  return `?${query.toString()}`;
}
