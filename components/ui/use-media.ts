import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds, as long as it does; false on the server. */
export function useMedia(media: string): boolean {
  const listen = useCallback(
    (listener: () => void) => {
      const list = matchMedia(media);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [media],
  );
  return useSyncExternalStore(
    listen,
    () => matchMedia(media).matches,
    () => false,
  );
}
