'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Looks again every `everyMs` while the page is in sight; what changed fills in without a reload. */
export function LiveRefresh({ everyMs }: { readonly everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
