import { type RefCallback, useState } from 'react';

/**
 * Whether what the ref is given to has ever been in sight of the reader, or no further than `marginPx` above or below it. Until the
 * page's scripts have run nothing is.
 */
export function useIsNear<Observed extends Element>(
  marginPx: number,
): [ref: RefCallback<Observed>, isNear: boolean] {
  const [isNear, setNear] = useState(false);
  const [watch] = useState(() => (element: Observed | null) => {
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: `${marginPx}px 0px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  });
  return [watch, isNear];
}
