// Which of a port's releases are meant by a range, and what is shown where none such is there.
import { capitalize } from './capitalize.ts';
import { findRelease } from './find-release.ts';
import { type ReleaseKind, parseGoRelease, releaseOrder } from './go-release.ts';
import { shorten } from './shorten.ts';

/** As a URL has them. Null: from the first on, or up to the newest. */
export interface WantedRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Both ends belong to it, and at least one is said. */
export interface ReleaseRange extends WantedRange {
  /** `order` of the ends. */
  readonly lowest: number;
  readonly highest: number;
}

/** Which releases a chart or a table is about. */
export interface ReleaseChoice {
  readonly releases: 'all' | 'first';
  /** Null: all of them. */
  readonly range: ReleaseRange | null;
}

export interface ChosenRange {
  readonly range: ReleaseRange | null;
  /** What is wrong with what was wanted, without a full stop. Null: nothing is. */
  readonly fault: string | null;
}

interface Release {
  readonly release: string;
  readonly order: number;
}

export function isChosen(
  { kind, order }: { readonly kind: ReleaseKind; readonly order: number },
  { releases, range }: ReleaseChoice,
): boolean {
  if (releases === 'first' && kind !== 'first') return false;
  return range === null || (range.lowest <= order && order <= range.highest);
}

/**
 * The range that is meant, however its ends are spelled. What cannot be is mended: an end that is no release is left open, one
 * that the port has no rebase on moves inwards to the nearest that it has, and ends in the wrong order change places.
 */
export function chooseRange(releases: readonly Release[], wanted: WantedRange): ChosenRange {
  if (releases.length === 0) return { range: null, fault: null };
  const ends = [wanted.from, wanted.to].map((text) => readEnd(releases, text));
  const nonsense = ends.flatMap((end) => (end?.kind === 'nonsense' ? [end.text] : []));
  const [first = null, second = null] = ends.map((end) => (end?.kind === 'release' ? end : null));
  const isReversed = first !== null && second !== null && first.order > second.order;
  const [from, to] = isReversed ? [second, first] : [first, second];
  const missing = [from, to].filter((end) => end !== null && !end.isThere).map((end) => end?.name);
  const range = toRange(from && atOrAfter(releases, from), to && atOrBefore(releases, to));
  const faults = [
    ...nonsense.map((text) => `“${text}” is no release of Go`),
    ...(missing.length === 0 ? [] : [`there is no rebase on ${missing.join(' nor on ')}`]),
    ...(isReversed ? [`the range went backwards, from ${first.name} to ${second.name}`] : []),
  ];
  return { range, fault: faults.length === 0 ? null : capitalize(faults.join(', and ')) };
}

/** What is wrong with the range that was wanted, and what is shown instead, in one sentence. Null: nothing is. */
export function describeMended({ range, fault }: ChosenRange): string | null {
  return fault === null ? null : `${fault}: ${describeShown(range)}.`;
}

/** "from go1.20 to go1.26.0", "from go1.20 on", "up to go1.20", "at go1.20". Null: all are meant. */
export function describeRange(range: WantedRange | null): string | null {
  if (range === null) return null;
  const { from, to } = range;
  if (from === to) return `at ${from}`;
  if (from === null) return `up to ${to}`;
  return to === null ? `from ${from} on` : `from ${from} to ${to}`;
}

/** What a sentence that begins with no name says of the range: "No file …" becomes "From go1.20 on, no file …". */
export function sayRange(sentence: string, range: WantedRange | null): string {
  const where = describeRange(range);
  if (where === null) return sentence;
  return `${capitalize(where)}, ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

type End =
  | {
      readonly kind: 'release';
      readonly name: string;
      readonly order: number;
      readonly isThere: boolean;
    }
  | { readonly kind: 'nonsense'; readonly text: string };

function readEnd(releases: readonly Release[], text: string | null): End | null {
  if (text === null || text === '') return null;
  const name = findRelease(
    releases.map(({ release }) => release),
    text,
  );
  const there = releases.find(({ release }) => release === name);
  if (there !== undefined) {
    return { kind: 'release', name: there.release, order: there.order, isThere: true };
  }
  const release = parseGoRelease(text);
  if (release !== null) {
    return { kind: 'release', name: text, order: releaseOrder(release), isThere: false };
  }
  return {
    kind: 'nonsense',
    text: shorten(text),
  };
}

function atOrAfter(
  releases: readonly Release[],
  { order }: { readonly order: number },
): Release | null {
  return releases.find((each) => each.order >= order) ?? releases.at(-1) ?? null;
}

function atOrBefore(
  releases: readonly Release[],
  { order }: { readonly order: number },
): Release | null {
  return releases.findLast((each) => each.order <= order) ?? releases[0] ?? null;
}

/** Ends that both fell into one gap between two rebases have passed each other: the two beside the gap are meant. */
function toRange(from: Release | null, to: Release | null): ReleaseRange | null {
  if (from === null && to === null) return null;
  const [low, high] =
    from !== null && to !== null && from.order > to.order ? [to, from] : [from, to];
  return {
    from: low?.release ?? null,
    to: high?.release ?? null,
    lowest: low?.order ?? -Infinity,
    highest: high?.order ?? Infinity,
  };
}

function describeShown(range: ReleaseRange | null): string {
  if (range === null) return 'every release is shown';
  return range.from === range.to
    ? `${range.to} alone is shown`
    : `the releases ${describeRange(range)} are shown`;
}
