import type { Found, FoundFile } from './search-view.ts';

/** A path that rebases of a port change, of those that are still in the fork. */
export interface CarriedPath {
  readonly path: string;
  /** How many do. */
  readonly rebases: number;
  /** In release order. */
  readonly first: string;
  readonly last: string;
}

export interface CarryingPort {
  /** Slug. */
  readonly port: string;
  readonly portName: string;
  readonly paths: readonly CarriedPath[];
}

/**
 * The paths in which every one of `words` (in small letters) occurs: at most `most`, those first whose last part has them all, each
 * with the ports that carry it, the one with the most rebases first.
 */
export function findCarriedPaths(
  ports: readonly CarryingPort[],
  words: readonly string[],
  most: number,
): Found<FoundFile> {
  const fits = (text: string) => words.every((word) => text.includes(word));
  const carriersOf = new Map<string, FoundFile['carriers'][number][]>();
  for (const { port, portName, paths } of ports) {
    for (const { path, rebases, first, last } of paths) {
      if (!fits(path.toLowerCase())) continue;
      const carrier = { port, portName, first, last, rebases };
      const carriers = carriersOf.get(path);
      if (carriers === undefined) carriersOf.set(path, [carrier]);
      else carriers.push(carrier);
    }
  }
  // There can be tens of thousands, and texts alone are sorted quickest.
  const ordered = [...carriersOf.keys()].toSorted();
  const isName = (path: string) => fits(path.slice(path.lastIndexOf('/') + 1).toLowerCase());
  const byName = ordered.filter(isName);
  const chosen =
    byName.length >= most ? byName : [...byName, ...ordered.filter((path) => !isName(path))];
  return {
    total: ordered.length,
    isMore: false,
    things: chosen.slice(0, most).map((path) => ({
      path,
      carriers: (carriersOf.get(path) ?? []).toSorted(
        (a, b) => b.rebases - a.rebases || (a.portName < b.portName ? -1 : 1),
      ),
    })),
  };
}
