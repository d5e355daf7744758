'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef } from 'react';

/** So many frames a row has to be drawn again after the way back. */
const mostFrames = 60;

/**
 * Follows the links to pages of ours (components/ui/page-link.tsx) within the page that is open; all else is the browser's. Whoever
 * opened a row of a table and comes back finds the focus on it again.
 */
export function PageVisits() {
  const router = useRouter();
  const path = usePathname();
  /** By the address of a page, where the row leads that was opened last from it. */
  const opened = useRef(new Map<string, string>());
  const isWayBack = useRef(false);
  const follow = useEffectEvent((event: MouseEvent): void => {
    const { defaultPrevented, button, ctrlKey, metaKey, shiftKey, altKey, target } = event;
    if (defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
    const link =
      target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-page]') : null;
    if (link === null || link.origin !== window.location.origin) return;
    event.preventDefault();
    isWayBack.current = false;
    if (link.closest('tbody > tr') !== null)
      opened.current.set(addressOf(window.location), link.href);
    router.push(addressOf(link) + link.hash, { scroll: link.dataset['page'] !== 'stay' });
  });
  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    document.addEventListener('click', (event) => follow(event), { signal });
    window.addEventListener(
      'popstate',
      () => {
        isWayBack.current = true;
      },
      { signal },
    );
    return () => gone.abort();
  }, []);
  useEffect(() => {
    // The address changes before the page does.
    if (!isWayBack.current || path !== window.location.pathname) return undefined;
    const href = opened.current.get(addressOf(window.location));
    if (href === undefined) return undefined;
    isWayBack.current = false;
    let frame = 0;
    let frames = 0;
    const look = () => {
      frames += 1;
      if (!focusRow(href) && frames < mostFrames) frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [path]);
  return null;
}

function addressOf({ pathname, search }: { readonly pathname: string; readonly search: string }) {
  return pathname + search;
}

/** True once there is nothing more to do: the row has the focus, or the reader has gone elsewhere meanwhile. */
function focusRow(href: string): boolean {
  const { activeElement } = document;
  if (activeElement !== null && activeElement !== document.body) return true;
  const links = document.querySelectorAll<HTMLAnchorElement>('main tbody > tr a[data-page]');
  const link = [...links].find((each) => each.href === href);
  link?.focus({ preventScroll: true });
  return link !== undefined;
}
