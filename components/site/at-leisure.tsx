'use client';

import { useEffect } from 'react';

import { endHurry, leisureMs } from './leisure.ts';

/**
 * Once a page has been there for a while, what it left out because nobody was near it is drawn as well: for whoever looks for a word in
 * it, takes a picture of the whole, or scrolls faster than charts are drawn.
 */
export function AtLeisure() {
  useEffect(() => {
    let idle: number | undefined;
    const timer = setTimeout(() => {
      // Not every browser says when it has nothing to do.
      if ('requestIdleCallback' in window) idle = requestIdleCallback(endHurry);
      else endHurry();
    }, leisureMs);
    return () => {
      clearTimeout(timer);
      if (idle !== undefined) cancelIdleCallback(idle);
    };
  }, []);
  return null;
}
