// What makes a thing that is wrong the same thing at the next look, in whatever order things are listed.
import type { AlertEntry } from '#lib/domain/alert-memory.ts';

/** A patch that was not worked out equals any, so that working it out later is no news. */
export function isSameEntry(a: AlertEntry, b: AlertEntry): boolean {
  return (
    a.name === b.name &&
    a.type === b.type &&
    (a.patchId === null || b.patchId === null || a.patchId === b.patchId)
  );
}

/** Those of `entries` that `others` has not. */
export function entriesBeyond(
  entries: readonly AlertEntry[],
  others: readonly AlertEntry[],
): AlertEntry[] {
  const named = new Map<string, AlertEntry[]>();
  for (const other of others) named.set(other.name, [...(named.get(other.name) ?? []), other]);
  return entries.filter(
    (each) => !(named.get(each.name) ?? []).some((other) => isSameEntry(each, other)),
  );
}

export function isSameSet(one: readonly AlertEntry[], other: readonly AlertEntry[]): boolean {
  return entriesBeyond(one, other).length === 0 && entriesBeyond(other, one).length === 0;
}

/** One order for every set, by the characters' numbers and no locale. */
export function sortEntries(entries: readonly AlertEntry[]): AlertEntry[] {
  return entries.toSorted((a, b) => compareText(sortKey(a), sortKey(b)));
}

/** The same text for the same set. Never of line numbers or commits, which change with every poll. */
export function fingerprintOf(entries: readonly AlertEntry[]): string {
  return JSON.stringify(sortEntries(entries).map(sortKey));
}

function sortKey({ name, type, patchId }: AlertEntry): string {
  return [name, type ?? '', patchId ?? ''].join('\0');
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
