// Every key that the pages listen to, once: the listener, the hints in the menu and the help read this list.

export type KeyAct =
  | { readonly kind: 'go'; readonly href: string }
  | { readonly kind: 'search' }
  | { readonly kind: 'help' }
  /** Along the rows of a table that have a link. */
  | { readonly kind: 'row'; readonly step: 1 | -1 }
  /** The browser's own: the row's link has the focus. */
  | { readonly kind: 'open' }
  | { readonly kind: 'clear' };

export interface KeyBinding {
  /** Pressed one after the other. */
  readonly keys: readonly string[];
  /** What they do, in words. */
  readonly label: string;
  readonly act: KeyAct;
}

export const KEYS: readonly KeyBinding[] = [
  { keys: ['/'], label: 'Search', act: { kind: 'search' } },
  { keys: ['j'], label: 'Next row of the table', act: { kind: 'row', step: 1 } },
  { keys: ['k'], label: 'Row before', act: { kind: 'row', step: -1 } },
  { keys: ['Enter'], label: 'Open the row', act: { kind: 'open' } },
  { keys: ['g', 'p'], label: 'Go to the ports', act: { kind: 'go', href: '/' } },
  { keys: ['g', 'a'], label: 'Go to the alerts', act: { kind: 'go', href: '/alerts' } },
  { keys: ['g', 's'], label: 'Go to the status', act: { kind: 'go', href: '/status' } },
  { keys: ['Esc'], label: 'Close, or leave the row', act: { kind: 'clear' } },
  { keys: ['?'], label: 'Show these keys', act: { kind: 'help' } },
];

/** Those that do something on a page with, or without, a table to move in. */
export function keysOfPage({ hasRows }: { readonly hasRows: boolean }): readonly KeyBinding[] {
  return KEYS.filter(({ act }) => hasRows || (act.kind !== 'row' && act.kind !== 'open'));
}

/** How a menu names the keys that lead to an address: "g p". Null: none do. */
export function keysTo(href: string): string | null {
  return nameKeys(KEYS.find(({ act }) => act.kind === 'go' && act.href === href));
}

/** The same of those that open something. */
export function keysOf(kind: KeyAct['kind']): string | null {
  return nameKeys(KEYS.find(({ act }) => act.kind === kind));
}

function nameKeys(binding: KeyBinding | undefined): string | null {
  return binding?.keys.join(' ') ?? null;
}

export type KeyPress =
  | { readonly kind: 'act'; readonly act: KeyAct }
  /** The keys so far begin a longer one. */
  | { readonly kind: 'wait'; readonly pressed: readonly string[] }
  | { readonly kind: 'none' };

/** What a key does after those pressed before it. A key that continues nothing counts as the first. */
export function pressKey(pressed: readonly string[], key: string): KeyPress {
  const now = [...pressed, key === 'Escape' ? 'Esc' : key];
  const fitting = KEYS.filter(({ keys }) => now.every((each, index) => keys[index] === each));
  const whole = fitting.find(({ keys }) => keys.length === now.length);
  if (whole !== undefined) return { kind: 'act', act: whole.act };
  if (fitting.length > 0) return { kind: 'wait', pressed: now };
  return pressed.length === 0 ? { kind: 'none' } : pressKey([], key);
}
