import { useSyncExternalStore } from 'react';

const media = 'print';

function listen(listener: () => void): () => void {
  const print = matchMedia(media);
  print.addEventListener('change', listener);
  return () => print.removeEventListener('change', listener);
}

/** Whether the page is being laid out for paper. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(
    listen,
    () => matchMedia(media).matches,
    () => false,
  );
}
