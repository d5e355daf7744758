// Reads the stored names of rebases and releases, and judges the port by them; names that are no release count for nothing.
import { parseGoRelease } from './go-release.ts';
import { decidePortState, type PortStanding, type UpstreamRelease } from './port-state.ts';

interface StoredRelease {
  readonly name: string;
  readonly releasedAt: Date | null;
}

export function judgePort({
  rebases,
  releases,
  now,
}: {
  /** Those still in the fork. */
  readonly rebases: readonly {
    readonly release: string;
    readonly publishedAt: Date | null;
    /** Null: not measured. */
    readonly sums: object | null;
  }[];
  /** Of upstream; for ports of the same one best the same list. */
  readonly releases: readonly StoredRelease[];
  readonly now: Date;
}): PortStanding {
  return decidePortState({
    rebases: rebases.flatMap(({ release: name, publishedAt, sums }) => {
      const release = parseGoRelease(name);
      return release === null ? [] : [{ release, publishedAt, measured: sums !== null }];
    }),
    releases: parseReleases(releases),
    now,
  });
}

/** A page of many ports asks with the same list for each of them. */
const listsParsed = new WeakMap<readonly StoredRelease[], readonly UpstreamRelease[]>();

function parseReleases(releases: readonly StoredRelease[]): readonly UpstreamRelease[] {
  const before = listsParsed.get(releases);
  if (before !== undefined) return before;
  const parsed = releases.flatMap(({ name, releasedAt }) => {
    const release = parseGoRelease(name);
    return release === null ? [] : [{ release, releasedAt }];
  });
  listsParsed.set(releases, parsed);
  return parsed;
}
