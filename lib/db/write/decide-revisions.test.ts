import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decideRevisions, type HeldRevision, type WantedRevisions } from './decide-revisions.ts';

const base = { sha: 'b1', ref: 'refs/tags/go1.14' };

function wanted(head: string, more: Partial<WantedRevisions> = {}): WantedRevisions {
  return {
    head: { sha: head, ref: 'refs/heads/tamago1.14' },
    base,
    unmeasuredReason: null,
    earlier: [],
    ...more,
  };
}

/** What record-rebases does with the decision, in memory. */
function apply(held: readonly HeldRevision[], want: WantedRevisions): HeldRevision[] {
  const { created, updated } = decideRevisions(held, want);
  const changed = new Map(updated.map((revision) => [revision.id, revision]));
  return [
    ...held.map((revision) => changed.get(revision.id) ?? revision),
    ...created.map((revision, index) => Object.assign({ id: held.length + index }, revision)),
  ];
}

function applyAll(...wants: readonly WantedRevisions[]): HeldRevision[] {
  return wants.reduce(apply, []);
}

/** "base head", with a star for the newest. */
function words(revisions: readonly HeldRevision[]): string[] {
  return revisions.map(
    ({ baseSha, headSha, isNewest }) => `${baseSha ?? 'none'} ${headSha}${isNewest ? '*' : ''}`,
  );
}

describe('decideRevisions', () => {
  it('keeps the revision before when the branch moves', () => {
    expect(words(applyAll(wanted('h1'), wanted('h2')))).toEqual(['b1 h1', 'b1 h2*']);
  });

  it('shows a revision again when the branch moves back', () => {
    expect(words(applyAll(wanted('h1'), wanted('h2'), wanted('h1')))).toEqual(['b1 h1*', 'b1 h2']);
  });

  it('keeps the tag’s commit as an earlier revision', () => {
    const earlier = [{ sha: 'h0', ref: 'refs/tags/tamago-go1.14' }];
    expect(words(applyAll(wanted('h1', { earlier })))).toEqual(['b1 h1*', 'b1 h0']);
  });

  it('shows the earlier revision when the branch goes and the tag stays', () => {
    const tag = { sha: 'h0', ref: 'refs/tags/tamago-go1.14' };
    const revisions = applyAll(wanted('h1', { earlier: [tag] }), wanted('h0', { head: tag }));
    expect(words(revisions)).toEqual(['b1 h1', 'b1 h0*']);
    expect(revisions[1]?.headRef).toBe(tag.ref);
  });

  it('gives a revision its base in place once upstream has the tag', () => {
    const without = wanted('h1', {
      base: null,
      unmeasuredReason: 'golang/go has no tag for go1.99.',
    });
    const [before, after] = [applyAll(without), applyAll(without, wanted('h1'))];
    expect(words(before)).toEqual(['none h1*']);
    expect(before[0]?.unmeasuredReason).toBe('golang/go has no tag for go1.99.');
    expect(after).toEqual([
      { ...before[0], baseSha: 'b1', baseRef: base.ref, unmeasuredReason: null },
    ]);
  });

  it('keeps the base when upstream’s tag goes away, but has none for a head that is new then', () => {
    const gone = { base: null, unmeasuredReason: 'golang/go has no tag for go1.14.' };
    expect(applyAll(wanted('h1'), wanted('h1', gone))).toEqual(applyAll(wanted('h1')));
    expect(words(applyAll(wanted('h1'), wanted('h2', gone)))).toEqual(['b1 h1', 'none h2*']);
  });

  it('makes a new revision when upstream moves its tag', () => {
    const moved = { base: { sha: 'b2', ref: base.ref } };
    expect(words(applyAll(wanted('h1'), wanted('h1', moved)))).toEqual(['b1 h1', 'b2 h1*']);
  });

  it('leaves the reason of a failed measurement alone', () => {
    const held = applyAll(wanted('h1')).map((revision) =>
      Object.assign(revision, { unmeasuredReason: 'The mirror lacks a blob.' }),
    );
    expect(decideRevisions(held, wanted('h1'))).toEqual({ created: [], updated: [] });
  });

  it('has one newest, no pair twice, and loses none, whatever follows on what', () => {
    const commit = fc.constantFrom('h0', 'h1', 'h2');
    const want = fc
      .record({
        head: commit,
        base: fc.constantFrom(null, 'b1', 'b2'),
        earlier: fc.uniqueArray(commit, { maxLength: 2 }),
      })
      .map(({ head, base: baseSha, earlier }) =>
        wanted(head, {
          base: baseSha === null ? null : { sha: baseSha, ref: base.ref },
          unmeasuredReason: baseSha === null ? 'no tag' : null,
          earlier: earlier.map((sha) => ({ sha, ref: 'refs/tags/t' })),
        }),
      );
    fc.assert(
      fc.property(fc.array(want, { minLength: 1, maxLength: 8 }), (wants) => {
        let held: HeldRevision[] = [];
        for (const one of wants) {
          const after = apply(held, one);
          expect(after.length).toBeGreaterThanOrEqual(held.length);
          expect(after.filter(({ isNewest }) => isNewest)).toMatchObject([
            { headSha: one.head.sha },
          ]);
          const pairs = after.map(({ baseSha, headSha }) => `${baseSha} ${headSha}`);
          expect(new Set(pairs).size).toBe(pairs.length);
          for (const before of held.filter(({ baseSha }) => baseSha !== null)) {
            expect(after).toContainEqual(
              expect.objectContaining({ id: before.id, baseSha: before.baseSha }),
            );
          }
          expect(decideRevisions(after, one)).toEqual({ created: [], updated: [] });
          held = after;
        }
      }),
    );
  });
});
