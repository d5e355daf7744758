'use client';

import { useEffect } from 'react';

/** Tells the page's first script (lib/jobs/scripts-after-paint.js) that the page listens: what was pressed or chosen before is done now. */
export function EarlyActs() {
  useEffect(() => {
    window.dispatchEvent(new Event('pagelistens'));
  }, []);
  return null;
}
