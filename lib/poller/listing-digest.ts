// Equal digests mean equal listings, whatever the order in which the server named the refs.
import { createHash } from 'node:crypto';

/** One line of a complete listing. */
export interface ListedRef {
  /** Full name, e.g. "refs/heads/master". Not valid UTF-8: as git quotes it. */
  readonly name: string;
  /** The commit; an annotated tag is peeled. */
  readonly sha: string;
  /** The tag object of an annotated tag; null for a branch or a lightweight tag. */
  readonly tagSha: string | null;
}

/** SHA-256 in hexadecimal of the sorted lines "name sha tagSha". A ref name holds no space and no newline (git-check-ref-format). */
export function listingDigest(listing: readonly ListedRef[]): string {
  const lines = listing.map(({ name, sha, tagSha }) => `${name} ${sha} ${tagSha ?? '-'}\n`);
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}
