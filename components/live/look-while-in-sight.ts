/**
 * Looks again and again while the page is in sight, `restMs` after the last time, and at once when it comes back into sight: what
 * nobody sees asks for nothing. What it returns ends it.
 */
export function lookWhileInSight(
  look: () => Promise<void> | void,
  restMs: () => number,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const rest = () => {
    clearTimeout(timer);
    if (!isOver && document.visibilityState === 'visible') timer = setTimeout(go, restMs());
  };
  const go = () => {
    void Promise.resolve(look()).finally(rest);
  };
  const turn = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'visible') go();
  };
  document.addEventListener('visibilitychange', turn);
  rest();
  return () => {
    isOver = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', turn);
  };
}
