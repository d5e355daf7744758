import { useSyncExternalStore } from 'react';

/** What lies over the page. */
export type Panel = 'keys' | 'search';

const listeners = new Set<() => void>();
let open: Panel | null = null;
let ahead: string | null = null;

/** Null: nothing is to lie over the page. */
export function openPanel(panel: Panel | null): void {
  open = panel;
  ahead = panel === 'search' ? '' : null;
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

export function typeAhead(text: string): void {
  ahead = text;
  for (const listener of listeners) listener();
}

/** What was typed between asking for the search and its field taking the keys itself. Null: the search is not asked for. */
export function typedAhead(): string | null {
  return ahead;
}

export function useTypedAhead(): string {
  return useSyncExternalStore(
    listen,
    () => ahead ?? '',
    () => '',
  );
}
