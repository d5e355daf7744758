'use client';

import { useIsListening, useKeysOn } from './key-setting.ts';
import { type KeyAct, keysOf } from './keys.ts';

/** The keys that do the same as what it stands beside; nothing while they are off, and only their room until the page listens. */
export function KeyHint({ act }: { readonly act: KeyAct['kind'] }) {
  const keys = keysOf(act);
  const isListening = useIsListening();
  if (!useKeysOn() || keys === null) return null;
  return (
    <kbd
      aria-hidden="true"
      className={`rounded-sm border border-hairline px-1.5 text-xs leading-4 ${isListening ? '' : 'invisible'}`}
    >
      {keys}
    </kbd>
  );
}
