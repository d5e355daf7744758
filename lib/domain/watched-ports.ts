// What is known of alerts where they have not looked at every port yet.

/**
 * Whether a count of alerts says anything: where nobody has looked at any of the ports that it is about, 0 would say that there is none.
 * `asked` are those ports.
 */
export function areAlertsKnown(
  { open, past }: { readonly open: number; readonly past: number },
  asked: readonly { readonly isWatched: boolean }[],
): boolean {
  return open + past > 0 || asked.length === 0 || asked.some(({ isWatched }) => isWatched);
}
