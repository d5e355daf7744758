import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ListedRef } from './listing-digest.ts';
import { planRebases, type RebasePlan } from './plan-rebases.ts';

const port = { branchPattern: 'tamago{release}', tagPattern: 'tamago-go{release}' };
const commit = (text: string): string => text.padEnd(40, '0');

const upstream = {
  fullName: 'golang/go',
  releases: ['go1.14', 'go1.14.1', 'go1.20', 'go1.21.0', 'go1.21.1', 'go1.26rc1', 'go1.26.0'].map(
    (name, index) => ({ name, sha: commit(`b${index}`) }),
  ),
};

const branch = (name: string, sha: string): ListedRef => ({
  name: `refs/heads/${name}`,
  sha: commit(sha),
  tagSha: null,
});
const tag = (name: string, sha: string, tagSha: string | null = null): ListedRef => ({
  name: `refs/tags/${name}`,
  sha: commit(sha),
  tagSha,
});

function plan(...forkRefs: ListedRef[]): RebasePlan {
  return planRebases({ port, forkRefs, upstream });
}

describe('planRebases', () => {
  it('puts a branch on the release it is named after', () => {
    expect(plan(branch('tamago1.14', 'a1')).rebases).toEqual([
      {
        release: 'go1.14',
        line: 'go1.14',
        kind: 'first',
        order: 14_000_300,
        head: { sha: commit('a1'), ref: 'refs/heads/tamago1.14' },
        base: { sha: commit('b0'), ref: 'refs/tags/go1.14' },
        unmeasuredReason: null,
        publishingTag: null,
        earlier: [],
      },
    ]);
  });

  it('shows the branch where a tag names another commit, and keeps the tag as an earlier revision', () => {
    const refs = [branch('tamago1.14.1', 'a2'), tag('tamago-go1.14.1', 'a1', commit('c1'))];
    expect(plan(...refs).rebases).toMatchObject([
      {
        head: { sha: commit('a2'), ref: 'refs/heads/tamago1.14.1' },
        earlier: [{ sha: commit('a1'), ref: 'refs/tags/tamago-go1.14.1' }],
        publishingTag: { ref: 'refs/tags/tamago-go1.14.1', tagSha: commit('c1') },
      },
    ]);
  });

  it('has no earlier revision where branch and tag agree', () => {
    const refs = [branch('tamago1.14.1', 'a1'), tag('tamago-go1.14.1', 'a1')];
    expect(plan(...refs).rebases).toMatchObject([{ earlier: [], publishingTag: { tagSha: null } }]);
  });

  it('takes a tag without a branch as the head', () => {
    expect(plan(tag('tamago-go1.14.1', 'a1')).rebases).toMatchObject([
      {
        release: 'go1.14.1',
        head: { sha: commit('a1'), ref: 'refs/tags/tamago-go1.14.1' },
        earlier: [],
      },
    ]);
  });

  it.each([
    ['tamago1.20', 'go1.20'],
    ['tamago1.20.0', 'go1.20'],
    ['tamago1.21', 'go1.21.0'],
    ['tamago1.21.0', 'go1.21.0'],
    ['tamago1.26rc1', 'go1.26rc1'],
  ])('reads %s as %s, as upstream spells it', (name, release) => {
    const { rebases } = plan(branch(name, 'a1'));
    expect(rebases).toMatchObject([{ release, base: { ref: `refs/tags/${release}` } }]);
  });

  it('joins a branch and a tag that spell one release differently', () => {
    const { rebases, ignored } = plan(branch('tamago1.21', 'a2'), tag('tamago-go1.21.0', 'a1'));
    expect(rebases).toMatchObject([{ release: 'go1.21.0', earlier: [{ sha: commit('a1') }] }]);
    expect(ignored).toEqual([]);
  });

  it.each([
    ['tamago1.21', 'tamago1.21.0', 'refs/heads/tamago1.21.0', 'go1.21.0'],
    ['tamago1.20', 'tamago1.20.0', 'refs/heads/tamago1.20', 'go1.20'],
  ])(
    'of %s and %s shows the one spelled as upstream does, and says so',
    (one, other, shown, release) => {
      const refs = [branch(one, 'a1'), branch(other, 'a2')];
      for (const order of [refs, refs.toReversed()]) {
        const { rebases, ignored } = plan(...order);
        expect(rebases).toMatchObject([{ release, head: { ref: shown } }]);
        expect(ignored).toMatchObject([
          { reason: `${shown} stands for the same release, ${release}.` },
        ]);
      }
    },
  );

  it('says why a release that upstream lacks has no base, and spells it as the fork does', () => {
    expect(plan(branch('tamago1.99', 'a1')).rebases).toMatchObject([
      { release: 'go1.99', base: null, unmeasuredReason: 'golang/go has no tag for go1.99.' },
    ]);
  });

  it('lists the refs that only look like the port’s, with the reason', () => {
    const { rebases, ignored } = plan(
      branch('tamago1.26.0-test', 'a1'),
      tag('tamago-go1.26.x', 'a1'),
      branch('master', 'a1'),
      tag('go1.26.0', 'b6'),
      tag('latest', 'a1'),
    );
    expect(rebases).toEqual([]);
    expect(ignored.map(({ ref }) => ref)).toEqual([
      'refs/heads/tamago1.26.0-test',
      'refs/tags/tamago-go1.26.x',
    ]);
    expect(ignored[0]?.reason).toContain('go1.26.0-test');
  });

  it('is not stopped by names with spaces, quotes, or bytes that are not UTF-8', () => {
    const odd = [
      'refs/heads/tamago 1.14',
      'refs/heads/tamago"1.14"',
      '"refs/heads/tamago\\3771.14"',
    ];
    const refs = odd.map((name) => ({ name, sha: commit('a1'), tagSha: null }));
    expect(plan(...refs, branch('tamago1.14', 'a2')).rebases).toHaveLength(1);
    expect(plan(...refs).ignored).toHaveLength(3);
  });

  it('takes no tag for the port’s where the port publishes none', () => {
    const { rebases, ignored } = planRebases({
      port: { branchPattern: 'port/{release}', tagPattern: null },
      forkRefs: [branch('port/1.14', 'a1'), tag('tamago-go1.14', 'a2')],
      upstream,
    });
    expect(rebases).toMatchObject([{ publishingTag: null, earlier: [] }]);
    expect(ignored).toEqual([]);
  });

  it('goes in release order, one rebase a release, whatever the order of the refs', () => {
    const spelled = fc
      .tuple(
        fc.constantFrom('heads/tamago', 'tags/tamago-go'),
        fc.constantFrom('1.14', '1.14.0', '1.20', '1.21', '1.21.0', '1.9', '1.26rc1', '1.26beta2'),
        fc.constantFrom('a1', 'a2'),
      )
      .map(([stem, release, sha]) => ({
        name: `refs/${stem}${release}`,
        sha: commit(sha),
        tagSha: null,
      }));
    const refs = fc.uniqueArray(spelled, { selector: ({ name }) => name });
    fc.assert(
      fc.property(refs, (forkRefs) => {
        const planned = plan(...forkRefs);
        expect(plan(...forkRefs.toReversed())).toEqual(planned);
        const orders = planned.rebases.map(({ order }) => order);
        expect([...new Set(orders)].sort((a, b) => a - b)).toEqual(orders);
      }),
    );
  });
});
