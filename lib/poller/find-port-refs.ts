// Tells the refs of a fork that are the port's from those that only look so, and says why.
import type { GoRelease } from '#lib/domain/go-release.ts';
import { unquotedPath } from '#lib/domain/quoted-path.ts';
import { matchReleaseRef } from '#lib/domain/release-ref-pattern.ts';

import type { ListedRef } from './listing-digest.ts';

export interface PortRef {
  readonly ref: ListedRef;
  readonly release: GoRelease;
}

export interface IgnoredRef {
  /** Full name. */
  readonly ref: string;
  /** One sentence. */
  readonly reason: string;
}

export interface PortRefs {
  readonly branches: readonly PortRef[];
  readonly tags: readonly PortRef[];
  readonly ignored: readonly IgnoredRef[];
}

const branchFolder = 'refs/heads/';
const tagFolder = 'refs/tags/';

/** A ref looks like the port's when its name has what stands around {release} in the pattern. */
export function findPortRefs(
  port: { readonly branchPattern: string; readonly tagPattern: string | null },
  refs: readonly ListedRef[],
): PortRefs {
  const branches = findByPattern(refs, branchFolder, port.branchPattern);
  const tags =
    port.tagPattern === null
      ? { found: [], ignored: [] }
      : findByPattern(refs, tagFolder, port.tagPattern);
  return {
    branches: branches.found,
    tags: tags.found,
    ignored: [...branches.ignored, ...tags.ignored],
  };
}

function findByPattern(
  refs: readonly ListedRef[],
  folder: string,
  pattern: string,
): { readonly found: readonly PortRef[]; readonly ignored: readonly IgnoredRef[] } {
  const [before = '', after = ''] = pattern.split('{release}');
  const found: PortRef[] = [];
  const ignored: IgnoredRef[] = [];
  for (const ref of refs) {
    const name = unquotedPath(ref.name);
    if (!name.startsWith(folder)) continue;
    const shortName = name.slice(folder.length);
    const release = matchReleaseRef(pattern, shortName);
    if (release !== null) {
      found.push({ ref, release });
      continue;
    }
    // With a bare "{release}" every branch would look like the port's.
    if (before + after === '') continue;
    const isAlike =
      shortName.length >= before.length + after.length &&
      shortName.startsWith(before) &&
      shortName.endsWith(after);
    if (!isAlike) continue;
    const part = shortName.slice(before.length, shortName.length - after.length);
    ignored.push({
      ref: ref.name,
      reason: `Its name would be that of a release "go${part}", and Go has no such release name.`,
    });
  }
  return { found, ignored };
}
