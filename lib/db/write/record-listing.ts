// A complete listing is written whole, once, and only onto the state it was compared with.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { Prisma } from '#lib/db/generated/client.ts';

import { syncReleases, type ReleaseChanges } from './sync-releases.ts';

interface RefRow {
  readonly name: string;
  readonly sha: string;
  readonly tagSha: string | null;
}

interface RefName {
  readonly name: string;
}

/** What changes; lib/poller/plan-refs.ts makes it. */
export interface RefChanges {
  readonly digest: string;
  readonly added: readonly RefRow[];
  readonly moved: readonly RefRow[];
  readonly reappeared: readonly RefName[];
  readonly seenAgain: readonly RefName[];
  readonly missing: readonly RefName[];
  readonly deleted: readonly RefName[];
}

export interface RecordListingInput {
  readonly repositoryId: number;
  /** The repository as it was when the changes were worked out. */
  readonly basedOn: { readonly listedAt: Date | null; readonly listingDigest: string | null };
  /** When the listing was complete. */
  readonly listedAt: Date;
  readonly changes: RefChanges;
}

export type ListingOutcome =
  /** `releases` is null for a repository that is nobody's upstream. */
  | { readonly kind: 'recorded'; readonly releases: ReleaseChanges | null }
  /** Another worker recorded a listing in between: nothing was written, the next poll sees to the rest. */
  | { readonly kind: 'stale' };

/** Writes the refs and, where the repository is a port's upstream, its releases. */
export function recordListing(
  db: DatabaseClient,
  input: RecordListingInput,
): Promise<ListingOutcome> {
  const { repositoryId, basedOn, listedAt, changes } = input;
  return inTransaction(db, async (tx) => {
    // The conditional update also holds the row until the end, so that two workers come one after the other.
    const { count } = await tx.repository.updateMany({
      where: {
        id: repositoryId,
        listedAt: basedOn.listedAt,
        listingDigest: basedOn.listingDigest,
      },
      data: { listedAt, listingDigest: changes.digest },
    });
    if (count === 0) return { kind: 'stale' };
    await writeRefs(tx, input);
    const ports = await tx.port.count({ where: { upstreamId: repositoryId } });
    return {
      kind: 'recorded',
      releases: ports === 0 ? null : await syncReleases(tx, repositoryId),
    };
  });
}

async function writeRefs(tx: Prisma.TransactionClient, input: RecordListingInput): Promise<void> {
  const { repositoryId, listedAt, changes } = input;
  const named = (refs: readonly RefName[]): Prisma.RefWhereInput => ({
    repositoryId,
    name: { in: refs.map((ref) => ref.name) },
  });
  await tx.ref.createMany({
    data: changes.added.map(({ name, sha, tagSha }) => ({
      repositoryId,
      name,
      sha,
      tagSha,
      firstSeenAt: listedAt,
      movedAt: listedAt,
    })),
  });
  await tx.ref.updateMany({ where: named(changes.seenAgain), data: { missedListings: 0 } });
  // A ref that comes back is fetched again, as a moved one is: the mirror may have let it go.
  await tx.ref.updateMany({
    where: named(changes.reappeared),
    data: { missedListings: 0, deletedAt: null, movedAt: listedAt },
  });
  for (const { name, sha, tagSha } of changes.moved) {
    await tx.ref.update({
      where: { repositoryId_name: { repositoryId, name } },
      data: { sha, tagSha, movedAt: listedAt },
    });
  }
  await tx.ref.updateMany({
    where: named([...changes.missing, ...changes.deleted]),
    data: { missedListings: { increment: 1 } },
  });
  await tx.ref.updateMany({ where: named(changes.deleted), data: { deletedAt: listedAt } });
}
