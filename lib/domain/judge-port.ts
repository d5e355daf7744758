// Reads the stored names of rebases and releases, and judges the port by them; names that are no release count for nothing.
import { parseGoRelease } from './go-release.ts';
import { decidePortState, type PortStanding } from './port-state.ts';

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
  readonly releases: readonly { readonly name: string; readonly releasedAt: Date | null }[];
  readonly now: Date;
}): PortStanding {
  return decidePortState({
    rebases: rebases.flatMap(({ release: name, publishedAt, sums }) => {
      const release = parseGoRelease(name);
      return release === null ? [] : [{ release, publishedAt, measured: sums !== null }];
    }),
    releases: releases.flatMap(({ name, releasedAt }) => {
      const release = parseGoRelease(name);
      return release === null ? [] : [{ release, releasedAt }];
    }),
    now,
  });
}
