'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent } from 'react';

/** Follows the links to pages of ours (components/ui/page-link.tsx) within the page that is open; all else is the browser's. */
export function PageVisits() {
  const router = useRouter();
  const follow = useEffectEvent((event: MouseEvent): void => {
    const { defaultPrevented, button, ctrlKey, metaKey, shiftKey, altKey, target } = event;
    if (defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
    const link =
      target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-page]') : null;
    if (link === null || link.origin !== window.location.origin) return;
    event.preventDefault();
    const address = link.pathname + link.search + link.hash;
    router.push(address, { scroll: link.dataset['page'] !== 'stay' });
  });
  useEffect(() => {
    const hear = (event: MouseEvent) => follow(event);
    document.addEventListener('click', hear);
    return () => document.removeEventListener('click', hear);
  }, []);
  return null;
}
