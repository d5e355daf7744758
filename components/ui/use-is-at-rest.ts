import { useEffect, useState } from 'react';

/** So long after its scripts have begun, whoever is in a hurry uses a page already. */
const restMs = 3000;

/** False at first, and true once the rest of a page, far below what is in sight, may be drawn as well: for a look at the whole. */
export function useIsAtRest(): boolean {
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAtRest(true), restMs);
    return () => clearTimeout(timer);
  }, []);
  return isAtRest;
}
