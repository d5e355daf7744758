'use client';

import { openPanel } from './open-panel.ts';

/** The way to the keys by mouse, and when they are off. */
export function KeysButton() {
  return (
    <button type="button" className="link h-6" onClick={() => openPanel('keys')}>
      Keys
    </button>
  );
}
