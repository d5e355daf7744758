'use client';

import { useKeysOn } from './key-setting.ts';
import { type KeyAct, keysOf } from './keys.ts';

/** The keys that do the same as what it stands beside; nothing while they are off. */
export function KeyHint({ act }: { readonly act: KeyAct['kind'] }) {
  const keys = keysOf(act);
  if (!useKeysOn() || keys === null) return null;
  return (
    <kbd aria-hidden="true" className="rounded-sm border border-hairline px-1.5 text-xs leading-4">
      {keys}
    </kbd>
  );
}
