// Names what a rehearsal merges onto.
import type { RehearsalTarget } from '#lib/db/write/record-rehearsal.ts';
import { parseGoRelease } from '#lib/domain/go-release.ts';

/** Throws where `name` is no release: upstream's releases and the rebases' are parsed before they are stored. */
export function targetOfRelease(release: {
  readonly name: string;
  readonly sha: string;
  readonly releasedAt: Date | null;
}): RehearsalTarget {
  const parsed = parseGoRelease(release.name);
  if (!parsed) throw new Error(`${release.name} is no release of Go.`);
  return { name: release.name, sha: release.sha, kind: parsed.kind, date: release.releasedAt };
}
