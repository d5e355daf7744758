// What a complete listing changes in the refs we hold; a ref is never called deleted after one listing without it.
import { listingDigest, type ListedRef } from './listing-digest.ts';

export interface StoredRef extends ListedRef {
  /** Complete listings in a row without this ref. */
  readonly missedListings: number;
  readonly deletedAt: Date | null;
}

export interface MovedRef extends ListedRef {
  readonly previousSha: string;
  readonly previousTagSha: string | null;
}

export interface RefPlan {
  readonly kind: 'plan';
  /** Of the listing. */
  readonly digest: string;
  readonly added: readonly ListedRef[];
  readonly moved: readonly MovedRef[];
  /** Called deleted before, and there again; where its commit differs it is also in `moved`. */
  readonly reappeared: readonly ListedRef[];
  /** Missing from the last listing, and there again; where its commit differs it is also in `moved`. */
  readonly seenAgain: readonly ListedRef[];
  /** Held and not listed, and not yet often enough to be called deleted. */
  readonly missing: readonly StoredRef[];
  /** Held and not listed for the second time in a row, or for the 48th where there is a doubt. */
  readonly deleted: readonly StoredRef[];
  /** Refs that are as they were. */
  readonly unchanged: number;
  /** Refs in the listing. */
  readonly listed: number;
  /** A sentence when so much is missing that it takes far more listings to be believed. Null: nothing odd. */
  readonly doubt: string | null;
}

export type RefPlanning =
  | RefPlan
  /** The listing is the one we hold and no ref waits for its second miss: nothing is to be written. */
  | { readonly kind: 'unchanged'; readonly digest: string; readonly listed: number }
  /** Not to be believed; nothing of it is to be written. `reason` is a sentence. */
  | { readonly kind: 'implausible'; readonly reason: string };

export interface RefPlanInput {
  /** Digest of the last complete listing; null when there was none. */
  readonly storedDigest: string | null;
  /** Every ref we hold, the deleted ones too. */
  readonly stored: readonly StoredRef[];
  /** A complete listing: a broken-off one must not come here. */
  readonly listing: readonly ListedRef[];
}

/** Listings in a row that must lack a ref before it is called deleted. */
const LISTINGS_UNTIL_DELETED = 2;
/** The same for a listing that lacks most of what there was: hours, at the usual interval, for a server to recover. */
const LISTINGS_UNTIL_MANY_DELETED = 48;
/** Fewer than this are no sign of a server that answers wrongly. */
const MANY_REFS = 10;

/** Pure, and independent of the order of its inputs but for the order of what it returns. */
export function planRefs({ storedDigest, stored, listing }: RefPlanInput): RefPlanning {
  const digest = listingDigest(listing);
  const held = stored.filter((ref) => ref.deletedAt === null);
  const isSecondLook = held.some(isMissed);
  if (digest === storedDigest && !isSecondLook) {
    return { kind: 'unchanged', digest, listed: listing.length };
  }
  if (listing.length === 0 && held.length > 0) {
    return {
      kind: 'implausible',
      reason: `The listing of refs was empty, but ${held.length} were there before; nothing was changed.`,
    };
  }

  const listedNames = new Set(listing.map((ref) => ref.name));
  if (listedNames.size !== listing.length) {
    return {
      kind: 'implausible',
      reason: 'The listing of refs named a ref twice; nothing was changed.',
    };
  }

  const storedByName = new Map(stored.map((ref) => [ref.name, ref]));
  const known = listing.flatMap((ref) => {
    const before = storedByName.get(ref.name);
    return before === undefined ? [] : [{ ref, before }];
  });
  const moved = known.filter(({ ref, before }) => !isSameObject(ref, before));
  const missed = held.filter((ref) => !listedNames.has(ref.name));
  const isDoubtful = missed.length >= MANY_REFS && missed.length > held.length / 2;
  const listingsNeeded = isDoubtful ? LISTINGS_UNTIL_MANY_DELETED : LISTINGS_UNTIL_DELETED;
  const isLastMiss = (ref: StoredRef): boolean => ref.missedListings + 1 >= listingsNeeded;
  return {
    kind: 'plan',
    digest,
    added: listing.filter((ref) => !storedByName.has(ref.name)),
    moved: moved.map(({ ref, before }) => ({
      name: ref.name,
      sha: ref.sha,
      tagSha: ref.tagSha,
      previousSha: before.sha,
      previousTagSha: before.tagSha,
    })),
    reappeared: known.filter(({ before }) => before.deletedAt !== null).map(({ ref }) => ref),
    seenAgain: known.filter(({ before }) => isMissed(before)).map(({ ref }) => ref),
    missing: missed.filter((ref) => !isLastMiss(ref)),
    deleted: missed.filter(isLastMiss),
    unchanged: known.filter(({ ref, before }) => isSame(ref, before)).length,
    listed: listing.length,
    doubt: isDoubtful
      ? `The listing lacks ${missed.length} of ${held.length} refs; they are called deleted after ${LISTINGS_UNTIL_MANY_DELETED} such listings in a row.`
      : null,
  };
}

/** Refs that are new, moved, back or deleted: what the status page calls changes. A first miss is none. */
export function countRefChanges(plan: RefPlan): number {
  const movedNames = new Set(plan.moved.map((ref) => ref.name));
  const back = plan.reappeared.filter((ref) => !movedNames.has(ref.name)).length;
  return plan.added.length + plan.moved.length + back + plan.deleted.length;
}

function isSame(ref: ListedRef, before: StoredRef): boolean {
  return isSameObject(ref, before) && before.deletedAt === null && before.missedListings === 0;
}

function isSameObject(a: ListedRef, b: ListedRef): boolean {
  return a.sha === b.sha && a.tagSha === b.tagSha;
}

function isMissed(ref: StoredRef): boolean {
  return ref.deletedAt === null && ref.missedListings > 0;
}
