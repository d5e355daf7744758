// The moments of a time gone by at which a look could have seen something new, each with what was known by then.
import type { AlertHistory } from '#lib/domain/alert-history.ts';
import { parseGoRelease, releaseOrder, SUPPORTED_LINES } from '#lib/domain/go-release.ts';

import { type AlertLimits, RELEASE_GROWTH_MS } from './alert-limits.ts';
import type { WatchedRehearsal } from './observe-conflicts.ts';

export interface KnownPast {
  readonly releases: AlertHistory['releases'];
  readonly rebases: readonly (AlertHistory['rebases'][number] & { readonly sums: object })[];
  /** From the newest rebase of each line. */
  readonly rehearsals: readonly WatchedRehearsal[];
}

export interface PastMoment {
  readonly at: Date;
  /** Something came out just then; at the others only time has passed. */
  readonly isChange: boolean;
  /** The same object for as long as nothing comes out. */
  readonly known: KnownPast;
}

const DAY_MS = 86_400_000;

/**
 * `since`, whenever something was released or published and when that has settled, and the beginning of each day, up to `now`:
 * in order.
 */
export function listPastMoments(
  history: AlertHistory,
  {
    since,
    now,
    limits,
  }: { readonly since: Date; readonly now: Date; readonly limits: AlertLimits },
): readonly PastMoment[] {
  const past = indexPast(history);
  const changes = [...past.releases, ...past.rebases].map(({ atMs }) => atMs);
  const settled = [limits.clean.afterMs, limits.updateMs, RELEASE_GROWTH_MS];
  const looks = new Set(changes.flatMap((atMs) => [0, ...settled].map((ms) => atMs + ms)));
  const midnight = Math.ceil(since.getTime() / DAY_MS) * DAY_MS;
  for (let atMs = midnight; atMs < now.getTime(); atMs += DAY_MS) looks.add(atMs);
  const after = [...looks]
    .filter((atMs) => atMs > since.getTime() && atMs <= now.getTime())
    .sort((a, b) => a - b);
  const changed = new Set(changes);
  let known = listKnown(past, since.getTime());
  return [
    { at: since, isChange: true, known },
    ...after.map((atMs) => {
      const isChange = changed.has(atMs);
      if (isChange) known = listKnown(past, atMs);
      return { at: new Date(atMs), isChange, known };
    }),
  ];
}

interface Numbered<Value> {
  readonly value: Value;
  /** Of Go: 27 for go1.27rc1. */
  readonly minor: number;
  readonly order: number;
  /** When it came to be. */
  readonly atMs: number;
}

interface IndexedPast {
  readonly releases: readonly Numbered<KnownPast['releases'][number]>[];
  readonly rebases: readonly Numbered<KnownPast['rebases'][number]>[];
  readonly rehearsals: readonly Numbered<WatchedRehearsal>[];
}

/** What has no date is left out: nobody can say when it was known. */
function indexPast({ releases, rebases, rehearsals }: AlertHistory): IndexedPast {
  return {
    releases: releases.flatMap((value) => numbered(value, value.name, value.releasedAt)),
    rebases: rebases.flatMap((value) =>
      numbered({ ...value, sums: {} }, value.release, value.publishedAt),
    ),
    rehearsals: rehearsals.flatMap((value) => {
      const { targetKind, targetDate: at } = value;
      if (targetKind === 'tip' || at === null) return [];
      return numbered({ ...value, rehearsedAt: at, culpritsAt: at }, value.from, at);
    }),
  };
}

function numbered<Value>(value: Value, name: string, at: Date | null): readonly Numbered<Value>[] {
  const release = parseGoRelease(name);
  if (release === null || at === null) return [];
  return [{ value, minor: release.minor, order: releaseOrder(release), atMs: at.getTime() }];
}

/** Lines that had ended long before are left out: nothing is told of them. */
function listKnown({ releases, rebases, rehearsals }: IndexedPast, nowMs: number): KnownPast {
  const published = rebases.filter(({ atMs }) => atMs <= nowMs);
  const newest = Math.max(0, ...published.map(({ minor }) => minor));
  const least = newest - SUPPORTED_LINES;
  const kept = published.filter(({ minor }) => minor >= least);
  const newestOrders = new Map<number, number>();
  for (const { minor, order } of kept) {
    newestOrders.set(minor, Math.max(order, newestOrders.get(minor) ?? 0));
  }
  return {
    releases: releases
      .filter(({ atMs, minor }) => atMs <= nowMs && minor >= least)
      .map(({ value }) => value),
    rebases: kept.map(({ value }) => value),
    rehearsals: rehearsals
      .filter(({ minor, order }) => newestOrders.get(minor) === order)
      .map(({ value }) => value),
  };
}
