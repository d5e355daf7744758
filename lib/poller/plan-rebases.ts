// Which rebases a port has, by the refs of its fork and the releases of its upstream alone; the same input gives the same answer in any order.
import { parseGoRelease, releaseKey, releaseOrder } from '#lib/domain/go-release.ts';
import type { GoRelease, ReleaseKind } from '#lib/domain/go-release.ts';

import { findPortRefs, type IgnoredRef, type PortRef } from './find-port-refs.ts';
import type { ListedRef } from './listing-digest.ts';

export interface NamedCommit {
  readonly sha: string;
  /** Full name of the ref that names it. */
  readonly ref: string;
}

export interface PublishingTag extends NamedCommit {
  /** The tag object; null for a lightweight tag. */
  readonly tagSha: string | null;
}

export interface PlannedRebase {
  /** As upstream spells its tag; as the fork spells it where upstream has no such tag. */
  readonly release: string;
  readonly line: string;
  readonly kind: ReleaseKind;
  /** Position in release order; names the release whichever way it is spelled. */
  readonly order: number;
  /** The branch's commit; the tag's where there is no branch. */
  readonly head: NamedCommit;
  /** Null: upstream has no such tag, see `unmeasuredReason`. */
  readonly base: NamedCommit | null;
  /** A sentence. Null: there is a base. */
  readonly unmeasuredReason: string | null;
  /** The fork's own tag for the release, by which it is dated. Null: it has none. */
  readonly publishingTag: PublishingTag | null;
  /** Commits that stood for the rebase before head: the tag's, where it is another. */
  readonly earlier: readonly NamedCommit[];
}

export interface RebasePlan {
  /** In release order. */
  readonly rebases: readonly PlannedRebase[];
  /** Refs that look like the port's and are not used, by name. */
  readonly ignored: readonly IgnoredRef[];
}

export interface RebasePlanInput {
  readonly port: { readonly branchPattern: string; readonly tagPattern: string | null };
  /** Refs of the fork that are there as far as we know. */
  readonly forkRefs: readonly ListedRef[];
  readonly upstream: {
    /** "owner/name", for sentences. */
    readonly fullName: string;
    readonly releases: readonly { readonly name: string; readonly sha: string }[];
  };
}

export function planRebases({ port, forkRefs, upstream }: RebasePlanInput): RebasePlan {
  const releases = indexReleases(upstream.releases);
  const found = findPortRefs(port, forkRefs);
  const branches = choosePerRelease(found.branches);
  const tags = choosePerRelease(found.tags);
  const keys = new Set([...branches.chosen.keys(), ...tags.chosen.keys()]);
  const rebases = [...keys].flatMap((key) => {
    const branch = branches.chosen.get(key) ?? null;
    const tag = tags.chosen.get(key) ?? null;
    // Reviewers read the branch: it goes on after publication, and the tag then shows an earlier state of it.
    const head = branch ?? tag;
    if (head === null) return [];
    const upstreamRelease = releases.get(key);
    const isRetold = tag !== null && tag.ref.sha !== head.ref.sha;
    return {
      release: upstreamRelease?.name ?? head.release.name,
      line: head.release.line,
      kind: head.release.kind,
      order: releaseOrder(head.release),
      head: namedCommit(head.ref),
      base:
        upstreamRelease === undefined
          ? null
          : { sha: upstreamRelease.sha, ref: `refs/tags/${upstreamRelease.name}` },
      unmeasuredReason:
        upstreamRelease === undefined
          ? `${upstream.fullName} has no tag for ${head.release.name}.`
          : null,
      publishingTag: tag === null ? null : { ...namedCommit(tag.ref), tagSha: tag.ref.tagSha },
      earlier: isRetold ? [namedCommit(tag.ref)] : [],
    };
  });
  return {
    rebases: rebases.sort((a, b) => a.order - b.order),
    ignored: [...found.ignored, ...branches.ignored, ...tags.ignored].sort((a, b) =>
      compareText(a.ref, b.ref),
    ),
  };
}

function indexReleases(
  releases: readonly { readonly name: string; readonly sha: string }[],
): ReadonlyMap<string, { readonly name: string; readonly sha: string }> {
  const parsed = releases.flatMap(({ name, sha }) => {
    const release = parseGoRelease(name);
    return release === null ? [] : [{ release, name, sha }];
  });
  // The later entry of a map wins: upstream's own spelling comes last.
  const sorted = parsed.sort((a, b) => compareSpelling(b, a));
  return new Map(sorted.map(({ release, name, sha }) => [releaseKey(release), { name, sha }]));
}

/**
 * One ref for each release. Where a fork spells a release twice (tamago1.21 and tamago1.21.0) the one spelled as upstream
 * spells it stands for it, else the first by name; the other is returned among the ignored.
 */
function choosePerRelease(refs: readonly PortRef[]): {
  readonly chosen: ReadonlyMap<string, PortRef>;
  readonly ignored: readonly IgnoredRef[];
} {
  const chosen = new Map<string, PortRef>();
  const ignored: IgnoredRef[] = [];
  for (const candidate of [...refs].sort(compareSpelling)) {
    const key = releaseKey(candidate.release);
    const winner = chosen.get(key);
    if (winner === undefined) chosen.set(key, candidate);
    else
      ignored.push({
        ref: candidate.ref.name,
        reason: `${winner.ref.name} stands for the same release, ${key}.`,
      });
  }
  return { chosen, ignored };
}

interface Spelled {
  readonly release: GoRelease;
}

function compareSpelling(a: Spelled, b: Spelled): number {
  const foreign = (spelled: Spelled): number =>
    spelled.release.name === releaseKey(spelled.release) ? 0 : 1;
  return foreign(a) - foreign(b) || compareText(a.release.name, b.release.name);
}

function namedCommit(ref: ListedRef): NamedCommit {
  return { sha: ref.sha, ref: ref.name };
}

/** By code unit, so that no locale changes the order. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
