// Finds the release a reader means among those there are, however it is spelled, and what to offer when there is none.
import { type GoRelease, isSameRelease, parseGoRelease, releaseOrder } from './go-release.ts';

/** The name that means `wanted`: the same text, else the same release ("go1.21" is "go1.21.0"). Null: there is none. */
export function findRelease(names: readonly string[], wanted: string): string | null {
  if (names.includes(wanted)) return wanted;
  const release = parseGoRelease(wanted);
  if (release === null) return null;
  return names.find((name) => isNameOf(name, release)) ?? null;
}

/** At most `count` names near `wanted` in release order, with or without its "go"; the newest ones when it is no release at all. */
export function nearestReleases(
  names: readonly string[],
  wanted: string,
  count: number,
): readonly string[] {
  const release = parseGoRelease(wanted) ?? parseGoRelease(`go${wanted}`);
  const ordered = names.flatMap((name) => {
    const parsed = parseGoRelease(name);
    return parsed === null ? [] : [{ name, order: releaseOrder(parsed) }];
  });
  ordered.sort((a, b) => a.order - b.order);
  if (release === null) return ordered.slice(-count).map(({ name }) => name);
  const place = releaseOrder(release);
  const above = ordered.findIndex(({ order }) => order > place);
  const middle = above === -1 ? ordered.length : above;
  const start = Math.max(0, Math.min(middle - Math.ceil(count / 2), ordered.length - count));
  return ordered.slice(start, start + count).map(({ name }) => name);
}

function isNameOf(name: string, release: GoRelease): boolean {
  const parsed = parseGoRelease(name);
  return parsed !== null && isSameRelease(parsed, release);
}
