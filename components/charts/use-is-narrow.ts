import { useSyncExternalStore } from 'react';

/** As `max-sm` in class names. */
const media = '(max-width: 639px)';

function listen(listener: () => void): () => void {
  const narrow = matchMedia(media);
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** Whether the window has no room for many bars beside each other. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    listen,
    () => matchMedia(media).matches,
    () => false,
  );
}
