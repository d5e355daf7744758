'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

import { lookWhileInSight } from '#components/live/look-while-in-sight.ts';

/** Looks again every `everyMs` while the page is in sight; what changed fills in without a reload. */
export function LiveRefresh({ everyMs }: { readonly everyMs: number }) {
  const router = useRouter();
  useEffect(
    () =>
      lookWhileInSight(
        () => router.refresh(),
        () => everyMs,
      ),
    [router, everyMs],
  );
  return null;
}
