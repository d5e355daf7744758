'use client';

import {
  type ComponentType,
  createElement,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import { flushSync } from 'react-dom';

import { useIsAtRest } from '#components/ui/use-is-at-rest.ts';
import { useIsNear } from '#components/ui/use-is-near.ts';

/** How far from what is in sight a chart is drawn already. */
const nearPx = 240;
/** What only somebody who reads the page does. */
const signsOfReading = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;

/**
 * A chart that is loaded and drawn once the reader comes near it, the page has been there for a while, or is printed; until then its
 * room is kept. `height` is in pixels. Charts are far larger than the rest of a page, and most of them lie below what is in sight at first.
 */
export function whenNear<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  height: number,
): ComponentType<Props> {
  let chart: ComponentType<Props> | null = null;
  let loading: Promise<ComponentType<Props>> | null = null;
  const listeners = new Set<() => void>();
  const ask = async (): Promise<void> => {
    loading ??= load();
    try {
      chart = await loading;
    } catch (error) {
      // Asked for again, it may come.
      loading = null;
      throw error;
    }
    for (const listener of listeners) listener();
  };
  const listen = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return function WhenNear(props: Props) {
    const [room, isNear] = useIsNear<HTMLDivElement>(nearPx);
    const [isAskedFor, setAskedFor] = useState(false);
    const isAtRest = useIsAtRest();
    const [hasFailed, setFailed] = useState(false);
    const isWanted = isNear || isAskedFor || isAtRest;
    const Chart = useSyncExternalStore(
      listen,
      () => chart,
      () => null,
    );
    const askNow = async (): Promise<void> => {
      setFailed(false);
      await ask().catch(() => setFailed(true));
    };
    const begin = useEffectEvent(() => void askNow());
    useEffect(() => {
      if (isWanted) begin();
    }, [isWanted]);
    useEffect(() => {
      const gone = new AbortController();
      const { signal } = gone;
      // Paper shows what is drawn by the time that it is asked for, so it must not have to be loaded first.
      matchMedia('print').addEventListener(
        'change',
        ({ matches }) => {
          if (matches) flushSync(() => setAskedFor(true));
        },
        { signal },
      );
      for (const sign of signsOfReading) {
        const prepare = () => void ask().catch(() => {});
        window.addEventListener(sign, prepare, { once: true, passive: true, signal });
      }
      return () => gone.abort();
    }, []);
    if (isWanted && Chart !== null) return createElement(Chart, props);
    return (
      <div ref={room} style={{ height }} aria-busy={!hasFailed} data-room="chart">
        {hasFailed ? (
          <p className="pt-6 text-sm text-muted">
            The chart could not be loaded. Its numbers are in the table;{' '}
            <button type="button" className="link" onClick={() => void askNow()}>
              try again
            </button>
            .
          </p>
        ) : (
          <>
            <noscript>
              <p className="pt-6 text-sm text-muted print:hidden">
                The chart needs scripts. Its numbers are in the table and in the CSV.
              </p>
            </noscript>
            <p className="hidden text-sm text-muted print:block">
              The chart was not drawn yet when this was printed. Its numbers are in the table and in
              the CSV.
            </p>
          </>
        )}
      </div>
    );
  };
}
