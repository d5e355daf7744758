'use client';

import {
  type ComponentType,
  createElement,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { flushSync } from 'react-dom';

/** How far below the part of the page in sight something is drawn already. */
const nearPx = 240;
/** What only somebody who reads the page does. */
const signsOfReading = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;

/**
 * A chart that is loaded and drawn once the reader comes near it, or the page is printed; until then its room is kept. `height` is in
 * pixels. Charts are far larger than the rest of a page, and most of them lie below what is in sight at first.
 */
export function whenNear<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  height: number,
): ComponentType<Props> {
  let chart: ComponentType<Props> | null = null;
  let loading: Promise<void> | null = null;
  const listeners = new Set<() => void>();
  const ask = (): Promise<void> => {
    loading ??= load().then(
      (component) => {
        chart = component;
        for (const listener of listeners) listener();
      },
      (error: unknown) => {
        // Asked for again, it may come.
        loading = null;
        throw error;
      },
    );
    return loading;
  };
  const listen = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return function WhenNear(props: Props) {
    const room = useRef<HTMLDivElement>(null);
    const [isWanted, setWanted] = useState(false);
    const [hasFailed, setFailed] = useState(false);
    const Chart = useSyncExternalStore(
      listen,
      () => chart,
      () => null,
    );
    const want = useEffectEvent(() => {
      setWanted(true);
      setFailed(false);
      ask().catch(() => setFailed(true));
    });
    useEffect(() => {
      const { current } = room;
      if (isWanted || current === null) return undefined;
      const gone = new AbortController();
      const near = new IntersectionObserver(
        (entries) => {
          if (entries.some(({ isIntersecting }) => isIntersecting)) want();
        },
        { rootMargin: `${nearPx}px 0px` },
      );
      near.observe(current);
      // Paper shows what is drawn by the time that it is asked for, so it must not have to be loaded first.
      matchMedia('print').addEventListener(
        'change',
        ({ matches }) => {
          if (matches) flushSync(want);
        },
        { signal: gone.signal },
      );
      for (const sign of signsOfReading) {
        window.addEventListener(sign, () => void ask().catch(() => {}), {
          once: true,
          passive: true,
          signal: gone.signal,
        });
      }
      return () => {
        near.disconnect();
        gone.abort();
      };
    }, [isWanted]);
    if (isWanted && Chart !== null) return createElement(Chart, props);
    return (
      <div ref={room} style={{ height }} aria-busy={!hasFailed} data-room="chart">
        {hasFailed && (
          <p className="pt-6 text-sm text-muted">
            The chart could not be loaded. Its numbers are in the table;{' '}
            <button type="button" className="link" onClick={() => setWanted(false)}>
              try again
            </button>
            .
          </p>
        )}
      </div>
    );
  };
}
