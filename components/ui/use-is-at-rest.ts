import { useEffect, useState } from 'react';

/** What waits to be drawn, from the top of the page down. */
const waiting = new Set<() => void>();
let isAsked = false;

/** One at a time, each when the browser has nothing else to do: together they would hold a slow machine up. */
function drawNext(): void {
  if (isAsked) return;
  isAsked = true;
  whenIdle(() => {
    isAsked = false;
    const [next] = waiting;
    if (next === undefined) return;
    waiting.delete(next);
    next();
    drawNext();
  });
}

function whenIdle(act: () => void): void {
  // Safari has none: https://caniuse.com/requestidlecallback
  if ('requestIdleCallback' in window) window.requestIdleCallback(act);
  else setTimeout(act, 50);
}

/** A task of so many milliseconds tells that a machine is slow: https://www.w3.org/TR/longtasks-1/ */
const slowTaskMs = 70;
let isSlow = false;

function watchTasks(): void {
  const types = globalThis.PerformanceObserver?.supportedEntryTypes ?? [];
  if (!types.includes('longtask')) return;
  new PerformanceObserver((list) => {
    isSlow ||= list.getEntries().some(({ duration }) => duration > slowTaskMs);
  }).observe({ type: 'longtask', buffered: true });
}
if (typeof window !== 'undefined') watchTasks();

/** So long after a page's scripts have begun, whoever is in a hurry uses it already. */
const restMs = 3000;
const soonMs = 600;

/**
 * False at first, and true once the rest of a page, far below what is in sight, may be drawn as well: for a look at the whole.
 * `isQuick`: it is drawn so quickly that a machine that has not been slow so far need not rest before.
 */
export function useIsAtRest({ isQuick = false } = {}): boolean {
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    const draw = () => setAtRest(true);
    const add = () => {
      waiting.add(draw);
      drawNext();
    };
    const timers = [setTimeout(add, restMs)];
    if (isQuick) timers.push(setTimeout(() => !isSlow && add(), soonMs));
    return () => {
      for (const timer of timers) clearTimeout(timer);
      waiting.delete(draw);
    };
  }, [isQuick]);
  return isAtRest;
}
