// What somebody may mean by what they type into the search: words, a release, a commit, a change on Gerrit.

export interface SearchText {
  /** As typed, without what no text holds; what is shown and what addresses carry. */
  readonly text: string;
  /** In small letters. */
  readonly words: readonly string[];
  /** First digits of a commit. Null: it cannot be one. */
  readonly shaPrefix: string | null;
  /** Number of a change on Gerrit: "213440", "CL 213440", or its address. Null: it cannot be one. */
  readonly cl: string | null;
}

/** With fewer letters nearly everything fits. */
export const LEAST_SEARCH_LENGTH = 2;
export const MOST_SEARCH_LENGTH = 200;

const shaPattern = /^[0-9a-f]{4,40}$/;
const clPattern = /^(?:cl[ /]?|https?:\/\/\S*\/)?(\d{3,9})$/;

/** Null: too short to look for. Any text is safe. */
export function parseSearchText(raw: string): SearchText | null {
  const text = raw
    .slice(0, MOST_SEARCH_LENGTH)
    // Postgres refuses a NUL in text; half a character is none.
    .replaceAll(/\0|\p{Surrogate}/gu, '')
    .trim();
  if (text.length < LEAST_SEARCH_LENGTH) return null;
  const small = text.toLowerCase();
  return {
    text,
    words: small.split(/\s+/),
    shaPrefix: shaPattern.test(small) ? small : null,
    cl: clPattern.exec(small)?.[1] ?? null,
  };
}

export interface NamedPort {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly branchPattern: string;
  readonly tagPattern: string | null;
}

/** The ports of which every word names something. */
export function findPorts<Port extends NamedPort>(
  ports: readonly Port[],
  { words }: SearchText,
): readonly Port[] {
  return ports.filter((port) => {
    const names = `${port.slug} ${port.name} ${port.summary}`.toLowerCase();
    return words.every((word) => names.includes(word));
  });
}

/** Rebases of one port whose release begins so. */
export interface WantedRebases {
  readonly portId: number;
  /** E.g. "go1.26". */
  readonly prefix: string;
}

const releaseStart = /^\d+(?:\.\d*)*(?:(?:beta|rc)\d*)?$/;

/**
 * What is meant by a release, spelled as upstream ("go1.26.0"), as the fork ("tamago1.26.0") or in digits ("1.26"); a word beside it
 * must name the port ("tamago 1.26").
 */
export function findWantedRebases(
  ports: readonly NamedPort[],
  { words }: SearchText,
): readonly WantedRebases[] {
  return ports.flatMap((port) => {
    const starts = ['', ...[port.branchPattern, port.tagPattern, 'go{release}'].map(beforeRelease)];
    const names = `${port.slug} ${port.name}`.toLowerCase();
    const prefixes = words.flatMap((word) => releaseOf(word, starts));
    const rest = words.filter((word) => releaseOf(word, starts).length === 0);
    const [prefix] = prefixes;
    return prefix !== undefined &&
      prefixes.length === 1 &&
      rest.every((word) => names.includes(word))
      ? [{ portId: port.id, prefix }]
      : [];
  });
}

function releaseOf(word: string, starts: readonly string[]): readonly string[] {
  const digits = starts
    .filter((start) => word.startsWith(start))
    .map((start) => word.slice(start.length))
    .find((rest) => releaseStart.test(rest));
  return digits === undefined ? [] : [`go${digits}`];
}

function beforeRelease(pattern: string | null): string {
  return pattern?.split('{release}')[0]?.toLowerCase() ?? '';
}
