import { useSyncExternalStore } from 'react';

const yearSeconds = 365 * 24 * 60 * 60;
const listeners = new Set<() => void>();

function areKeysOn(): boolean {
  return !/(^|; )keys=off/.test(document.cookie);
}

/** Lasts a year, in this browser. */
export function turnKeys(on: boolean): void {
  document.cookie = `keys=${on ? 'on' : 'off'}; path=/; max-age=${yearSeconds}; samesite=lax`;
  for (const listener of listeners) listener();
}

/** Whether single keys do anything; they do until the reader turns them off. */
export function useKeysOn(): boolean {
  return useSyncExternalStore(listen, areKeysOn, () => true);
}

/** Whether the page listens yet: it does once its scripts have run. */
export function useIsListening(): boolean {
  return useSyncExternalStore(
    listen,
    () => true,
    () => false,
  );
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
