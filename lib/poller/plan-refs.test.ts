import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { listingDigest, type ListedRef } from './listing-digest.ts';
import { countRefChanges, planRefs, type RefPlan, type StoredRef } from './plan-refs.ts';

const sha = (digit: string): string => digit.repeat(40);

function listed(name: string, digit = 'a', tagSha: string | null = null): ListedRef {
  return { name: `refs/heads/${name}`, sha: sha(digit), tagSha };
}

function stored(name: string, digit = 'a', more: Partial<StoredRef> = {}): StoredRef {
  return { ...listed(name, digit), missedListings: 0, deletedAt: null, ...more };
}

function plan(held: readonly StoredRef[], listing: readonly ListedRef[]): RefPlan {
  const planning = planRefs({ storedDigest: 'of another listing', stored: held, listing });
  if (planning.kind !== 'plan') throw new Error(`planned ${planning.kind}`);
  return planning;
}

const names = (refs: readonly { name: string }[]): string[] =>
  refs.map(({ name }) => name.slice('refs/heads/'.length));

describe('planRefs', () => {
  it('adds every ref of a first listing', () => {
    const listing = [listed('a'), listed('b')];
    const first = planRefs({ storedDigest: null, stored: [], listing });
    expect(first).toMatchObject({ kind: 'plan', added: listing, unchanged: 0, listed: 2 });
  });

  it('writes nothing for a listing that it knows, in any order', () => {
    const listing = [listed('a'), listed('b')];
    const storedDigest = listingDigest(listing.toReversed());
    const held = [stored('a'), stored('b')];
    expect(planRefs({ storedDigest, stored: held, listing })).toEqual({
      kind: 'unchanged',
      digest: storedDigest,
      listed: 2,
    });
  });

  it('tells a ref that moved, and from where', () => {
    const { moved, unchanged } = plan(
      [stored('a', '1'), stored('b')],
      [listed('a', '2'), listed('b')],
    );
    expect(moved).toEqual([{ ...listed('a', '2'), previousSha: sha('1'), previousTagSha: null }]);
    expect(unchanged).toBe(1);
  });

  it('calls a tag moved that was made anew on the same commit', () => {
    const before = stored('a', '1', { tagSha: sha('8') });
    expect(names(plan([before], [listed('a', '1', sha('9'))]).moved)).toEqual(['a']);
  });

  it('misses a ref at the first listing without it, and calls it deleted at the second', () => {
    const first = plan([stored('a'), stored('b')], [listed('b')]);
    expect([names(first.missing), names(first.deleted)]).toEqual([['a'], []]);
    const second = plan([stored('a', 'a', { missedListings: 1 }), stored('b')], [listed('b')]);
    expect([names(second.missing), names(second.deleted)]).toEqual([[], ['a']]);
  });

  it('takes the second listing although it equals the first, since a ref waits for it', () => {
    const listing = [listed('b')];
    const held = [stored('a', 'a', { missedListings: 1 }), stored('b')];
    const planning = planRefs({ storedDigest: listingDigest(listing), stored: held, listing });
    expect(planning).toMatchObject({ kind: 'plan', deleted: [{ name: 'refs/heads/a' }] });
  });

  it('leaves a deleted ref alone, and lets it reappear', () => {
    const deleted = stored('a', '1', { missedListings: 2, deletedAt: new Date(0) });
    expect(plan([deleted, stored('b')], [listed('b', '2')]).deleted).toEqual([]);
    const back = plan([deleted], [listed('a', '3')]);
    expect([names(back.reappeared), names(back.moved), back.added]).toEqual([['a'], ['a'], []]);
  });

  it('sees a ref again that one listing missed, and calls that no change', () => {
    const back = plan([stored('a', 'a', { missedListings: 1 })], [listed('a')]);
    expect([names(back.seenAgain), back.unchanged, countRefChanges(back)]).toEqual([['a'], 0, 0]);
  });

  it('does not believe an empty listing where refs were', () => {
    const held = [stored('a'), stored('b', 'a', { missedListings: 1 })];
    expect(planRefs({ storedDigest: 'x', stored: held, listing: [] })).toEqual({
      kind: 'implausible',
      reason: 'The listing of refs was empty, but 2 were there before; nothing was changed.',
    });
  });

  it('does not call most of the refs deleted after two listings, only after many, and says so', () => {
    const many = Array.from({ length: 30 }, (_, index) => `a${index}`);
    const held = (missedListings: number): StoredRef[] => [
      ...many.map((name) => stored(name, 'a', { missedListings })),
      stored('b'),
    ];
    for (const missedListings of [0, 1, 46]) {
      const doubtful = plan(held(missedListings), [listed('b')]);
      expect([doubtful.missing.length, doubtful.deleted]).toEqual([30, []]);
      expect(doubtful.doubt).toContain('lacks 30 of 31 refs');
    }
    expect(plan(held(47), [listed('b')]).deleted).toHaveLength(30);
  });

  it('calls many deleted after two listings where they are not the most', () => {
    const many = Array.from({ length: 15 }, (_, index) => `a${index}`);
    const rest = Array.from({ length: 15 }, (_, index) => `b${index}`);
    const held = [
      ...many.map((name) => stored(name, 'a', { missedListings: 1 })),
      ...rest.map((name) => stored(name)),
    ];
    const planned = plan(
      held,
      rest.map((name) => listed(name)),
    );
    expect([planned.deleted.length, planned.doubt]).toEqual([15, null]);
  });

  it('believes an empty listing of a repository that never had refs', () => {
    expect(planRefs({ storedDigest: null, stored: [], listing: [] }).kind).toBe('plan');
  });

  it('does not believe a listing that names a ref twice', () => {
    const listing = [listed('a', '1'), listed('a', '2')];
    expect(planRefs({ storedDigest: null, stored: [], listing }).kind).toBe('implausible');
  });

  it('counts each changed ref once', () => {
    const deleted = stored('d', '1', { missedListings: 2, deletedAt: new Date(0) });
    const held = [stored('m', '1'), stored('g', '1', { missedListings: 1 }), deleted];
    const changes = plan(held, [listed('m', '2'), listed('d', '2'), listed('n')]);
    expect(countRefChanges(changes)).toBe(4);
  });
});

interface World {
  refs: Map<string, StoredRef>;
  digest: string | null;
}

/** What record-listing does to the store, in memory. */
function apply(world: World, listing: readonly ListedRef[]): void {
  const planning = planRefs({
    storedDigest: world.digest,
    stored: [...world.refs.values()],
    listing,
  });
  if (planning.kind !== 'plan') return;
  const { digest, added, moved, reappeared, seenAgain, missing, deleted } = planning;
  const change = (name: string, more: Partial<StoredRef>): void => {
    const before = world.refs.get(name);
    if (before) world.refs.set(name, { ...before, ...more });
  };
  for (const ref of added) world.refs.set(ref.name, { ...ref, missedListings: 0, deletedAt: null });
  for (const ref of moved) change(ref.name, { sha: ref.sha, tagSha: ref.tagSha });
  for (const { name } of [...reappeared, ...seenAgain]) {
    change(name, { missedListings: 0, deletedAt: null });
  }
  for (const { name, missedListings } of [...missing, ...deleted]) {
    change(name, { missedListings: missedListings + 1 });
  }
  for (const { name } of deleted) change(name, { deletedAt: new Date(0) });
  world.digest = digest;
}

describe('any sequence of listings', () => {
  const listing = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('refs/heads/a', 'refs/heads/b', 'refs/heads/c', 'refs/tags/d'),
      sha: fc.constantFrom(sha('1'), sha('2')),
      tagSha: fc.constantFrom(null, sha('9')),
    }),
    { selector: ({ name }) => name, maxLength: 4 },
  );
  // null: the poll failed, and no listing came of it.
  const polls = fc.array(fc.option(listing, { freq: 3 }), { maxLength: 12 });

  it('never deletes a ref that was in one of the last two complete listings', () => {
    fc.assert(
      fc.property(polls, (answers) => {
        const world: World = { refs: new Map(), digest: null };
        const complete: (readonly ListedRef[])[] = [];
        for (const answer of answers) {
          if (answer === null) continue;
          apply(world, answer);
          complete.push(answer);
          for (const { name } of complete.slice(-2).flat()) {
            expect(world.refs.get(name)?.deletedAt).toBeNull();
          }
        }
      }),
    );
  });

  it('holds exactly the refs of a listing that came twice, unless it was empty', () => {
    fc.assert(
      fc.property(polls, listing, (answers, last) => {
        fc.pre(last.length > 0);
        const world: World = { refs: new Map(), digest: null };
        for (const answer of [...answers, last, last]) if (answer !== null) apply(world, answer);
        const live = [...world.refs.values()].filter((ref) => ref.deletedAt === null);
        const bare = live.map(({ name, sha: commit, tagSha }) => ({ name, sha: commit, tagSha }));
        expect(listingDigest(bare)).toBe(listingDigest(last));
        const third = planRefs({ storedDigest: world.digest, stored: live, listing: last });
        expect(third.kind).toBe('unchanged');
      }),
    );
  });
});
