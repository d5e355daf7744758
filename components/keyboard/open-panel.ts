import { useSyncExternalStore } from 'react';

/** What lies over the page. */
export type Panel = 'keys' | 'search';

const listeners = new Set<() => void>();
let open: Panel | null = null;

/** Null: nothing is to lie over the page. */
export function openPanel(panel: Panel | null): void {
  open = panel;
  for (const listener of listeners) listener();
}

export function useOpenPanel(): Panel | null {
  return useSyncExternalStore(
    listen,
    () => open,
    () => null,
  );
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
