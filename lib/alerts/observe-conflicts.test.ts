import { describe, expect, test } from 'vitest';

import { judgePort } from '#lib/domain/judge-port.ts';
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';

import {
  type ConflictsInput,
  lineOfTip,
  observeConflicts,
  type WatchedConflict,
  type WatchedRehearsal,
  type WatchedRelease,
} from './observe-conflicts.ts';
import { keyOf } from './watched.ts';

const now = new Date('2026-07-01T00:00:00Z');

function releasesOf(dates: Readonly<Record<string, string>>): readonly WatchedRelease[] {
  return Object.entries(dates).map(([name, date]) => {
    const release = parseGoRelease(name);
    if (!release) throw new Error(name);
    const { line, kind } = release;
    const releasedAt = new Date(`${date}T00:00:00Z`);
    return { name, line, kind, order: releaseOrder(release), sha: `sha of ${name}`, releasedAt };
  });
}

function conflictIn(path: string, patchId: string | null = null): WatchedConflict {
  return { path, type: 'content', subsystem: 'net', hunks: 1, patchId, culprit: null };
}

function rehearsal(
  from: string,
  target: string,
  paths: readonly (string | WatchedConflict)[],
  change: Partial<WatchedRehearsal> = {},
): WatchedRehearsal {
  return {
    fromRevisionId: 1,
    from,
    fromBaseSha: 'base',
    fromHeadSha: 'head',
    patchFiles: 300,
    target,
    targetSha: `sha of ${target}`,
    targetKind: target === 'tip' ? 'tip' : (parseGoRelease(target)?.kind ?? 'tip'),
    targetDate: now,
    outcome: paths.length > 0 ? 'conflict' : 'clean',
    methodVersion: 1,
    rehearsedAt: now,
    culpritsAt: now,
    conflicts: paths.map((path) => (typeof path === 'string' ? conflictIn(path) : path)),
    ...change,
  };
}

const upstream = {
  'go1.25.0': '2025-08-12',
  'go1.25.1': '2025-09-03',
  'go1.26.0': '2026-02-10',
  'go1.25.9': '2026-06-01',
  'go1.27rc1': '2026-06-12',
};

function look(
  rehearsals: readonly WatchedRehearsal[],
  change: Partial<ConflictsInput> & {
    readonly releases?: readonly WatchedRelease[];
    readonly rebases?: readonly string[];
  } = {},
) {
  const releases = change.releases ?? releasesOf(upstream);
  const { lines } = judgePort({
    rebases: (change.rebases ?? ['go1.25.1', 'go1.26.0']).map((release) => ({
      release,
      publishedAt: new Date('2026-03-01T00:00:00Z'),
      sums: {},
    })),
    releases,
    now,
  });
  const watched = observeConflicts({
    port: { slug: 'p', name: 'P', fork: 'f/p', upstream: 'golang/go' },
    lines,
    releases,
    rehearsals,
    mutedPaths: new Set(),
    lastTimes: new Map(),
    now,
    ...change,
  });
  return new Map(watched.map((each) => [keyOf(each).replace('forecast-conflict:p:', ''), each]));
}

describe('what is watched', () => {
  test("the port's newest line for everything ahead, an older kept one for its own releases only", () => {
    expect([...look([]).keys()]).toEqual(['go1.25:go1.25', 'go1.26:go1.27', 'go1.26:go1.28']);
  });

  test('the newest target of a line: its first release takes the place of its candidates', () => {
    const releases = releasesOf({ ...upstream, 'go1.27rc2': '2026-06-20' });
    const found = look([rehearsal('go1.26.0', 'go1.27rc1', ['a'])], { releases });
    expect(found.get('go1.26:go1.27')?.observation.kind).toBe('unknown');
  });

  test.each([
    ['a first release', { 'go1.26.0': '2026-02-10' }, 'go1.27'],
    ['a candidate', { 'go1.26.0': '2026-02-10', 'go1.27rc1': '2026-06-12' }, 'go1.28'],
    ['betas only', { 'go1.26.0': '2026-02-10', 'go1.27beta1': '2026-06-12' }, 'go1.27'],
  ])('tip belongs to the line after the newest that has %s', (_, dates, expected) => {
    expect(lineOfTip(releasesOf(dates))).toBe(expected);
  });

  test('nothing, of a port of which nothing is known', () => {
    expect(look([], { lines: [] }).size).toBe(0);
  });
});

describe('what is seen', () => {
  test.each([
    ['go1.27rc1', 'warning', 'rc'],
    ['go1.27.0', 'critical', 'first'],
  ])('a conflict with %s is %s', (target, severity) => {
    const releases = releasesOf({ ...upstream, [target]: '2026-06-20' });
    const found = look([rehearsal('go1.26.0', target, ['a', 'b'])], { releases });
    expect(found.get('go1.26:go1.27')?.observation).toMatchObject({
      kind: 'present',
      severity,
      confirm: null,
    });
  });

  test('no result: an error, nothing yet, and a conflict whose commits are still looked for', () => {
    const change = { culpritsAt: null };
    expect(kindOf()).toBe('unknown');
    expect(kindOf(rehearsal('go1.26.0', 'go1.27rc1', [], { outcome: 'error' }))).toBe('unknown');
    expect(kindOf(rehearsal('go1.26.0', 'go1.27rc1', ['a'], change))).toBe('unknown');
    const rehearsedAt = new Date(now.getTime() - 15 * 60_000);
    const old = rehearsal('go1.26.0', 'go1.27rc1', ['a'], { ...change, rehearsedAt });
    expect(kindOf(old)).toBe('present');
    expect(kindOf(rehearsal('go1.26.0', 'go1.27rc1', []))).toBe('absent');
  });

  test('tip is seen without what the candidate below it conflicts with already, unless by another change of the port', () => {
    const rehearsals = [
      rehearsal('go1.26.0', 'go1.27rc1', [conflictIn('a', 'p'), conflictIn('b', 'p')]),
      rehearsal('go1.26.0', 'tip', [conflictIn('a', 'p'), conflictIn('b', 'q'), 'c']),
    ];
    const seen = look(rehearsals).get('go1.26:go1.28')?.observation;
    const names = seen?.kind === 'present' ? seen.entries.map(({ name }) => name) : [];
    expect(names).toEqual(['b', 'c']);
    const only = look(rehearsals.slice(1)).get('go1.26:go1.28')?.observation;
    expect(only).toEqual({ kind: 'unknown' });
  });

  test('muted paths are left out and counted; when nothing else is left it closes', () => {
    const rehearsals = [rehearsal('go1.26.0', 'go1.27rc1', ['a', 'b'])];
    const some = look(rehearsals, { mutedPaths: new Set(['a']) }).get('go1.26:go1.27');
    const moment = { added: [], gone: [], since: now };
    expect(some?.factsAt?.(moment)).toMatchObject({ muted: 1, conflicts: [{ path: 'b' }] });
    const all = look(rehearsals, { mutedPaths: new Set(['a', 'b']) }).get('go1.26:go1.27');
    expect(all?.observation).toEqual({ kind: 'over', as: 'closed', isQuiet: true });
  });

  test.each([
    ['a candidate at once', 'go1.27rc1', now, true],
    ['a release not on its day', 'go1.27.0', now, false],
    ['a release a day after it', 'go1.27.0', new Date(now.getTime() - 24 * 3_600_000), true],
  ])('more than is known is told of %s', (_, target, targetDate, isGrowthTold) => {
    const releases = releasesOf({ ...upstream, [target]: '2026-06-30' });
    const seen = look([rehearsal('go1.26.0', target, ['a'], { targetDate })], { releases });
    expect(seen.get('go1.26:go1.27')?.observation).toMatchObject({ isGrowthTold });
  });

  test('the facts say from where onto what, and when the release is to be expected', () => {
    const found = look([rehearsal('go1.26.0', 'go1.27rc1', ['a'])]).get('go1.26:go1.27');
    expect(found?.factsAt?.({ added: [], gone: [], since: now })).toMatchObject({
      from: { release: 'go1.26.0' },
      target: { name: 'go1.27rc1', kind: 'rc' },
      firstRelease: { date: '2026-08-11T00:00:00.000Z', isExpected: true },
      patchFiles: 300,
    });
  });
});

function kindOf(...rehearsals: readonly WatchedRehearsal[]) {
  return look(rehearsals).get('go1.26:go1.27')?.observation.kind;
}
