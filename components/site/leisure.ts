import { useSyncExternalStore } from 'react';

/** So long after its scripts have begun, a page is used by whoever is in a hurry. */
export const leisureMs = 3000;

const listeners = new Set<() => void>();
let isHurried = true;

/** From then on everything is drawn, on this page and those that are opened from it. */
export function endHurry(): void {
  isHurried = false;
  for (const listener of listeners) listener();
}

/** Whether only what is near the reader is to be drawn. */
export function useIsHurried(): boolean {
  return useSyncExternalStore(
    listen,
    () => isHurried,
    () => true,
  );
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
