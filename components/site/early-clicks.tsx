'use client';

import { useEffect } from 'react';

/** Tells the page's first script (lib/jobs/scripts-after-paint.js) that the page listens: what was clicked before is clicked now. */
export function EarlyClicks() {
  useEffect(() => {
    window.dispatchEvent(new Event('pagelistens'));
  }, []);
  return null;
}
