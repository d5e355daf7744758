// Decides what the page of a conflict says in words: what each version is, what each side did, and why there is nothing to show where there is not.
import { formatCount, formatLines, formatPlural } from '#components/ui/format-count.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import type {
  ConflictReading,
  LineSums,
  Side,
  VersionFacts,
} from '#lib/domain/conflict-reading.ts';
import type { ConflictView } from '#lib/domain/transition-view.ts';

type Versions = ConflictReading['versions'];

/** "content conflict in 2 places" */
export function describeConflict({ type, hunks }: Pick<ConflictView, 'type' | 'hunks'>): string {
  return hunks === null
    ? `${type} conflict`
    : `${type} conflict in ${formatPlural(hunks, 'place')}`;
}

/** Of one version, e.g. "1,204 lines". */
export function describeVersion(version: VersionFacts): string {
  switch (version.kind) {
    case 'absent':
      return 'not there under this name';
    case 'text':
      return `${formatPlural(version.lines, 'line')}${describeMode(version.mode)}`;
    case 'binary':
      return `binary, ${formatPlural(version.bytes, 'byte')}${describeMode(version.mode)}`;
    case 'large':
      return `${formatPlural(version.bytes, 'byte')}: too large to be shown here${describeMode(version.mode)}`;
    case 'submodule':
      return `a submodule at ${version.commit.slice(0, 12)}`;
    case 'missing':
      return `not in the mirror (blob ${version.oid.slice(0, 12)})`;
    default:
      return assertNever(version);
  }
}

function describeMode(mode: string): string {
  if (mode === '120000') return ', a symbolic link';
  return mode === '100755' ? ', executable' : '';
}

/** Of a side against the base. Null: there are not two texts to compare. */
export function describeChange(sums: LineSums | null): string | null {
  if (sums === null) return null;
  const { insertions, deletions } = sums;
  if (insertions + deletions === 0) return 'nothing in this file';
  return `${formatLines(insertions, deletions)} lines in this file`;
}

/** Stands above the code: what it shows. */
export function describePlaces(
  { versions, places, cutPlaces }: ConflictReading,
  view: 'merged' | 'sides',
): string {
  const shown = places.length + cutPlaces;
  const isOneSided = places.every(({ regions }) => regions.length === 0);
  if (isOneSided) {
    const gone = versions.upstream.kind === 'absent' ? 'upstream' : 'port';
    const goneName = gone === 'upstream' ? 'Upstream' : 'The port';
    const kept = gone === 'upstream' ? 'the port' : 'upstream';
    return `${goneName} no longer has the file under this name. This is what ${kept} had changed in it.`;
  }
  if (view === 'sides') {
    return 'The versions as they are, line beside line. In the base, −u marks what upstream removed, −p what the port did, −up what both did.';
  }
  return `Git’s merged file around ${shown === 1 ? 'the conflict' : 'each conflict'}. Within it + and − tell each side against the base; a line with − is not in git’s file.`;
}

/** Why there is no code to show; of a conflict that git left no markers in, or whose versions are no text. */
export function describeNoPlaces(
  { versions }: ConflictReading,
  { type, hunks }: Pick<ConflictView, 'type' | 'hunks'>,
): string {
  const kinds = new Set(Object.values(versions).map(({ kind }) => kind));
  if (kinds.has('missing')) {
    return 'The mirror holds no blob larger than its limit, so this file’s lines are not here. The commands below fetch it.';
  }
  if (kinds.has('large') || hunks !== null) {
    return 'The file is too large to be shown here. The commands below show it.';
  }
  if (kinds.has('submodule'))
    return 'A submodule is a commit of another repository: it has no lines.';
  if (kinds.has('binary')) return 'A binary file has no lines to show.';
  if (type === 'mode') return describeModes(versions);
  if (type === 'type') {
    return 'The path is a file on one side and a symbolic link on the other: there is nothing to merge line by line.';
  }
  return 'Git left no conflict markers in it: its name or its place is in dispute, not its lines.';
}

function describeModes({ upstream, port }: Versions): string {
  return `The content is the same. Upstream has it ${modeWord(upstream)}, the port ${modeWord(port)}.`;
}

function modeWord(version: VersionFacts): string {
  return 'mode' in version && version.mode === '100755' ? 'executable' : 'not executable';
}

/** "Conflict 2", "Conflicts 2 and 3", "Change 1 of 4": the heading of a place. */
export function nameOfPlace(
  regions: readonly number[],
  {
    index,
    count,
    hunks,
  }: { readonly index: number; readonly count: number; readonly hunks: number | null },
): string {
  const [first] = regions;
  if (first === undefined) return count === 1 ? 'Change' : `Change ${index + 1} of ${count}`;
  const last = regions.at(-1) ?? first;
  const which = first === last ? `Conflict ${first}` : `Conflicts ${first} to ${last}`;
  return hunks === null || hunks === regions.length ? which : `${which} of ${hunks}`;
}

/** Where a place is in the versions, e.g. "lines 10–18 of the base, 12–22 of upstream". */
export function describeLines(
  slices: Readonly<
    Record<Side, { readonly start: number | null; readonly lines: readonly string[] } | null>
  >,
): string {
  const parts = (['base', 'upstream', 'port'] as const).flatMap((side) => {
    const slice = slices[side];
    if (slice === null || slice.start === null) return [];
    const name = side === 'upstream' ? 'upstream' : `the ${side}`;
    const first = slice.start + 1;
    const last = slice.start + slice.lines.length;
    return [
      `${first === last ? formatCount(first) : `${formatCount(first)}–${formatCount(last)}`} of ${name}`,
    ];
  });
  return parts.length === 0 ? '' : `lines ${parts.join(', ')}`;
}
