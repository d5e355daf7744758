import { useSyncExternalStore } from 'react';

import type { DescribedWork, Work } from './describe-under-way.ts';

const listeners = new Set<() => void>();
const none: readonly Work[] = [];
/** Null: nobody has asked yet. */
let known: readonly Work[] | null = null;

export function setWorks(works: readonly Work[]): void {
  known = works;
  for (const listener of listeners) listener();
}

/** What takes long just now. Empty: nothing, or nobody has asked yet. */
export function useWorks(): readonly Work[] {
  return useSyncExternalStore(
    listen,
    () => known ?? none,
    () => none,
  );
}

/** Null: there was no answer, or none that says so. */
export async function readUnderWay(): Promise<DescribedWork | null> {
  // Nobody's session: what a page asks by itself must not keep one going.
  const response = await fetch('/under-way', { credentials: 'omit' }).catch(() => null);
  if (response === null || !response.ok) return null;
  const body: unknown = await response.json().catch(() => null);
  return isAnswer(body) ? body : null;
}

/** The same program has made it: that it is an answer at all is what can be wrong. */
function isAnswer(body: unknown): body is DescribedWork {
  return (
    typeof body === 'object' &&
    body !== null &&
    'works' in body &&
    Array.isArray(body.works) &&
    'version' in body &&
    typeof body.version === 'string'
  );
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
